"""What is declared, what is imported and what is laid out must be one and the same."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import l45anatomy

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "l45anatomy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-")


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def _conda_dependencies() -> list[str]:
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    below = lines[lines.index("dependencies:") + 1 :]
    return [line.removeprefix("  - ") for line in below if re.match(r"  - [a-z]", line)]


def test_conda_asks_for_the_same_as_pip():
    expected = [f"python{PROJECT['requires-python']}", *PROJECT["dependencies"]]
    own = [line for line in _conda_dependencies() if line not in ("pip", "pip:")]
    assert sorted(expected) == sorted(own)


def test_every_package_that_is_imported_is_declared_and_the_other_way_round():
    imported = {name for file in PACKAGE.rglob("*.py") for name in _imported(file)}
    outside = imported - set(sys.stdlib_module_names) - {"l45anatomy"}
    other = {"PIL": "pillow", "markdown_it": "markdown-it-py", "vtkmodules": "pyvista"}
    outside = {other.get(name, _name(name)) for name in outside}
    asked_for = {_name(line) for line in PROJECT["optional-dependencies"]["frame"]}
    assert {_name(line) for line in PROJECT["dependencies"]} | asked_for == outside


def test_every_declared_package_has_a_pinned_version():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {_name(line) for line in lines if not line.startswith("#")}
    declared = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        declared += extra
    assert {_name(line) for line in declared} - pinned == set()


def test_constraints_are_names_and_versions_only():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert [line for line in entries if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert sorted(entries, key=str.lower) == entries


def test_one_version_is_told_everywhere():
    version = PROJECT["version"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert version == l45anatomy.__version__
    assert f"\nversion: {version}\n" in citation
    assert re.search(rf"^## \[?{re.escape(version)}", changelog, re.MULTILINE)


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_a_module_fits_the_head(file):
    """STYLE section 4: hard stop at 400 lines, no drawer by its name."""
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "manager"}
    assert len(file.read_text("utf-8").splitlines()) <= 400
    assert file.stem not in drawers


def test_readme_names_only_files_that_exist():
    text = (ROOT / "README.md").read_text("utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert linked
    assert [name for name in linked if not (ROOT / name).exists()] == []


def test_every_pinned_version_installs_on_the_oldest_python_allowed():
    """Debian 12 has 3.11.2: a package that wants 3.11.5 kept everything from being installed."""
    oldest = PROJECT["requires-python"].removeprefix(">=") + ".0"
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {_name(line) for line in lines if not line.startswith("#")}
    wanted = {
        _name(one.metadata["Name"]): one.metadata["Requires-Python"]
        for one in importlib.metadata.distributions()
    }
    assert {
        name: wanted[name]
        for name in pinned & wanted.keys()
        if wanted[name] and oldest not in SpecifierSet(wanted[name])
    } == {}
