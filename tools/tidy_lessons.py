"""Run lessons and store what they claim, and nothing else.

    python tools/tidy_lessons.py lessons/*.ipynb            # runs each lesson, then rewrites it
    python tools/tidy_lessons.py --check lessons/*.ipynb    # runs nothing, fails if one is not tidy

A code cell tagged `claim` keeps its text output and the count 1, so that nbval compares it. One
tagged `picture` keeps the picture of its last value and the words for it, for readers without a
kernel; pixels differ between machines, so nbval does not compare it, and a test holds its words.
Every other cell is stored unrun. Widget state and what an editor left behind are dropped.
"""

import argparse
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

TIMEOUT_S = 120
INSIDE_HTML = re.compile(r'src="data:image/png;base64,([^"]+)"')
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def is_claim(cell: NotebookNode) -> bool:
    """Whether the output of this cell is something the lesson states."""
    return cell.cell_type == "code" and "claim" in cell.metadata.get("tags", ())


def is_picture(cell: NotebookNode) -> bool:
    """Whether the output of this cell is what a reader without a kernel looks at."""
    return cell.cell_type == "code" and "picture" in cell.metadata.get("tags", ())


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Give the notebook with the text of its claims and no other trace of a run."""
    cells = [_tidy_cell(cell) for cell in notebook.cells]
    return nbformat.from_dict(
        {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    )


def _tidy_cell(cell: NotebookNode) -> dict[str, object]:
    tags = list(cell.metadata.get("tags", ()))
    kept: dict[str, object] = {
        "cell_type": cell.cell_type,
        "id": cell.id,
        "metadata": {"tags": tags} if tags else {},
        "source": cell.source,
    }
    if cell.cell_type == "code":
        kept["outputs"] = _kept(cell)
        kept["execution_count"] = 1 if kept["outputs"] else None
    return kept


def _kept(cell: NotebookNode) -> list[dict[str, object]]:
    if is_picture(cell):
        return _pictures(cell.outputs)
    return _texts(cell.outputs) if is_claim(cell) else []


def _pictures(outputs: list[NotebookNode]) -> list[dict[str, object]]:
    """The picture of the last value as PNG, which every host shows, and its words."""
    pictures: list[dict[str, object]] = []
    for one in outputs:
        data = one.get("data", {})
        inside = INSIDE_HTML.search(data.get("text/html", ""))
        png = data.get("image/png") or (inside and inside[1])
        if png:
            kept = {"image/png": png, "text/plain": data["text/plain"]}
            result = {"output_type": "execute_result", "data": kept, "metadata": {}}
            pictures.append(result | {"execution_count": 1})
    return pictures


def _texts(outputs: list[NotebookNode]) -> list[dict[str, object]]:
    """The text of what was printed and of the last value."""
    texts: list[dict[str, object]] = []
    printed = "".join(one.text for one in outputs if one.get("name") == "stdout")
    if printed:
        texts.append({"output_type": "stream", "name": "stdout", "text": printed})
    for one in outputs:
        if one.output_type == "execute_result" and "text/plain" in one.data:
            data = {"text/plain": one.data["text/plain"]}
            result = {"output_type": one.output_type, "data": data, "metadata": {}}
            texts.append(result | {"execution_count": 1})
    return texts


def problems(path: Path) -> list[str]:
    """What is not tidy about a lesson as it is stored."""
    stored = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(stored, as_version=4)
    found = [
        f"{path.name}, cell {cell.id}: keeps nothing, run tools/tidy_lessons.py on it"
        for cell in notebook.cells
        if (is_claim(cell) or is_picture(cell)) and not _kept(cell)
    ]
    if stored != _as_text(tidy(notebook)):
        found.append(
            f"{path.name}: holds more than claims and pictures, run tools/tidy_lessons.py on it"
        )
    return found


def run(path: Path) -> list[str]:
    """Run a lesson, store its claims, and give what stood in the way."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=TIMEOUT_S, resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return [f"{path.name}: {error}"]
    path.write_text(_as_text(tidy(notebook)), encoding="utf-8", newline="\n")
    return problems(path)


def _as_text(notebook: NotebookNode) -> str:
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def main() -> int:
    """Tidy or check the lessons named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lessons", nargs="+", type=Path, metavar="LESSON")
    parser.add_argument("--check", action="store_true", help="run nothing, only say what is untidy")
    asked = parser.parse_args()
    act = problems if asked.check else run
    found = [problem for path in asked.lessons for problem in act(path)]
    sys.stderr.write("".join(f"{problem}\n" for problem in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
