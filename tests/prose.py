"""Reading a lesson as a checker does: the numbers it states, its links, how hard it is to read.

Tables are read as text here: what counts is that a number stands in a row that cites the source.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
DATA = ROOT / "l45anatomy" / "data"
CITED = re.compile(r"\[([a-z]+\d{0,4}[a-z]?)\](?!\()")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)|<(https?://[^>\s]+)>")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
_NO_QUANTITY = (
    r"`[^`]*`",  # code and keys to press
    r"\]\([^)]*\)",  # where a link goes
    r"\[[a-z]+\d{0,4}[a-z]?\]",  # a source
    r"<[^>]+>",  # markup
    r"^#.*$",  # a heading
    r"^\s*\d+\. ",  # the number of an item in a list
    r"\b[LSTC]\d\b",  # a vertebra or a root, the weighting of a slice
    r"\b\d+D\b",
    r"\b([Tt]asks?|[Ll]essons?) \d+(,? (and )?\d+)*",
    r"\b(MRC|[Gg]rades?) \d\b([,\u2013-]? ?(to|and|or)? ?\d\b)*",  # a step that a table names
)
_SMALL = {str(n) for n in (0, 1)}


def numbers(text: str) -> list[str]:
    """Give the quantities that a text states in figures, as written without thousands' commas.

    >>> numbers("About 64 % of 1,020 roots L4 at 0.5 mm [murphy2009], see `key 3` and MRC 4.")
    ['64', '1020', '0.5']
    """
    for pattern in _NO_QUANTITY:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    return [one.replace(",", "") for one in _NUMBER.findall(text)]


def same(said: str, stored: str) -> bool:
    """Whether a figure in the prose is the stored one, itself or as percent, rounded as it is said.

    >>> same("64", "0.641"), same("59", "0.59"), same("7", "7.0"), same("60", "0.59")
    (True, True, True, False)
    """
    digits = len(said.partition(".")[2])
    value = float(stored)
    return any(f"{x:.{digits}f}" == f"{float(said):.{digits}f}" for x in (value, 100 * value))


@cache
def _rows() -> tuple[str, ...]:
    """Every row of every table, as one line of text; of a TOML file the whole entry."""
    found = [
        " ; ".join(row)
        for path in sorted(DATA.glob("*.csv"))
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
    ]
    for path in (DATA / "cases.toml", DATA / "presets.toml"):
        found += path.read_text(encoding="utf-8").split("\n\n")
    return tuple(found)


@cache
def figures(source: str) -> frozenset[str]:
    """Give every figure in rows that cite a source, its own year aside."""
    word = re.compile(rf"(?<!\w){re.escape(source)}(?!\w)")
    lines = (word.sub(" ", row) for row in _rows() if word.search(row))
    return frozenset(n for line in lines for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", line))


def unfounded(text: str, shown: str, sources: Iterable[str] = ()) -> list[str]:
    """Give the numbers of a text that stand neither in `shown` nor in a row with its sources.

    `shown` is what the lesson itself runs and prints. The sources of the text are those it cites.
    """
    known = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", shown)) | _SMALL
    for source in (*CITED.findall(text), *sources):
        known |= figures(source)
    return [one for one in numbers(text) if not any(same(one, stored) for stored in known)]


def told(path: Path) -> str:
    """Give the Markdown of a page, or that of a notebook."""
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def dead_ends(path: Path) -> list[str]:
    """Give the links of a page or a notebook that lead to no file of the project or no anchor."""
    found = []
    for link in links(re.sub(r"`[^`]*`|^```.*?^```$", " ", told(path), flags=re.M | re.S)):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        is_there = target.is_relative_to(ROOT) and target.exists()
        if not is_there or (anchor and anchor not in anchors(told(target))):
            found.append(link)
    return found


def links(text: str) -> list[str]:
    """Give where the links of a text go.

    >>> links("See [the model](../docs/model.md#limits) and <https://jupyter.org>.")
    ['../docs/model.md#limits', 'https://jupyter.org']
    """
    return [inside or bare for inside, bare in _LINK.findall(text)]


def anchors(text: str) -> set[str]:
    """Give the anchors that headings make, and those set by hand.

    >>> sorted(anchors("## What it is not"))
    ['What-it-is-not', 'what-it-is-not']
    """
    made = set(re.findall(r'\b(?:id|name)="([^"]+)"', text))
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", heading)).strip()
        made |= {plain.lower().replace(" ", "-"), plain.replace(" ", "-")}  # web page and Lab
    return made


def broken_rows(text: str) -> list[str]:
    r"""Give the rows of tables that have not as many cells as the head of their table.

    >>> broken_rows("| a | b |\n|---|---|\n| 1 | 2 |\n| 3\n")
    ['| 3']
    """
    found = []
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        head, *rows = (row.rstrip() for row in table.splitlines())
        found += [row for row in rows if row.count("|") != head.count("|")]
    return found


def sentences(text: str) -> list[str]:
    """Give the running sentences: no tables, headings, code, list of words or references."""
    text = re.split(r"^## (?:Words|References)$", text, maxsplit=1, flags=re.MULTILINE)[0]
    for pattern in (r"^\|.*$", r"^#.*$", r"`[^`]*`", r"\[[a-z]+\d{0,4}[a-z]?\]", r"<[^>]+>"):
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    parts = re.split(r"(?<=[.!?])\s+|\n\s*\n|\n\s*(?:[-*]|\d+\.) ", text)
    return [part for part in parts if len(re.findall(r"[A-Za-z]{2,}", part)) > 1]


def grade_level(text: str) -> float:
    """Give the Flesch-Kincaid grade: 0.39 words/sentence + 11.8 syllables/word - 15.59.

    Syllables are counted as groups of vowels, without a silent e: good to about half a grade over
    a whole lesson. Grade 6 is read at about twelve years, grade 12 at eighteen.
    """
    read = sentences(text)
    words = [word for one in read for word in re.findall(r"[A-Za-z]+(?:'[a-z]+)?", one)]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(read) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """Count the vowel groups of a word, at least one.

    >>> [_syllables(word) for word in ("root", "spine", "vertebra", "muscle")]
    [1, 1, 3, 2]
    """
    word = word.lower()
    count = len(re.findall(r"[aeiouy]+", word))
    is_silent = word.endswith("e") and not word.endswith(("le", "ee", "ae")) and count > 1
    return max(1, count - is_silent)
