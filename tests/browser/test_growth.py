"""Neither kernel nor page grows by restarts or by many simulators, and every view is drawn.

A few restarts and simulators are tried each time; `L45_TWENTY=1` tries twenty of both. What they
took is kept in `artefacts/growth.txt`.
"""

import os

import psutil
import pytest

from tests.browser.conftest import ARTEFACTS, Screen
from tests.browser.fronts import START, shown, write_notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "growth.ipynb"
IS_FULL = bool(os.environ.get("L45_TWENTY"))
RESTARTS, SIMULATORS = (20, 20) if IS_FULL else (3, 4)
GROWTH_MB = 10  # kernels that do the same differ by 6
# A restart leaves some 0.3 MB in the page with plain widgets already; ours bring small scripts, and
# a browser keeps modules as long as the page is open.
HEAP_MB = 2 + RESTARTS
# What is no longer shown is let go of: a simulator has 3,000 nodes.
NODES = 200 * RESTARTS

# Count the drawing contexts that live: a page may have sixteen, then the oldest is taken away.
COUNT = """
window.contexts45 = [];
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const context = getContext.call(this, kind, ...rest);
  if (context && /webgl/.test(kind) && !contexts45.some((ref) => ref.deref() === context))
    contexts45.push(new WeakRef(context));
  return context;
};
"""
LIVING = """contexts45.filter((ref) => ref.deref() && !ref.deref().isContextLost()).length"""


def _kernel_mb(screen: Screen) -> float:
    """Memory of the kernels of this server together, MB."""
    assert len(screen.lab.ask("kernels")) == 1
    server = next(
        process
        for process in psutil.process_iter(["cmdline"])
        if str(screen.lab.folder) in (process.info["cmdline"] or [])
    )
    kernels = [one for one in server.children(recursive=True) if "ipykernel" in str(one.cmdline())]
    return sum(one.memory_info().rss for one in kernels) / 1e6


def _heap_mb(screen: Screen) -> float:
    """What the page's scripts hold after the rubbish is gone, MB."""
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize") / 1e6


def _nodes(screen: Screen) -> int:
    """How many nodes the page holds, those among them that are no longer shown."""
    session = screen.page.context.new_cdp_session(screen.page)
    nodes = session.send("Memory.getDOMCounters")["nodes"]
    session.detach()
    return int(nodes)


def _tell(figures: str) -> None:
    """Keep figures beside the screenshots."""
    ARTEFACTS.mkdir(exist_ok=True)
    with (ARTEFACTS / "growth.txt").open("a", encoding="utf-8") as file:
        file.write(figures + "\n")


def test_restarts_leave_nothing_behind(screen: Screen) -> None:
    write_notebook(
        screen.lab.folder / NAME,
        "from l45anatomy import Case, Herniation, simulator",
        f"case = {START}\nsimulator(case)",
    )
    screen.page.add_init_script(COUNT)
    screen.open(NAME)
    screen.run_all()
    taken = []
    for number in range(RESTARTS + 1):
        if number:
            screen.restart_and_run_all()
        screen.wait_until_all_ran()
        shown(screen.page)
        heap_mb = _heap_mb(screen)
        living = screen.page.evaluate(LIVING)
        taken.append((_kernel_mb(screen), heap_mb, _nodes(screen), living))
    what = "kernel MB, heap MB, nodes, contexts"
    _tell(f"restarts: {[tuple(map(round, one)) for one in taken]} ({what})")
    first, last = taken[1], taken[-1]
    assert last[0] < first[0] + GROWTH_MB
    assert last[1] < first[1] + HEAP_MB
    assert last[2] < first[2] + NODES
    assert {1} == {contexts for *_, contexts in taken}


def test_many_simulators_are_all_drawn_and_take_little_each(screen: Screen) -> None:
    cell = f"case = {START}\nsimulator(case)"
    write_notebook(
        screen.lab.folder / NAME,
        "from l45anatomy import Case, Herniation, simulator",
        *[cell] * SIMULATORS,
    )
    warnings: list[str] = []
    screen.page.on("console", lambda message: warnings.append(message.text))
    screen.page.add_init_script(COUNT)
    screen.open(NAME)
    screen.run_all()
    after_run_mb = _kernel_mb(screen)
    for number in [*range(SIMULATORS), 0]:
        simulator = shown(screen.page, number)
        simulator.expect_told(7.0)
    simulator.move("ArrowLeft")
    seen_mb = _heap_mb(screen)
    screen.restart_and_run_all()
    screen.wait_until_all_ran()
    again_mb = _kernel_mb(screen)
    living = screen.page.evaluate(LIVING)
    _tell(
        f"{SIMULATORS} simulators: kernel {after_run_mb:.0f} MB, again {again_mb:.0f}, "
        f"heap {seen_mb:.0f} MB when all were seen, again {_heap_mb(screen):.0f}, "
        f"{living} contexts"
    )
    assert again_mb < after_run_mb + GROWTH_MB
    assert [] == [text for text in warnings if "Too many active WebGL contexts" in text]
