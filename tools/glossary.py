"""Write docs/glossary.md: the words of the course, the structures, and what is examined.

All of it stands in the tables; which lesson tells a word first follows from the lessons' links.

python tools/glossary.py            # writes docs/glossary.md
python tools/glossary.py --check    # writes nothing, fails if the page is not that of the tables
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import words

from l45anatomy import evidence
from l45anatomy.evidence import Definition

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "glossary.md"
HEAD = """# Glossary

Made from [terms.csv](../l45anatomy/data/terms.csv),
[structures.csv](../l45anatomy/data/structures.csv) and
[items.csv](../l45anatomy/data/items.csv) by `tools/glossary.py`: correct the table, not this page.
"""
ABOUT_TERMS = """## Terms

The words of the lessons, in our own words. The last column says how it is known: *read* in the
source, *recalled* from memory and not checked, or an *assumption* of this project.
"""


def first_told() -> dict[str, str]:
    """Give the first lesson that links to a term."""
    told: dict[str, str] = {}
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        for term in words.terms(nbformat.read(path, as_version=4)):
            told.setdefault(term, path.name)
    return told


def _term(row: Definition, lesson: str) -> str:
    anchor = row.term.lower().replace(" ", "-")
    where = f"[{lesson[:2]}](../lessons/{lesson}#Words)" if lesson else ""
    known = f"{', '.join(row.source)}: {row.basis}"
    return f'| <a id="{anchor}"></a>{row.term} | {row.definition} | {where} | {known} |'


def lines() -> Iterator[str]:
    """Give the page line by line."""
    yield HEAD
    yield ABOUT_TERMS
    yield "| word | what it means | lesson | source |"
    yield "|---|---|---|---|"
    told = first_told()
    yield from (_term(row, told.get(term, "")) for term, row in evidence.definitions().items())
    yield ""
    yield "## Structures\n"
    yield "| structure | *Terminologia Anatomica* | also called | system |"
    yield "|---|---|---|---|"
    for name, term in sorted(evidence.structures().items(), key=lambda one: one[0].lower()):
        others = [other for other in term.synonyms if other != name]
        yield f"| {name} | {term.latin} | {', '.join(others)} | {term.system} |"
    yield "\n## What is examined\n"
    yield "| item | also called | what it does | how it is tested |"
    yield "|---|---|---|---|"
    for name, item in evidence.items().items():
        yield f"| {name} | {', '.join(item.synonyms)} | {item.action} | {item.test} |"


def text() -> str:
    """Give the page as the tables have it."""
    return "\n".join(line.replace(" |  |", " | |") for line in lines()) + "\n"


def main() -> int:
    """Write the page, or say whether it is out of date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether it is out of date")
    if not parser.parse_args().check:
        PAGE.write_text(text(), encoding="utf-8", newline="\n")
    elif PAGE.read_text(encoding="utf-8") != text():
        sys.stderr.write("docs/glossary.md: not that of the tables, run tools/glossary.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
