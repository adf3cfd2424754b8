"""Write docs/glossary.md from the tables: structures with their names, and what is examined.

python tools/glossary.py            # writes docs/glossary.md
python tools/glossary.py --check    # writes nothing, fails if the page is not that of the tables
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from l45anatomy import evidence

PAGE = Path(__file__).parents[1] / "docs" / "glossary.md"
HEAD = """# Glossary

Made from [structures.csv](../l45anatomy/data/structures.csv) and
[items.csv](../l45anatomy/data/items.csv) by `tools/glossary.py`: correct the table, not this page.
Words such as *protrusion* or *traversing root* are told at their first use in the lessons.
"""


def lines() -> Iterator[str]:
    """Give the page line by line."""
    yield HEAD
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
