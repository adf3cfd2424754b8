"""Prints one table: what is measured, against what, the ratio, the budget, held or missed.

Each row runs in a kernel or interpreter of its own, and both sides of a ratio in one run, so that
a slow machine slows both. It is a script and no test: it asserts no time. pytest-benchmark is not
used, since memory, bytes and the other side of a ratio have no place in its table.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client.manager import start_new_kernel

from tests.bench import browsing, probes
from tests.bench.row import HEAD, Row

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 300


class ProbeError(RuntimeError):
    """A cell of a probe ended in an error."""


def in_kernel(cells: Sequence[str]) -> dict[str, Any]:
    """Run cells in a fresh kernel and give the JSON that the last one printed."""
    manager, client = start_new_kernel(
        cwd=str(ROOT), startup_timeout=PATIENCE_S, extra_arguments=["--log-level=ERROR"]
    )
    try:
        said = ""
        for cell in cells:
            said = _run(client, cell)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    result: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return result


def _run(client: Any, cell: str) -> str:
    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
            said.append(message["content"]["text"])

    reply = client.execute_interactive(cell, output_hook=hear, timeout=PATIENCE_S)["content"]
    if reply["status"] != "ok":
        raise ProbeError(f"{reply['ename']}: {reply['evalue']}")
    return "".join(said)


def importing_s(module: str) -> float:
    """Seconds to import a module in a fresh interpreter, the interpreter's own start left out.

    The compiled code is kept, as it is wherever pip installed the package; a shell that forbids
    that would have every import compile every source.
    """
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", code]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryDirectory(prefix="l45-") as folder:
        kept["PYTHONPYCACHEPREFIX"] = folder
        runs = [
            float(subprocess.run(command, check=True, capture_output=True, env=kept).stdout)
            for _ in range(6)
        ]
    return statistics.median(runs[1:])


def rows() -> Sequence[Row]:
    """Measure everything, cheapest first."""
    table = [
        Row(
            what="import l45anatomy",
            measured=importing_s("l45anatomy"),
            unit="s",
            other="import numpy",
            beside=importing_s("numpy"),
            budget=0.3,
        )
    ]
    for cause, taken_ms in in_kernel(probes.COMPUTING).items():
        table.append(
            Row(
                what=f"compute per move, {cause}",
                measured=taken_ms,
                unit="ms",
                budget=50,
            )
        )
    table += [*_views("one after the other", probes.VIEWS)]
    table += [*_views("after a pause", probes.VIEWS_AFTER_PAUSES)]
    table += [
        Row(what=f"MRI slice 256 x 256, {plane}", measured=taken_ms, unit="ms", budget=60)
        for plane, taken_ms in in_kernel(probes.SLICES).items()
    ]
    table += [*_cohort(), *_models(), *_new_person(), *_transport(), *_memory(), *_picture()]
    return [*table, *browsing.rows()]


def _views(pace: str, cells: Sequence[str]) -> Sequence[Row]:
    """Milliseconds of a slider's move at one pace, by cause."""
    found = in_kernel(cells)
    return [
        Row(
            what=f"all views per move {pace}, kernel CPU, {cause}",
            measured=taken_ms,
            unit="ms",
            other="30,000 small numpy operations",
            beside=found["yardstick"],
            budget=50,
        )
        for cause, taken_ms in found["views"].items()
    ]


def _cohort() -> Sequence[Row]:
    """Milliseconds of one core per virtual patient, those drawn in vain included."""
    return tuple(
        Row(
            what=f"one virtual patient, {population}",
            measured=taken_ms,
            unit="ms",
            other="with bodies never seen",
            beside=cold_ms,
            budget=20,
        )
        for population, (taken_ms, cold_ms) in in_kernel(probes.COHORT).items()
    )


def _models() -> Sequence[Row]:
    files = [file for file in (ROOT / "models3d").iterdir() if file.is_file()]
    return (
        Row(
            what="triangles of the default scene at rest",
            measured=in_kernel(probes.AT_REST)["n"] / 1000,
            unit="k",
            budget=150,
        ),
        Row(
            what="models3d",
            measured=sum(file.stat().st_size for file in files) / 1e6,
            unit="MB",
            budget=12,
        ),
    )


def _new_person() -> Sequence[Row]:
    with TemporaryDirectory(prefix="l45-") as folder:
        os.environ["L45_MESHES"] = folder  # kernels inherit it
        cold, cached = (in_kernel(probes.NEW_PERSON)["s"] for _ in range(2))
        del os.environ["L45_MESHES"]
    return (
        Row(
            what="meshes of a new person",
            measured=cold,
            unit="s",
            other="the second time",
            beside=cached,
            budget=20,
        ),
    )


def _transport() -> Sequence[Row]:
    ours = in_kernel(probes.OUR_MOVES)
    theirs: dict[str, float] = {}
    try:
        theirs = in_kernel(probes.TRAME_MOVES)
    except ProbeError as error:
        print(f"PyVista's client backend was not measured: {error}\n", file=sys.stderr)
    return (
        Row(
            what="bytes per herniation move",
            measured=ours["bytes"] / 1000,
            unit="kB",
            other="trame client",
            beside=theirs["bytes"] / 1000 if theirs else None,
            budget=150,
        ),
        Row(
            what="kernel CPU per move, sending only",
            measured=ours["cpu_ms"],
            unit="ms",
            other="trame client",
            beside=theirs.get("cpu_ms"),
            budget_ratio=1 / 20,
        ),
        Row(
            what="kernel CPU per move, worked out and sent",
            measured=ours["whole_ms"],
            unit="ms",
            other="trame client",
            beside=theirs.get("whole_ms"),  # with the same work on both sides
        ),
    )


def _memory() -> Sequence[Row]:
    ours, bare = in_kernel(probes.OUR_MEMORY), in_kernel(probes.BARE_MEMORY)
    return tuple(
        Row(
            what=f"kernel memory with one live view, {kind.upper()}",
            measured=ours[kind],
            unit="MB",
            other="import pyvista",
            beside=bare[kind],
            budget_ratio=1.5,
        )
        for kind in ("rss", "uss")
    )


def _picture() -> Sequence[Row]:
    ours = statistics.median(in_kernel(probes.OUR_PICTURE)["s"] for _ in range(3))
    bare = statistics.median(in_kernel(probes.BARE_PICTURE)["s"] for _ in range(3))
    return (
        Row(
            what="first view in a cold kernel, until it is sent",
            measured=ours,
            unit="s",
            other="PyVista sphere, drawn",
            beside=bare,
            budget_ratio=1.5,
        ),
        Row(
            what="first view in a cold kernel, the same",
            measured=ours,
            unit="s",
            other="PyVista static, same scene",
            beside=statistics.median(in_kernel(probes.STILL_PICTURE)["s"] for _ in range(3)),
            budget_ratio=1,
        ),
    )


def main() -> int:
    """Print the table; the exit status says that it was measured, not that all is held."""
    os.environ.setdefault("PYVISTA_OFF_SCREEN", "true")
    if sys.platform == "linux":
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    lines = [HEAD, *(row.cells for row in rows())]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    lines.insert(1, tuple("-" * width for width in widths))
    for line in lines:
        print("| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
