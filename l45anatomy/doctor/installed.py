"""Python and the packages, held against the versions this package asks for in its metadata."""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from l45anatomy.doctor.look import Look, Verdict

__all__ = ["look_at_package", "packages", "python"]

NAME = "l45anatomy"

FindVersion = Callable[[str], str]


def python(version: str = platform.python_version()) -> Look:
    """Look at the Python that runs this."""
    wanted = metadata.metadata(NAME)["Requires-Python"]
    is_well = SpecifierSet(wanted).contains(version, prereleases=True)
    return Look(
        what="Python",
        verdict=Verdict.SOUND if is_well else Verdict.FAULT,
        seen=f"{version}, must be {wanted}; {sys.executable}",
        remedy="" if is_well else "install a newer Python and make the environment with it",
    )


def packages(find_version: FindVersion = metadata.version) -> Iterator[Look]:
    """Look at every package this one depends on, extras left out."""
    for line in metadata.requires(NAME) or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield look_at_package(wanted, find_version)


def look_at_package(wanted: Requirement, find_version: FindVersion = metadata.version) -> Look:
    """Look whether a package is there in a version that will do."""
    ask, remedy = str(wanted.specifier), f'{sys.executable} -m pip install "{wanted}"'
    try:
        version = find_version(wanted.name)
    except metadata.PackageNotFoundError:
        seen = f"not installed, must be {ask}"
        return Look(what=wanted.name, verdict=Verdict.FAULT, seen=seen, remedy=remedy)
    is_well = wanted.specifier.contains(version, prereleases=True)
    return Look(
        what=wanted.name,
        verdict=Verdict.SOUND if is_well else Verdict.FAULT,
        seen=f"{version}, must be {ask}",
        remedy="" if is_well else f"{remedy}, then restart JupyterLab",
    )
