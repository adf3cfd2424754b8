"""`l45 quiz`: for those who write questions, or bring them from elsewhere.

Every verb is one function that gives the exit status. Nothing is written over unless it is said.
"""

import argparse
import json
from pathlib import Path

__all__ = ["add"]

SUFFIXES = {".gift": "gift", ".json": "jupyterquiz", ".txt": "gift", ".xml": "moodle"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `l45 quiz`."""
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    what = "a question file (.toml), or the name of a quiz that comes along"

    lint = verbs.add_parser("lint", help="say what is badly written, and what the simulator denies")
    lint.add_argument("file", help=what)
    lint.set_defaults(verb=_lint)

    new = verbs.add_parser("new", help="write a question file to start from")
    new.add_argument("file", type=Path, nargs="?", default=Path("questions.toml"))
    new.add_argument("--force", action="store_true", help="write over a file that is there")
    new.set_defaults(verb=_new)

    schema = verbs.add_parser("schema", help="print the JSON schema of a question file")
    schema.set_defaults(verb=_schema)

    export = verbs.add_parser("export", help="write questions in a format of others")
    export.add_argument("file", help=what)
    export.add_argument("out", type=Path, help="the file to write")
    export.add_argument(
        "--to",
        required=True,
        choices=("anki", "gift", "jupyterquiz", "moodle", "qti"),
        help="the format",
    )
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    export.set_defaults(verb=_export)

    import_ = verbs.add_parser("import", help="make a question file of a foreign one")
    import_.add_argument("file", type=Path, help="the foreign file")
    import_.add_argument("out", type=Path, help="the question file to write (.toml)")
    import_.add_argument(
        "--from",
        dest="format",
        choices=("gift", "jupyterquiz", "moodle"),
        help="the format; by the name of the file unless said",
    )
    import_.add_argument("--force", action="store_true", help="write over a file that is there")
    import_.set_defaults(verb=_import)


def _free(file: Path, *, force: bool) -> Path:
    """Give a file that may be written."""
    if file.exists() and not force:
        raise ValueError(f"{file} is there already: give another name, or --force")
    return file


def _lint(chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes.flaws import flaws
    from l45anatomy.quizzes.proof import contradictions
    from l45anatomy.quizzes.questions import known, load

    questions = load(chosen.file)
    others = [name for name in known() if name != questions.name]
    beside = [question for name in others for question in load(name)]
    found = [str(flaw) for flaw in flaws(questions, beside)]
    for question in questions:
        found += [f"question against the simulator: {said}" for said in contradictions(question)]
    for said in found:
        print(said)
    asked = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
    print(f"{asked}, {len(found) or 'no'} {'flaw' if len(found) == 1 else 'flaws'}")
    return 1 if found else 0


def _new(chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes.filing import TEMPLATE

    file = _free(chosen.file, force=chosen.force)
    file.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
    print(f"written: {file}. Change it, then: l45 quiz lint {file}")
    return 0


def _schema(_chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes.questions import schema

    print(json.dumps(schema(), indent=1))
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes.exchange import export, told
    from l45anatomy.quizzes.questions import load

    questions = load(chosen.file)
    file = _free(chosen.out, force=chosen.force)
    shows_spine = any(one.picture and one.picture.of == "spine" for one in questions)
    made = export(questions, chosen.to, draws=_draws() if shows_spine else True)
    file.write_bytes(made.content)
    for said in told(made.losses):
        print(f"not carried: {said}")
    print(f"written: {file}, {len(made.content) / 1000:.0f} kB")
    return 0


def _draws() -> bool:
    """Whether a picture can be drawn here; without OpenGL that would end the process."""
    from l45anatomy.doctor.drawing import stills
    from l45anatomy.doctor.look import Verdict

    return stills().verdict is Verdict.SOUND


def _import(chosen: argparse.Namespace) -> int:
    from l45anatomy.quizzes.exchange import LARGEST_TEXT, import_, told
    from l45anatomy.quizzes.filing import as_toml

    format_ = chosen.format or SUFFIXES.get(chosen.file.suffix.lower())
    if format_ is None:
        allowed = ", ".join(SUFFIXES)
        raise ValueError(f"{chosen.file.name}: ends in none of {allowed}; say --from FORMAT")
    if chosen.file.stat().st_size > 4 * LARGEST_TEXT:  # a letter is four bytes at most
        raise ValueError(f"{chosen.file.name}: larger than {4 * LARGEST_TEXT} bytes")
    file = _free(chosen.out, force=chosen.force)
    try:
        text = chosen.file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{chosen.file.name}: byte {error.start} is no UTF-8 text") from None
    read = import_(text, format_, chosen.file.name)
    file.write_text(as_toml(read.questions), "utf-8")
    for said in told(read.losses):
        print(f"not there or not carried: {said}")
    print(f"written: {file}, {len(read.questions)} questions. Now: l45 quiz lint {file}")
    return 0
