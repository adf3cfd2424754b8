"""Work in pauses: piece by piece, for whoever moved last, and what it is for is there in time."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from l45anatomy import Case, Herniation, Spondylolisthesis, simulator
from l45anatomy.spine.build import build
from l45anatomy.widgets import ahead
from l45anatomy.widgets.ahead import Ahead

SLIP = "spondylolisthesis"


def pieces(done: list[str], name: str, count: int = 3) -> Iterator[None]:
    """Note each piece of work as it is done."""
    for number in range(count):
        done.append(f"{name}{number}")
        yield


def in_a_loop(act, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Act in an event loop, and go on for a while with pauses that are no longer than a test."""
    monkeypatch.setattr(ahead, "PAUSE_S", 0.01)

    async def run() -> None:
        act()
        await asyncio.sleep(seconds)

    asyncio.run(run())


def test_work_begins_in_a_pause_and_goes_on_to_its_end(monkeypatch):
    done: list[str] = []
    worker = Ahead()

    def act() -> None:
        worker.begin(pieces(done, "a"))
        assert not done

    in_a_loop(act, 0.5, monkeypatch)
    assert ["a0", "a1", "a2"] == done


def test_whoever_moves_on_is_worked_for_alone(monkeypatch):
    done: list[str] = []
    worker = Ahead()

    def act() -> None:
        worker.begin(pieces(done, "a"))
        worker.begin(pieces(done, "b"))

    in_a_loop(act, 0.5, monkeypatch)
    assert ["b0", "b1", "b2"] == done


def test_a_move_waits_for_one_piece_of_work_only(monkeypatch):
    done: list[str] = []
    worker = Ahead()

    def work() -> Iterator[None]:
        asyncio.get_running_loop().call_soon(done.append, "move")
        yield from pieces(done, "a", 2)

    in_a_loop(lambda: worker.begin(work()), 0.5, monkeypatch)
    assert ["a0", "move", "a1"] == done


def test_without_an_event_loop_there_are_no_pauses():
    done: list[str] = []
    worker = Ahead()
    worker.begin(pieces(done, "a"))
    assert not done
    worker.finish()
    assert ["a0", "a1", "a2"] == done


@pytest.mark.parametrize(
    ("group", "case", "slider", "places"),
    [
        (SLIP, Case(Spondylolisthesis(slip_percent=11.13)), "slip", (11.63, 12.13, 12.63)),
        ("herniation", Case(Herniation("left", "subarticular", 5.63)), "reach", (5.13, 4.63, 4.13)),
    ],
)
def test_the_next_step_of_a_slider_finds_its_spine_worked_out(group, case, slider, places):
    shown = simulator(case, group)
    first, second, third = ({f"{group}__{slider}": place} for place in places)
    shown.panel.move(**first)
    before = build.cache_info().misses
    shown._ahead.finish()
    built = build.cache_info().misses
    assert built > before
    shown.panel.move(**second)
    shown.panel.move(**third)
    assert built == build.cache_info().misses
    assert places[-1] == shown.panel.values[f"{group}.{slider}"]


def test_what_is_covered_or_chosen_from_a_list_is_not_worked_out_beforehand():
    for shown, move in (
        (simulator(controls=SLIP, predict=True), {"spondylolisthesis__slip": 13.5}),
        (simulator(Case(Spondylolisthesis(13.5)), SLIP), {"spondylolisthesis__kind": "isthmic"}),
    ):
        shown.panel.move(**move)
        built = build.cache_info().misses
        shown._ahead.finish()
        assert built == build.cache_info().misses


@pytest.mark.parametrize("way", ["undo", "reset", "cover"])
def test_whoever_goes_elsewhere_leaves_the_rest_undone(way):
    shown = simulator(Case(Spondylolisthesis(slip_percent=17.17)), SLIP)
    shown.panel.move(spondylolisthesis__slip=17.67)
    getattr(shown, way)()
    built = build.cache_info().misses
    shown._ahead.finish()
    assert built == build.cache_info().misses


def test_a_piece_that_cannot_be_ends_the_work_and_nothing_else(monkeypatch):
    done: list[str] = []
    worker = Ahead()

    def work() -> Iterator[None]:
        yield from pieces(done, "a", 1)
        raise ValueError("there is no such spine")

    in_a_loop(lambda: worker.begin(work()), 0.3, monkeypatch)
    assert ["a0"] == done


def test_working_ahead_changes_nothing_that_is_shown():
    shown = simulator(Case(Spondylolisthesis(slip_percent=20.0)), SLIP)
    shown.panel.move(spondylolisthesis__slip=20.5)
    before = (shown.case, shown.slice.position_mm, shown.slice.revision, shown.leg.content)
    shown._ahead.finish()
    assert before == (shown.case, shown.slice.position_mm, shown.slice.revision, shown.leg.content)


def test_a_kernel_works_ahead_while_it_has_nothing_to_do():
    manager, client = start_new_kernel()
    told: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            told.append(message["content"]["text"])

    def run(code: str) -> None:
        reply = client.execute_interactive(code, timeout=60, output_hook=hear)["content"]
        assert "ok" == reply["status"], reply

    try:
        run("from l45anatomy import Case, Spondylolisthesis, simulator")
        run("from l45anatomy.spine.build import build")
        run(f"shown = simulator(Case(Spondylolisthesis(slip_percent=11.0)), {SLIP!r})")
        run("shown.panel.move(spondylolisthesis__slip=11.5); before = build.cache_info().misses")
        end = time.monotonic() + 60
        while "worked" not in told and time.monotonic() < end:
            run("if build.cache_info().misses > before: print('worked', end='')")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert "worked" in told
