"""The command `l45`: opens the lessons, and looks after what they stand on.

Every verb is one function that gives the exit status. What a verb needs is imported inside it, so
that `l45 --help` is quick. It knows where lessons lie and whose they are, nothing of anatomy.
The verbs for those who write questions are in `authoring`, the instructor's screen is in `demo`.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from l45anatomy.cli import authoring, demo

PACKAGE = Path(__file__).parent.parent
TOUR = "00-tour.ipynb"  # where a learner begins
RECORD = ".l45-lessons.json"  # beside the learner's lessons: which version of each was laid there

# JupyterLab asks its makers for news, newer versions and extensions unless a page says not to.
QUIET = PACKAGE / "jupyter"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb of the command line and give its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.verb(chosen)
    except (OSError, ValueError) as error:
        print(f"l45: {error}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="l45", description="Learn the nerve roots at L4-L5 by changing the anatomy."
    )
    parser.add_argument("--version", action="version", version=metadata.version("l45anatomy"))
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    lab = verbs.add_parser("lab", help="open the lessons in JupyterLab")
    lab.add_argument("--port", type=int, default=8888, help="the first port to try (8888)")
    lab.add_argument(
        "--folder",
        type=Path,
        default=Path("l45-lessons"),
        help="where your copies of the lessons lie (./l45-lessons)",
    )
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.set_defaults(verb=_lab)

    demo.add(verbs.add_parser("demo", help="show a lesson to a class, full screen"), has_screen)

    doctor = verbs.add_parser("doctor", help="say whether this machine has what lessons need")
    doctor.add_argument("--json", action="store_true", help="tell it as JSON, for a program")
    doctor.set_defaults(verb=_doctor)

    models = verbs.add_parser("models", help="build the ready-made default spine")
    models.add_argument("folder", type=Path, nargs="?", default=Path("models3d"))
    models.add_argument(
        "--check", action="store_true", help="write nothing, say which files are stale"
    )
    models.set_defaults(verb=_models)

    check = verbs.add_parser("check", help="check the evidence tables")
    check.add_argument(
        "--anatomy",
        action="store_true",
        help="measure the model and compare it with published means",
    )
    check.set_defaults(verb=_check)

    validate = verbs.add_parser("validate", help="hold a virtual cohort against published figures")
    validate.add_argument("--patients", type=int, default=400, help="of each population (400)")
    validate.add_argument("--seed", type=int, default=1, help="the same gives the same people (1)")
    validate.add_argument("--jobs", type=int, help="on how many cores; all unless said")
    validate.add_argument("--csv", type=Path, metavar="FILE", help="write the table as CSV too")
    validate.set_defaults(verb=_validate)

    progress = verbs.add_parser("progress", help="show what you have answered")
    progress.add_argument("--export", type=Path, metavar="FILE", help="write it as .csv or .json")
    progress.add_argument("--html", type=Path, metavar="FILE", help="write it as a page of charts")
    progress.add_argument("--delete", action="store_true", help="forget every answer")
    progress.set_defaults(verb=_progress)

    authoring.add(verbs.add_parser("quiz", help="write, check and exchange questions"))
    return parser


# --- lab ------------------------------------------------------------------------------------------


def shipped_lessons() -> Path:
    """The lessons as they came: inside the package in a wheel, beside it in a checkout."""
    for folder in (PACKAGE / "_lessons", PACKAGE.parent / "lessons"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no lessons found in {PACKAGE / '_lessons'} or beside the package")


def lay_lessons(shipped: Path, folder: Path, version: str) -> tuple[Path, ...]:
    """Copy the lessons into a folder that is the learner's and give the files written.

    A lesson the learner has changed is never written over: when a newer one has come, it is laid
    beside theirs with the version in its name. A lesson they have not touched is renewed in place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if folder.samefile(shipped):
        return ()
    record = folder / RECORD
    laid: dict[str, str] = json.loads(record.read_text("utf-8")) if record.exists() else {}
    written = []
    for lesson in sorted(shipped.glob("*.ipynb")):
        digest, theirs = _digest(lesson), folder / lesson.name
        if theirs.exists() and laid.get(lesson.name) == digest:
            continue
        is_untouched = not theirs.exists() or _digest(theirs) in (digest, laid.get(lesson.name))
        target = theirs if is_untouched else _free_name(theirs, version)
        shutil.copyfile(lesson, target)
        laid[lesson.name] = digest
        written.append(target)
    record.write_text(json.dumps(laid, indent=1, sort_keys=True) + "\n", "utf-8")
    return tuple(written)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _free_name(theirs: Path, version: str) -> Path:
    """The first name not taken: `03-herniation-0.2.0.ipynb`, then `03-herniation-0.2.0-2.ipynb`."""
    target, n = theirs.with_stem(f"{theirs.stem}-{version}"), 1
    while target.exists():
        n += 1
        target = theirs.with_stem(f"{theirs.stem}-{version}-{n}")
    return target


