"""Writing Anki decks: a card for each question, with its picture, and every reason on the back.

A card is marked by whoever turns it, so every kind has one. Its id depends on quiz and question
alone: a deck that is imported again renews its cards and keeps what was learned.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from l45anatomy.case import Case
from l45anatomy.quizzes import blanks
from l45anatomy.quizzes.exchange.form import Exported, Loss, lacking, of_set
from l45anatomy.quizzes.exchange.labels import labels
from l45anatomy.quizzes.exchange.pictures import Image, image
from l45anatomy.quizzes.exchange.portable import Portable, portable
from l45anatomy.quizzes.item import Item, shuffled
from l45anatomy.quizzes.kinds import (
    Match,
    MultipleChoice,
    Number,
    Order,
    ShortText,
    SingleChoice,
    Sliders,
    Structure,
)
from l45anatomy.quizzes.markdown import block, line, plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["write"]

FIELDS = ("Question", "Options", "Picture", "Hint", "Answer", "Reasons", "Sources")
_FRONT = (
    "{{Question}}{{Options}}{{Picture}}{{#Hint}}<details><summary>Hint</summary>{{Hint}}"
    "</details>{{/Hint}}"
)
_BACK = (
    '{{FrontSide}}<hr id="answer">{{Answer}}{{Reasons}}'
    '{{#Sources}}<p class="sources">Sources: {{Sources}}</p>{{/Sources}}'
)
_CSS = """.card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 40em; }
img { max-width: 100%; } .sources { font-size: 80%; opacity: 0.7; }"""


@dataclass(frozen=True, kw_only=True)
class _Card:
    """What stands on both sides, as HTML."""

    options: str
    answer: str
    reasons: str


def write(questions: QuestionSet, draws: bool = True) -> Exported:  # noqa: FBT001, FBT002 - every format is called alike
    """Give questions as an Anki deck with the title of the quiz."""
    import genanki

    deck = genanki.Deck(_number("deck", questions.name), plain(questions.title))
    model = genanki.Model(
        _number("model", *FIELDS),
        "l45anatomy question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    prefix = re.sub(r"[^a-z0-9]+", "-", f"l45-{questions.name}".lower())
    lost = list(of_set(questions))
    images = []
    for question, card, losses in _cards(questions):
        shown = image(question, draws=draws)
        lost += [*losses, *([shown] if isinstance(shown, Loss) else [])]
        lost += lacking(question, "misconceptions")
        picture = ""
        if isinstance(shown, Image):
            images.append((f"{prefix}-{shown.name}", shown.content))
            picture = f'<img src="{images[-1][0]}" alt="{escape(shown.words)}">'
        tags = [label.replace(": ", "::") for label in labels(question)]
        lost += [Loss(question.id, "objective (no tag)") for tag in tags if re.search(r"\s", tag)]
        deck.add_note(
            genanki.Note(
                model=model,
                fields=_fields(question, card, picture),
                guid=genanki.guid_for("l45anatomy", questions.name, question.id),
                tags=[tag for tag in tags if not re.search(r"\s", tag)],
            )
        )
    return Exported(content=_packed(genanki.Package(deck), images), losses=tuple(lost))


def _number(*parts: str) -> int:
    """Give a number of 31 bits that stays the same for the same words."""
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:4], "big") >> 1


def _packed(package: "genanki.Package", images: Iterable[tuple[str, bytes]]) -> bytes:  # type: ignore[name-defined]  # noqa: F821 - genanki is loaded when first written
    with TemporaryDirectory() as folder:
        for name, content in images:
            file = Path(folder) / name
            file.write_bytes(content)
            package.media_files.append(str(file))
        out = io.BytesIO()
        package.write_to_file(out)
    return out.getvalue()


def _fields(question: Item, card: _Card, picture: str) -> list[str]:
    """Give the fields of a card in their order."""
    sources = ", ".join(source for source in question.sources if source != blanks.SOURCE)
    hint = block(question.hint) if question.hint else ""
    stem = block(question.stem)
    return [stem, card.options, picture, hint, card.answer, card.reasons, escape(sources)]


def _cards(questions: QuestionSet) -> Iterator[tuple[Item, _Card, tuple[Loss, ...]]]:
    for question in questions:
        if isinstance(question, Sliders):
            loss = Loss(question.id, "the simulator that marks: the card shows one way")
            yield question, _sliders(question), (loss,)
        elif isinstance(question, Structure):
            loss = Loss(question.id, "the click: the structure is named")
            yield question, _structure(question), (loss,)
        else:
            one = QuestionSet(name="", title="", questions=(question,))
            ported, losses = portable(one)
            for n, made in enumerate(ported):
                yield made, _card(made), () if n else losses


def _card(question: Portable) -> _Card:
    match question:
        case SingleChoice() | MultipleChoice():
            return _choice(question)
        case Number():
            spread = f" ± {question.tolerance:g}" if question.tolerance else ""
            unit = "" if question.unit == blanks.UNIT else f" {question.unit}"
            near = [(f"{n.low:g} to {n.high:g}", n.reason) for n in question.wrong]
            key = f"{question.key:g}{spread}{unit}"
            return _typed(key, question.reason, [*near, ("anything else", question.otherwise)])
        case ShortText():
            known = [(", ".join(w.accepted), w.reason) for w in question.wrong]
            rest = ("anything else", question.otherwise)
            return _typed(" or ".join(question.accepted), question.reason, [*known, rest])
        case Order():
            mixed = shuffled([step.text for step in question.steps], 0, question.id)
            right = [(f"{step.text}", step.reason) for step in question.steps]
            told = _listed((f"{text}: {why}" for text, why in right), "ol")
            return _Card(options=_listed(mixed), answer="", reasons=told)
        case Match():
            return _match(question)


def _choice(question: SingleChoice | MultipleChoice) -> _Card:
    mixed = shuffled(question.options, 0, question.id)
    signs = ((option, "✓" if option.correct else "✗") for option in mixed)
    return _Card(
        options=_listed((option.text for option in mixed), 'ol type="A"'),
        answer=_listed(option.text for option in mixed if option.correct),
        reasons=_listed(f"{sign} {one.text}: {one.reason}" for one, sign in signs),
    )


def _typed(key: str, reason: str, others: Iterable[tuple[str, str]]) -> _Card:
    told = [f"✗ {what}: {why}" for what, why in others if why != blanks.REASON]
    shown = f"<p><strong>{line(key)}</strong></p>{block(reason)}"
    return _Card(options="", answer=shown, reasons=_listed(told) if told else "")


def _match(question: Match) -> _Card:
    right = [pair.right for pair in question.pairs] + [one.text for one in question.spare]
    left = _listed(pair.left for pair in question.pairs)
    told = [f"{pair.left}: {pair.right}. {pair.reason}" for pair in question.pairs]
    rest = [f"✗ {one.text}: {one.reason}" for one in question.spare]
    mixed = _listed(shuffled(right, 0, question.id))
    return _Card(options=f"{left}<p>with</p>{mixed}", answer="", reasons=_listed([*told, *rest]))


def _sliders(question: Sliders) -> _Card:
    made = "; ".join(str(change) for change in Case.from_dict(question.solution).changes)
    return _Card(
        options=_listed(goal.words for goal in question.goals),
        answer=f"<p>{line(f'One way: {made}')}</p>",
        reasons=block(question.reason),
    )


def _structure(question: Structure) -> _Card:
    others = [(", ".join(wrong.names), wrong.reason) for wrong in question.wrong]
    return _typed(" or ".join(question.key), question.reason, others)


def _listed(texts: Iterable[str], tag: str = "ul") -> str:
    rows = "".join(f"<li>{line(text)}</li>" for text in texts)
    return f"<{tag}>{rows}</{tag.split()[0]}>"
