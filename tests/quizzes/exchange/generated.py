"""Questions with texts that are hard on formats, and what of a question a format carries."""

from typing import Any

from hypothesis import strategies as st

from l45anatomy.quizzes.exchange.markup import tamed
from l45anatomy.quizzes.kinds.words import normal
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionSet
from tests.quizzes.strategies import RIGHT, WRONG, content, question

AWKWARD = (
    "a=b", "50% ~ 60%", "%50%half", "{x}", "# 1", "a#b", "x->y", "::n::", r"C:\new", r"a\:b",
    "<b>fett</b>", "5 < 6 & 7 > 6", "&lt;", "]]>", "<![CDATA[", "$a_1*b$", r"\(x<y\)",
    r"$$\frac{a}{b}$$", "Größe ≥ 5 µm", "日本", "line\nline", "para\n\npara", '\'"',
    "**bold** _it_", "`code <x>`", "- item", "1. item", "[markdown]x", "[html]", "=", "~", "*",
    "\\", r"\\n", r"\n", "//", "// no comment", "$CATEGORY: x", "L5 ", "{", "}", "TRUE", "T",
    "@@PLUGINFILE@@", "[a](https://b.c/d_e)", "_____", "####", "{{field}}",
)  # fmt: skip
_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff!", max_codepoint=0x2FFF
)


def texts() -> st.SearchStrategy[str]:
    """Give texts with awkward pieces, and at least one letter each."""
    pieces = st.one_of(st.sampled_from(AWKWARD), st.text(_CHARACTERS, max_size=6))
    return st.builds(
        lambda parts, end: (" ".join(parts) + end).strip(),
        st.lists(pieces, min_size=1, max_size=3),
        st.sampled_from(["root", "Wurzel L5", "x"]),
    )


def _different(
    key=lambda text: plain(tamed(text)).split(), **sizes
) -> st.SearchStrategy[list[str]]:
    return st.lists(texts(), unique_by=lambda text: " ".join(key(text)), **sizes)


@st.composite
def choices(draw: Any) -> Any:
    """Single and multiple choice."""
    kind = draw(st.sampled_from(["single choice", "multiple choice"]))
    words = draw(_different(min_size=2, max_size=5))
    most = 1 if kind == "single choice" else len(words)
    right = set(draw(st.lists(st.sampled_from(range(len(words))), min_size=1, max_size=most)))
    options = [
        {"id": f"o{n}", "text": text} | (RIGHT if n in right else WRONG) | {"reason": draw(texts())}
        for n, text in enumerate(words)
    ]
    return question(kind, options=options, stem=draw(texts()))


_NUMBERS = st.decimals(-1000, 1000, places=3).map(float)


@st.composite
def numbers(draw: Any) -> Any:
    """Numbers with tolerance and near misses, none of which holds the key."""
    key, tolerance = draw(_NUMBERS), draw(st.decimals(0, 5, places=3).map(float))
    near = [sorted(draw(st.tuples(_NUMBERS, _NUMBERS))) for _ in range(draw(st.integers(0, 3)))]
    wrong = [
        {"low": low, "high": high, **WRONG, "reason": draw(texts())}
        for low, high in near
        if high < key - tolerance - 0.001 or key + tolerance + 0.001 < low
    ]
    more = {"low": -2000.0, "high": 2000.0, "stem": draw(texts()), "otherwise": draw(texts())}
    return question("number", key=key, tolerance=tolerance, wrong=wrong, **more)


@st.composite
def words(draw: Any) -> Any:
    """Short texts, some of which are wrong for a reason of their own."""
    accepted = draw(_different(key=lambda text: [normal(text)], min_size=1, max_size=5))
    cut = draw(st.integers(1, len(accepted)))
    wrong = [{"accepted": [one], **WRONG, "reason": draw(texts())} for one in accepted[cut:]]
    more = {"stem": draw(texts()), "otherwise": draw(texts()), "means": "text"}
    return question("short text", accepted=accepted[:cut], wrong=wrong, **more)


@st.composite
def orders(draw: Any) -> Any:
    """Things in order."""
    steps = [
        {"id": f"s{n}", "text": text, "reason": draw(texts())}
        for n, text in enumerate(draw(_different(min_size=3, max_size=5)))
    ]
    return question("order", steps=steps, stem=draw(texts()))


@st.composite
def matches(draw: Any) -> Any:
    """Pairs and what is left over."""
    left = draw(_different(min_size=2, max_size=4))
    right = draw(_different(min_size=len(left), max_size=len(left) + 2))
    pairs = [
        {"id": f"p{n}", "left": a, "right": b, **WRONG, "reason": draw(texts())}
        for n, (a, b) in enumerate(zip(left, right, strict=False))
    ]
    spare = [{"id": f"s{n}", "text": t, "reason": "r"} for n, t in enumerate(right[len(left) :])]
    return question("match", pairs=pairs, spare=spare, stem=draw(texts()))


def quizzes() -> st.SearchStrategy[QuestionSet]:
    """Give quizzes of all portable kinds."""
    one = st.one_of(choices(), numbers(), words(), orders(), matches())
    return st.builds(
        lambda questions, title: QuestionSet(
            name="quiz",
            title=title,
            questions=tuple(q.model_copy(update={"id": f"q-{n}"}) for n, q in enumerate(questions)),
        ),
        st.lists(one, min_size=1, max_size=3),
        texts(),
    )


def seen(text: str) -> str:
    """Give a text as it is seen: no marks, single spaces, arrows alike."""
    return " ".join(plain(tamed(text)).replace("< ", "<").replace("->", "→").split())


def carried(one: Any) -> Any:
    """Give what every format that has this kind carries of a question, as it is seen."""
    match one.kind:
        case "single choice" | "multiple choice":
            return [(seen(o.text), o.correct, seen(o.reason)) for o in one.options]
        case "number":
            near = [(n.low, n.high, seen(n.reason)) for n in one.wrong]
            return one.key, one.tolerance, seen(one.reason), near, seen(one.otherwise)
        case "short text":
            wrong = [(normal(text), seen(w.reason)) for w in one.wrong for text in w.accepted]
            right = [normal(text) for text in one.accepted]
            return right, seen(one.reason), wrong, seen(one.otherwise)
        case "order":
            return [(seen(step.text), seen(step.reason)) for step in one.steps]
        case "match":
            pairs = [(seen(pair.left), seen(pair.right)) for pair in one.pairs]
            return pairs, [seen(one.text) for one in one.spare]
    raise AssertionError(one.kind)


__all__ = ["AWKWARD", "carried", "content", "quizzes", "seen", "texts"]