def has_screen() -> bool:
    """Whether a browser window could open here."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def lab_arguments(folder: Path, port: int, *, opens_browser: bool) -> list[str]:
    """What JupyterLab is started with; it opens at the tour, where there is one."""
    arguments = [f"--ServerApp.root_dir={folder.resolve()}", f"--port={port}"]
    if (folder / TOUR).exists():
        arguments.append(f"--LabApp.default_url=/lab/tree/{TOUR}")
    if not opens_browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # a container's only user
        arguments.append("--allow-root")
    return arguments


def _lab(chosen: argparse.Namespace) -> int:
    shipped = shipped_lessons()
    for file in lay_lessons(shipped, chosen.folder, metadata.version("l45anatomy")):
        is_beside = file.name not in {lesson.name for lesson in shipped.glob("*.ipynb")}
        print(f"{'new version beside yours' if is_beside else 'lesson'}: {file}")
    opens_browser = has_screen() and not chosen.no_browser
    if not opens_browser:
        print("No window opens here: copy the address that ends in token=... into a browser.")
    print("Ctrl-C stops it. JupyterLab is starting ...", flush=True)

    paths = (os.environ.get("JUPYTER_CONFIG_PATH"), str(QUIET))
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(lab_arguments(chosen.folder, chosen.port, opens_browser=opens_browser))
    return 0


# --- doctor ---------------------------------------------------------------------------------------


def _doctor(chosen: argparse.Namespace) -> int:
    from l45anatomy import doctor

    seen = []
    for look in doctor.looks():
        seen.append(look)
        if not chosen.json:
            print(doctor.as_text(look), flush=True)
    if chosen.json:
        print(doctor.as_json(seen))
    return 0 if doctor.is_sound(seen) else 1


# --- models, check, validate, progress ------------------------------------------------------------


def _models(chosen: argparse.Namespace) -> int:
    from l45anatomy import models

    if chosen.check:
        stale = models.stale(chosen.folder)
        for name in stale:
            print(f"stale: {name}")
        print(f"{chosen.folder}: {len(stale)} stale" if stale else f"{chosen.folder}: fresh")
        return 1 if stale else 0
    files = models.write(chosen.folder, _tell_progress)
    size = sum(file.stat().st_size for file in files) / 1e6
    _tell_progress("")
    print(f"built {len(files)} structures in {chosen.folder}, {size:.1f} MB")
    return 0


def _tell_progress(told: str) -> None:
    """Say on one line how far it is, if somebody looks on."""
    if sys.stdout.isatty():
        print(f"\r{told:<60}", end="" if told else "\r", flush=True)


def _check(chosen: argparse.Namespace) -> int:
    from l45anatomy import soundness

    faults = tuple(soundness.check_all())
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"evidence: {len(faults)} faults" if faults else "evidence: sound")
    print(f"references no table uses: {len(soundness.orphans())}")
    is_missed = chosen.anatomy and not _agrees()
    return 1 if faults or is_missed else 0


def _agrees() -> bool:
    """Print the healthy model beside published means and say whether no row misses unowned."""
    from l45anatomy import morphometry
    from l45anatomy.people import healthy
    from l45anatomy.spine.build import build

    rows = morphometry.measured(build(healthy()))
    print(f"{'measure':29}{'structure':18}{'model':>8}{'mean':>8}{'agrees':>16} verdict     source")
    for row in rows:
        model = "" if row.value is None else f"{row.value:.2f}"
        band = f"{row.low:.2f} to {row.high:.2f}" if row.sd is None else f"SD {row.sd:g}"
        print(
            f"{row.measure:29}{row.structure:18}{model:>8}{row.published:8g}{band:>16}"
            f" {row.verdict:12}{'; '.join(row.source)}"
        )
    verdicts = Counter(row.verdict for row in rows)
    print(", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    return "outside" not in verdicts


def _validate(chosen: argparse.Namespace) -> int:
    from l45anatomy import validation

    jobs = chosen.jobs or os.cpu_count()
    figures = validation.validate(chosen.patients, chosen.seed, jobs=jobs, progress=True)
    if chosen.csv:
        chosen.csv.write_text(validation.as_csv(figures), "utf-8")
    print(validation.as_text(figures))
    print(validation.summary(figures))
    return 1 if any(figure.is_news for figure in figures) else 0


def _progress(chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes import telling
    from l45anatomy.quizzes.progress import Progress, ProgressError

    store = Progress()
    try:
        attempts = store.attempts()
        if chosen.export:
            count = telling.written(attempts, chosen.export)
            print(f"{count} answers written to {chosen.export}")
        if chosen.html:
            from l45anatomy.quizzes import dashboard
            from l45anatomy.quizzes.board import Board

            dashboard.written(Board(attempts, datetime.now(UTC)), chosen.html)
            print(f"{len(attempts)} answers shown in {chosen.html}")
        if chosen.delete:
            print(f"{store.delete()} answers deleted from {store.path}")
        if not (chosen.export or chosen.html or chosen.delete):
            print("\n".join(telling.lines(attempts, datetime.now(UTC))))
    except ProgressError as error:
        print(f"l45: {error}", file=sys.stderr)
        return 1
    return 0
