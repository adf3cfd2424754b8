"""Write the section Words of a lesson from the words that its text links to.

    python tools/words.py lessons/*.ipynb            # rewrites the section of each lesson
    python tools/words.py --check lessons/*.ipynb    # writes nothing, says what is wrong

An author links a word where a lesson first uses it, as `[protrusion](#Words)`, and runs this. The
definitions are those of `data/terms.csv`; a link may show any name or form that stands there, or
one with an s. After this `tools/glossary.py` says on its page which lesson tells the word first.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from l45anatomy import evidence
from l45anatomy.evidence import Definition

CELL = "words"
HEAD = (
    "## Words\n\n*Told in our own words. The glossary of the project names the source of each.*\n"
)
LINK = re.compile(r"\[([^\]]+)\]\(#Words\)")
_ASIDE = ("title", "objectives", CELL, "references")  # cells that tell the way, not the matter
_NO_PROSE = re.compile(r"^#.*$|`[^`]*`|\]\([^)]*\)|<[^>]+>", re.MULTILINE)


def names() -> Mapping[str, Definition]:
    """Give what every name and form stands for, in small letters."""
    known = evidence.definitions().values()
    exact = {name.casefold(): one for one in known for name in one.names}
    return {f"{name}s": one for name, one in exact.items()} | exact


def _told(notebook: NotebookNode) -> list[NotebookNode]:
    return [c for c in notebook.cells if c.cell_type == "markdown" and c.id not in _ASIDE]


def linked(notebook: NotebookNode) -> list[str]:
    """Give the texts of the links to words, in their order."""
    return [text for cell in _told(notebook) for text in LINK.findall(cell.source)]


def terms(notebook: NotebookNode) -> list[str]:
    """Give the terms that a lesson links to, each once, by the alphabet."""
    known = names()
    found = {known[text.casefold()].term for text in linked(notebook) if text.casefold() in known}
    return sorted(found, key=str.casefold)


def section(notebook: NotebookNode) -> str:
    """Give the section as it should be, empty where nothing is linked."""
    rows = evidence.definitions()
    lines = [f"- **{term}**: {rows[term].definition}" for term in terms(notebook)]
    return "\n".join((HEAD, *lines)) if lines else ""


def problems(path: Path) -> list[str]:
    """Say what is wrong with the words of a lesson as it is stored."""
    notebook = nbformat.read(path, as_version=4)
    stored = "".join(cell.source for cell in notebook.cells if cell.id == CELL)
    found = [*_unknown(notebook), *_twice(notebook), *_late(notebook)]
    if stored != section(notebook):
        found.append("its section Words is not that of its links, run tools/words.py on it")
    return [f"{path.name}: {one}" for one in found]


def _unknown(notebook: NotebookNode) -> Iterator[str]:
    known = names()
    for text in linked(notebook):
        if text.casefold() not in known:
            yield f"[{text}](#Words) is no term of terms.csv"


def _twice(notebook: NotebookNode) -> Iterator[str]:
    known, seen = names(), set()
    for text in linked(notebook):
        if (one := known.get(text.casefold())) and one.term in seen:
            yield f"[{text}](#Words) is linked before: link a word where it is used first"
        elif one:
            seen.add(one.term)


def _late(notebook: NotebookNode) -> Iterator[str]:
    """Say which link comes after the word has been used; longer words around it do not count."""
    text = "\n\n".join(cell.source for cell in _told(notebook))
    longer = sorted(names(), key=len, reverse=True)
    for link in LINK.finditer(text):
        shown = link[1].casefold()
        before = _NO_PROSE.sub(" ", text[: link.start()]).casefold()
        for name in longer:
            if shown in name and shown != name:
                before = before.replace(name, " ")
        if re.search(rf"(?<![\w-]){re.escape(shown)}(?![\w-])", before):
            yield f"[{link[1]}](#Words) is linked after it has been used"


def write(path: Path) -> list[str]:
    """Put the section into a lesson, before its references; give what an author must mend."""
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.id != CELL]
    if text := section(notebook):
        at = next(n for n, cell in enumerate(cells) if cell.id == "references")
        cells.insert(at, nbformat.v4.new_markdown_cell(text, id=CELL))
    notebook.cells = cells
    stored = str(nbformat.writes(notebook)).rstrip("\n") + "\n"
    path.write_text(stored, encoding="utf-8", newline="\n")
    return problems(path)


def main() -> int:
    """Write or check the words of the lessons named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lessons", nargs="+", type=Path, metavar="LESSON")
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    asked = parser.parse_args()
    act = problems if asked.check else write
    found = [problem for path in asked.lessons for problem in act(path)]
    sys.stderr.write("".join(f"{problem}\n" for problem in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
