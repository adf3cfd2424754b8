"""Whether answers can be kept, whether the disk has room, and whether the spine is ready made."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from l45anatomy import models
from l45anatomy.doctor.look import Look, Verdict
from l45anatomy.quizzes.progress import Progress, ProgressError, default_path

__all__ = ["answers", "disk", "ready_made"]

ROOM_MB = 100  # lessons, answers and a few people's bones together stay below
MOVE = "name a file that can be written in the variable L45_PROGRESS"


def answers(file: Path | None = None) -> Look:
    """Look whether the file of answers can be read, and its folder written to."""
    file = file or default_path()
    try:
        given = Progress(file).attempts()
        with tempfile.TemporaryFile(dir=_nearest(file.parent)):
            pass
    except ProgressError as error:
        return Look(what="answers", verdict=Verdict.FAULT, seen=str(error), remedy=MOVE)
    except OSError as error:
        seen = f"{file} cannot be written: {error.strerror}"
        return Look(what="answers", verdict=Verdict.FAULT, seen=seen, remedy=MOVE)
    return Look(what="answers", verdict=Verdict.SOUND, seen=f"{len(given)} kept in {file}")


def disk(folder: Path | None = None) -> Look:
    """Look whether the disk that answers are kept on has room."""
    folder = _nearest(folder or default_path())
    free_mb = shutil.disk_usage(folder).free / 1e6
    is_well = free_mb >= ROOM_MB
    return Look(
        what="disk",
        verdict=Verdict.SOUND if is_well else Verdict.WARNING,
        seen=f"{free_mb:.0f} MB free at {folder}, {ROOM_MB} wanted",
        remedy="" if is_well else "make room: when a disk is full, answers can't be kept",
    )


def ready_made(find_stale: Callable[[], tuple[str, ...]] = models.stale) -> Look:
    """Look whether every structure of the default spine has its ready-made mesh."""
    stale = find_stale()
    if not stale:
        return Look(what="models", verdict=Verdict.SOUND, seen="the default spine is ready made")
    return Look(
        what="models",
        verdict=Verdict.WARNING,
        seen=f"{len(stale)} structures are not ready made, {stale[0]} among them",
        remedy="the first picture takes longer; `l45 models` in a checkout, else install again",
    )


def _nearest(path: Path) -> Path:
    """What is there of a path: itself, or the nearest place above it."""
    return next(place for place in (path, *path.parents) if place.exists())
