"""Python and packages are held against what this package asks for."""

from importlib import metadata

import pytest
from packaging.requirements import Requirement

from l45anatomy.doctor import Verdict, installed


def _nothing_installed(name):
    raise metadata.PackageNotFoundError(name)


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("3.10.14", Verdict.FAULT), ("3.11.0", Verdict.SOUND), ("3.14.0rc1", Verdict.SOUND)],
)
def test_an_old_python_is_a_fault_that_names_the_oldest_allowed(version, verdict):
    look = installed.python(version)
    assert verdict is look.verdict
    assert f"{version}, must be >=3.11" in look.seen
    assert (verdict is Verdict.FAULT) == bool(look.remedy)


def test_a_missing_package_is_a_fault_with_the_line_that_installs_it():
    looks = list(installed.packages(_nothing_installed))
    assert {Verdict.FAULT} == {look.verdict for look in looks}
    pyvista = next(look for look in looks if look.what == "pyvista")
    assert pyvista.seen.startswith("not installed, must be >=")
    assert '-m pip install "pyvista>=' in pyvista.remedy


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("8.0.9", Verdict.FAULT), ("8.1", Verdict.SOUND), ("9.0", Verdict.FAULT)],
)
def test_a_version_out_of_its_range_is_a_fault(version, verdict):
    look = installed.look_at_package(Requirement("ipywidgets>=8.1,<9"), lambda _: version)
    assert verdict is look.verdict
    assert version in look.seen
    assert (verdict is Verdict.FAULT) == ("ipywidgets" in look.remedy)


def test_every_dependency_is_looked_at_once_and_no_extra():
    names = [look.what for look in installed.packages()]
    assert sorted(set(names)) == sorted(names)
    assert {"numpy", "pyvista", "anywidget", "ipywidgets", "jupyterlab", "voila"} <= set(names)
    assert {"pytest", "playwright", "distributed"}.isdisjoint(names)
