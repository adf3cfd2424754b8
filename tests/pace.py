"""How long a lesson takes: what is read at a pace from a source, what is done at our guess.

Reading aloud goes at 183 words a minute, the mean of 77 studies [brysbaert2019]. It is slower than
silent reading (238), which suits somebody who meets the words for the first time. All other
figures here are model assumptions, of no study: they are written down once, so that every lesson
is timed alike and a reader can replace them by a stopwatch.
"""

import re
from typing import NamedTuple

from nbformat import NotebookNode

from l45anatomy.quizzes.questions import Question

WORDS_A_MINUTE = 183
SILENT = 238
SLOW = 175  # words a minute in silence; most adults read at least at this pace [brysbaert2019]
# A slow reader takes this much longer than the mean one: a time that is farther off misleads more
# than the difference between readers does.
SLACK = SILENT / SLOW
MINUTES = {  # model assumptions
    "code cell": 0.25,  # run it, wait, find the answer
    "simulator": 3.0,  # predict, uncover, compare, move a slider
    "view": 2.0,  # turn the spine to each named view
    "prediction": 1.0,  # on paper
    "task": 1.0,  # predict, and compare afterwards
}
SECONDS = {  # model assumptions: one question, from its stem to its feedback
    "single choice": 40,
    "short text": 40,
    "number": 40,
    "grade": 50,
    "predict": 50,
    "multiple choice": 60,
    "match": 60,
    "order": 60,
    "structure": 60,
    "slice": 60,
    "dermatome": 80,
    "sliders": 120,
    "localise": 120,
}
LOOKED_UP = ("## Words", "## References")
_STATED = re.compile(r"\bAbout (\d+) minutes, and (\d+) for the questions\b")


class Minutes(NamedTuple):
    """What a lesson takes: the page from top to bottom, and the questions at its end."""

    page: float
    questions: float


def stated(title: str) -> Minutes:
    """Give the minutes that the first cell of a lesson states; zeros where it states none.

    >>> stated("About 20 minutes, and 15 for the questions.")
    Minutes(page=20.0, questions=15.0)
    """
    found = _STATED.search(title)
    return Minutes(*map(float, found.groups())) if found else Minutes(0.0, 0.0)


def computed(lesson: NotebookNode, questions: tuple[Question, ...]) -> Minutes:
    """Give what a lesson takes at the pace above; words and references are looked up, not read."""
    markdown = [one.source for one in lesson.cells if one.cell_type == "markdown"]
    code = [one for one in lesson.cells if one.cell_type == "code"]
    told = [one for one in code if "picture" not in one.metadata.get("tags", ())]
    printed = [
        out.get("text") or out["data"]["text/plain"] for cell in told for out in cell.outputs
    ]
    sources = "\n".join(cell.source for cell in code)
    read = "\n\n".join(one for one in markdown if not one.startswith(LOOKED_UP))
    done = {
        "code cell": len(code),
        "simulator": len(re.findall(r"\bsimulator\(", sources)),
        "view": len(re.findall(r"\.show\(\)", sources)),
        "prediction": len(re.findall(r"\*\*(?:Write down|Guess) before", read)),
        "task": len(re.findall(r"\*\*Task \d", read)),
    }
    doing = sum(count * MINUTES[what] for what, count in done.items())
    reading = words("\n\n".join((read, *printed))) / WORDS_A_MINUTE
    return Minutes(reading + doing, sum(SECONDS[one.kind] for one in questions) / 60)


def words(text: str) -> int:
    """Count the words of a text as they are read, tables and all; not where links go, nor keys.

    >>> words("| L4 | [the root](02-roots.ipynb) [berra2021] 0.5 mm |")
    5
    """
    text = re.sub(r"\]\([^)]*\)|\[[a-z]+\d{0,4}[a-z]?\]|<[^>]+>", " ", text)
    return len(re.findall(r"[^\W_][\w.'’-]*", text))


def apart(one: float, other: float) -> float:
    """Give by what factor two times differ, at least 1."""
    return max(one, other) / min(one, other)
