"""A new person is worth a wait and a word; the healthy adult is neither, unless a file is stale."""

import io
import logging
import sys
from dataclasses import replace

import pytest

from l45anatomy import healthy
from l45anatomy.geometry import stored
from l45anatomy.spine.build import _meshed, build
from l45anatomy.views import waiting

NEW = healthy("male", 1871)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def open_terminal(monkeypatch):
    """Let a terminal read along."""
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    return seen


@pytest.fixture(autouse=True)
def _forgotten(own_cache):
    """Nothing made before is remembered, here or on the disk."""
    memories = (_meshed, waiting._is_ready, waiting._tell_of_stale)
    for memory in memories:
        memory.cache_clear()
    yield own_cache
    for memory in memories:
        memory.cache_clear()


def few(anatomy, names=("L4 vertebra", "L5 vertebra", "disc L4-L5")):
    spine = build(anatomy)
    return replace(spine, solids=tuple(s for s in spine.solids if s.name in names))


@pytest.mark.slow
def test_bones_of_a_new_person_are_told_and_kept_and_the_second_time_at_hand(
    monkeypatch, own_cache
):
    terminal = open_terminal(monkeypatch)
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.0)
    monkeypatch.setattr(stored, "SLOW_S", 0.0)
    waiting.prepare(few(NEW))
    told = terminal.getvalue()
    assert "shaping the bones of a new person: 2 of 2" in told
    assert told.endswith("they are kept for the next time\n")
    assert 2 == len(list(own_cache.iterdir()))
    _meshed.cache_clear()
    waiting._is_ready.cache_clear()
    waiting.prepare(few(NEW))
    assert told == terminal.getvalue()


def test_a_short_wait_is_not_worth_a_word(monkeypatch):
    terminal = open_terminal(monkeypatch)
    monkeypatch.setattr(waiting, "PATIENCE_S", 60.0)
    waiting.prepare(few(NEW, ("L4 vertebra",)))
    assert "" == terminal.getvalue()


def test_a_pipe_is_not_told(monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.0)
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    waiting.prepare(few(NEW, ("L4 vertebra",)))
    assert "" == pipe.getvalue()


def test_a_cell_of_a_notebook_is_told(monkeypatch):
    class Cell(io.StringIO):
        """Stands in for a kernel's output."""

    Cell.__module__ = "ipykernel.iostream"
    cell = Cell()
    monkeypatch.setattr(sys, "stdout", cell)
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.0)
    waiting.prepare(few(NEW, ("L4 vertebra",)))
    assert "1 of 1" in cell.getvalue()


@pytest.mark.usefixtures("shelf")
def test_a_stale_bone_of_the_healthy_adult_is_said_once(caplog):
    caplog.set_level(logging.WARNING)
    for _ in range(2):
        waiting.prepare(few(healthy(), ("L4 vertebra",)))
    (record,) = caplog.records
    assert "L4 vertebra" in record.getMessage()
    assert "l45 models" in record.getMessage()


def test_a_new_person_is_not_called_stale(caplog):
    waiting.prepare(few(NEW, ("L4 vertebra",)))
    assert [] == caplog.records
