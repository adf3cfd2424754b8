"""The committed bundle is what the sources beside it give; checked without node."""

import hashlib
import json
from pathlib import Path

import pytest

VIEWER = Path(__file__).parents[2] / "l45anatomy" / "viewer"
SOURCE = VIEWER / "js"
LOCK = SOURCE / "package-lock.json"


def fingerprint():
    """Work out the hash that build.mjs stamps on what it builds."""
    names = ["build.mjs", "package.json", "package-lock.json"]
    names += [f"src/{path.name}" for path in (SOURCE / "src").iterdir()]
    digest = hashlib.sha256()
    for name in sorted(names):
        text = (SOURCE / name).read_text(encoding="utf-8")
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


SHOWN = ("view", "page", "controls", "slices", "quiz", "demo")
BUILT = [*(f"{name}.{kind}" for name in SHOWN for kind in ("js", "css")), "keys.js", "shelf.js"]


@pytest.mark.parametrize("name", BUILT)
def test_the_bundle_is_fresh(name):
    """If this fails: `npm ci && npm run build` in l45anatomy/viewer/js."""
    head = (VIEWER / "static" / name).read_text(encoding="utf-8").split("\n", 1)[0]
    assert f"/* l45anatomy view, sources sha256 {fingerprint()} */" == head


@pytest.mark.parametrize("path", sorted((SOURCE / "src").iterdir()), ids=lambda path: path.name)
def test_a_widget_asks_no_font_for_an_emoji(path):
    """Not every system has one: there a student sees an empty box."""
    assert not [c for c in path.read_text(encoding="utf-8") if ord(c) > 0xFFFF]


def test_nothing_but_what_is_built_lies_beside_it():
    assert {*BUILT, "three-LICENSE.txt"} == {p.name for p in (VIEWER / "static").iterdir()}


@pytest.mark.parametrize("name", BUILT)
def test_the_bundle_asks_the_network_for_nothing(name):
    text = (VIEWER / "static" / name).read_text(encoding="utf-8")
    if name == "shelf.js":  # imports what the kernel sent
        assert text.count("import(") == text.count("createObjectURL(new Blob(") == 1
        text = text.replace("import(", "")
    for word in ("import(", "unpkg", "jsdelivr", "cdnjs", "esm.sh"):
        assert word not in text


def test_the_bundle_comes_with_the_licence_of_what_is_in_it():
    assert "MIT" in (VIEWER / "static" / "three-LICENSE.txt").read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: MIT" in (VIEWER / "static" / "view.js").read_text("utf-8")


def test_the_lock_file_pins_contents_and_names_no_registry():
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    installed = [package for path, package in packages.items() if path]
    assert all("integrity" in package for package in installed)
    assert "://" not in LOCK.read_text(encoding="utf-8")
