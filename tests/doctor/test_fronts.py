"""Front ends, their extensions for widgets, and the subshell setting."""

import json
from importlib import metadata

import pytest

from l45anatomy.doctor import Verdict, fronts, installed


def _nothing_installed(name):
    raise metadata.PackageNotFoundError(name)


def _extension(folder, name, version="1.2.3"):
    file = folder / name / "package.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"name": name, "version": version}))


def test_a_front_end_that_is_not_installed_is_no_fault():
    assert {Verdict.HINT} == {look.verdict for look in fronts.fronts(_nothing_installed)}


def test_a_front_end_that_comes_along_is_looked_at_as_a_package_and_only_there():
    """One that is missing is a fault then, as any package is, and not also a hint."""
    told = {look.what: look for look in installed.packages(_nothing_installed)}
    assert Verdict.FAULT is told["voila"].verdict
    assert set() == told.keys() & {look.what for look in fronts.fronts(_nothing_installed)}


@pytest.mark.parametrize(("version", "verdict"), [("6.5", "warning"), ("7.0", "sound")])
def test_a_classic_notebook_is_warned_of(version, verdict):
    look = next(look for look in fronts.fronts(lambda _: version) if look.what == "notebook")
    assert Verdict(verdict) is look.verdict
    assert (verdict == "warning") == ("notebook>=7.0" in look.remedy)


def test_an_extension_that_no_server_finds_is_a_fault_with_its_remedy(tmp_path):
    _extension(tmp_path, "anywidget")
    there, missing = fronts.extensions([tmp_path])
    assert (Verdict.SOUND, "anywidget 1.2.3") == (there.verdict, there.seen)
    assert Verdict.FAULT is missing.verdict
    assert str(tmp_path) in missing.seen
    assert "--no-deps ipywidgets jupyterlab_widgets" in missing.remedy


def _subshells(tmp_path, settings, version="4.6.6"):
    file = tmp_path / "overrides.json"
    file.write_text(settings)
    return fronts.subshells(lambda _: version, [tmp_path / "none.json", file])


def test_subshells_are_said_to_do_no_harm_to_our_views_and_some_to_callbacks_that_draw(tmp_path):
    look = _subshells(tmp_path, "{}")
    assert Verdict.SOUND is look.verdict
    assert "commsOverSubshells is perCommTarget" in look.seen
    assert "Ours bear it" in look.seen
    assert "may end the kernel" in look.seen


@pytest.mark.parametrize(
    "settings",
    [
        '{"commsOverSubshells": "disabled"}',
        '{"@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"}}',
    ],
)
def test_a_switched_off_subshell_is_told_from_either_file(tmp_path, settings):
    assert "main thread" in _subshells(tmp_path, settings).seen


def test_a_setting_that_cannot_be_read_is_the_default(tmp_path):
    assert "perCommTarget" in _subshells(tmp_path, "{ // a comment").seen


def test_before_jupyterlab_4_4_there_are_no_subshells(tmp_path):
    assert "main thread" in _subshells(tmp_path, "{}", "4.3.8").seen
