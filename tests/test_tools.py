"""What is run by hand now and then still fits the package."""

import ast
from pathlib import Path
from pkgutil import resolve_name

import pytest

TOOLS = sorted((Path(__file__).parents[1] / "tools").glob("*.py"))


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: path.stem)
def test_what_a_tool_takes_from_the_package_is_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = [
        (node.module, one.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("l45anatomy")
        for one in node.names
    ]
    missing = [f"{module}.{name}" for module, name in taken if not _is_there(f"{module}.{name}")]
    assert missing == []


def _is_there(name):
    try:
        resolve_name(name)
    except (AttributeError, ImportError):
        return False
    return True
