"""`l45 demo`: an instructor's screen as a page of its own, shown by Voila.

A notebook with one cell is written into a folder that goes when Voila ends.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["add", "arguments", "notebook"]


def add(parser: argparse.ArgumentParser, has_screen: Callable[[], bool]) -> None:
    """Add what `l45 demo` takes; `has_screen` says whether a browser window could open."""
    what = (
        "a demo that comes along, as 03-herniation, or a script (.toml); unless given, their list"
    )
    parser.add_argument("name", nargs="?", help=what)
    parser.add_argument("--port", type=int, default=8866, help="the port to listen on (8866)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.set_defaults(verb=lambda chosen: _demo(chosen, has_screen))


def notebook(name: str) -> str:
    """Give the notebook that shows a demo over the whole page, as text."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "demo",
        "metadata": {},
        "outputs": [],
        "source": f"from l45anatomy import demo\n\ndemo({name!r}, whole=True)",
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    told = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(told, indent=1) + "\n"


def arguments(file: Path, port: int, *, opens_browser: bool) -> list[str]:
    """Give what Voila is started with."""
    told = [str(file), f"--port={port}"]
    return told if opens_browser else [*told, "--no-browser"]


def _demo(chosen: argparse.Namespace, has_screen: Callable[[], bool]) -> int:
    from l45anatomy.demos import script

    if chosen.name is None:
        for name in script.known():
            one = script.load(name)
            print(f"{name:16}{len(one):3} scenes {one.minutes:4} min  {one.title}")
        return 0
    one = script.load(chosen.name)
    name = chosen.name if chosen.name in script.known() else str(Path(chosen.name).resolve())
    opens_browser = has_screen() and not chosen.no_browser
    print(f"{one.title}: {len(one)} scenes, {one.minutes} min.")
    print("Keys: right arrow next, left back, Space reveal, B blank, 0 reset, S notes,")
    print("W notes in a window of their own, F full screen.")
    print(f"http://localhost:{chosen.port}/ in a browser. Ctrl-C stops it. Voila is starting ...")
    from voila.app import Voila

    with TemporaryDirectory(prefix="l45-demo-") as folder:
        file = Path(folder) / f"{one.name}.ipynb"
        file.write_text(notebook(name), "utf-8")
        Voila.launch_instance(arguments(file, chosen.port, opens_browser=opens_browser))
    return 0
