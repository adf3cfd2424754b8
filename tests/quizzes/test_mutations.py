"""Broken question files are refused by an error of ours or accepted, and nothing of them acts.

300 are tried each time, 10,000 where slow tests are asked for.
"""

import json
import random

import pytest

from l45anatomy.quizzes import markdown
from l45anatomy.quizzes.exchange import FORMATS, export, import_
from l45anatomy.quizzes.filing import TEMPLATE, as_toml
from l45anatomy.quizzes.questions import QuestionError, QuestionSet, known, load
from tests.quizzes.strategies import KINDS, question
from tests.quizzes.test_markdown import EVIL, acting
from tests.quizzes.test_questions import GOOD

EVERY_KIND = QuestionSet(
    name="kinds", title="Every kind", questions=tuple(question(kind) for kind in KINDS)
)
VALUES = (
    "true", "0", "-1", "1e999", "nan", "inf", "9" * 400, "0x_", "[]", "{}", "[[[[[]]]]]", '""',
    "1979-05-27", "{ a = { b = { c = 1 } } }", "[" * 3000, "a" + ".a" * 60 + " = 1", "'''", '"""',
    '"\\u0000"', '"\\ud800"', '"\\uffff"', '"../../etc/passwd"', '"' + "x" * 2000 + '"',
)  # fmt: skip
LINES = (
    "[[question]]", "[question]", "[objectives]", "[[question.options]]", "kind = 'order'",
    "kind = 'sliders'", "id = 'x'", "x.y.z = 1", "correct = true", "= 1", "\ufeff", "# \x07",
    "picture = { of = 'spine', case = { changes = [{ change = 'Herniation' }] } }",
    "case = { changes = [{ change = 'Herniation', side = 'up', zone = 1, reach_mm = 'far' }] }",
    "stem = '![x](../../../etc/passwd)'", "reason = '![x](data:image/svg+xml,<svg>)'",
)  # fmt: skip


def sources():
    """Give sound files to start from: the shipped ones, the template, every kind."""
    folder = TEMPLATE.parent / "questions"
    shipped = [(folder / f"{name}.toml").read_text("utf-8") for name in known()[:3]]
    return [GOOD, TEMPLATE.read_text("utf-8"), as_toml(EVERY_KIND), *shipped]


def mutated(text, chance):
    """Break a text in one to three places, most often inside a text."""
    lines = text.splitlines()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(lines))
        line = lines[at]
        match chance.choice((0, 1, 2, 3, 4, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8)):
            case 0:
                del lines[at]
                lines = lines or [""]
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2:
                lines.insert(at, chance.choice(LINES))
            case 3:
                lines[at] = line[: chance.randint(0, len(line))]
            case 4 if "=" in line:
                lines[at] = f"{line.partition('=')[0]}= {chance.choice(VALUES)}"
            case 5 if '"' in line:
                evil = json.dumps(chance.choice(EVIL))[1:-1]
                before, _, after = line.rpartition('"')
                lines[at] = f'{before} {evil}"{after}'
            case 6:
                place = chance.randint(0, len(line))
                lines[at] = (
                    line[:place] + chance.choice("\"'{}[]=,#\\\x00\x1b é\u2028") + line[place:]
                )
            case 7 if "=" in line:
                lines[at] = (
                    f"{chance.choice(['kind', 'id', 'extra', ''])} ={line.partition('=')[2]}"
                )
            case _:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
    return "\n".join(lines)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def shows_nothing_that_acts(quiz):
    """Show every text of a quiz in every way, and find nothing that acts in it."""
    for one in quiz:
        for text in set(texts(one.model_dump())):
            assert [] == acting(markdown.block(text, quiz.folder))
            assert [] == acting(markdown.line(text, quiz.folder))
            assert isinstance(markdown.plain(text), str)
    return True


def tried(count, seed, folder):
    """Try many mutations, and give how many were refused and how many accepted."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sound, file = sources(), folder / "mutated.toml"
    refused = accepted = 0
    for _ in range(count):
        text = mutated(chance.choice(sound), chance)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            quiz = load(file)
        except QuestionError as error:
            assert "mutated.toml" in str(error)  # noqa: PT017 - either way is sound
            refused += 1
        else:
            accepted += shows_nothing_that_acts(quiz)
    return refused, accepted


def test_mutated_files_are_refused_or_shown_safely(tmp_path):
    refused, accepted = tried(300, 1, tmp_path)
    assert 300 == refused + accepted
    assert min(refused, accepted) > 20


@pytest.mark.long
def test_ten_thousand_mutated_files_are_refused_or_shown_safely(tmp_path):
    refused, accepted = tried(10_000, 2, tmp_path)
    assert 10_000 == refused + accepted
    assert min(refused, accepted) > 500


@pytest.mark.parametrize("format_", [name for name, one in FORMATS.items() if one.read])
def test_mutated_foreign_files_are_refused_or_shown_safely(format_):
    chance = random.Random(3)  # noqa: S311 - no secret
    sound = export(EVERY_KIND, format_, draws=False).content.decode()
    for _ in range(100):
        text = sound
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            text = (
                text[:at]
                + chance.choice([*EVIL, "", "{", "]]>", "\x00"])
                + text[at + chance.randint(0, 9) :]
            )
        try:
            quiz = import_(text, format_, "foreign").questions
        except QuestionError as error:
            assert str(error).startswith("foreign")  # noqa: PT017 - either way is sound
        else:
            shows_nothing_that_acts(quiz)
