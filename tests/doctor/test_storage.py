"""Answers can be kept, the disk has room, the spine is ready made."""

import shutil
from collections import namedtuple

import pytest

from l45anatomy.doctor import Verdict, storage

Usage = namedtuple("Usage", ["total", "used", "free"])


def test_a_folder_that_can_be_written_is_sound_and_left_as_it_was(tmp_path):
    look = storage.answers(tmp_path / "not" / "yet" / "progress.sqlite3")
    assert Verdict.SOUND is look.verdict
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path, monkeypatch):
    """Denied as the system denies: the tests may run as root, whom no mode bit stops."""

    def denied(dir):  # noqa: A002 - tempfile calls it so
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(storage.tempfile, "TemporaryFile", denied)
    look = storage.answers(tmp_path / "progress.sqlite3")
    assert Verdict.FAULT is look.verdict
    assert f"{tmp_path / 'progress.sqlite3'} cannot be written: Permission denied" == look.seen
    assert "L45_PROGRESS" in look.remedy


def test_a_file_where_a_folder_should_be_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("")
    look = storage.answers(tmp_path / "file" / "progress.sqlite3")
    assert Verdict.FAULT is look.verdict
    assert "L45_PROGRESS" in look.remedy


def test_a_file_that_holds_no_answers_is_a_fault_and_left(tmp_path):
    file = tmp_path / "progress.sqlite3"
    file.write_text("something else" * 100)
    look = storage.answers(file)
    assert Verdict.FAULT is look.verdict
    assert str(file) in look.seen
    assert "something else" * 100 == file.read_text()


@pytest.mark.parametrize(("free", "verdict"), [(1e6, "warning"), (1e12, "sound")])
def test_a_full_disk_is_warned_of(tmp_path, monkeypatch, free, verdict):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1e12, 0, free))
    look = storage.disk(tmp_path / "progress.sqlite3")
    assert Verdict(verdict) is look.verdict
    assert f"{free / 1e6:.0f} MB free at {tmp_path}" in look.seen


def test_stale_meshes_are_warned_of_by_name():
    look = storage.ready_made(lambda: ("sacrum", "disc L4-L5"))
    assert Verdict.WARNING is look.verdict
    assert "2 structures" in look.seen
    assert "sacrum" in look.seen
    assert Verdict.SOUND is storage.ready_made(lambda: ()).verdict
