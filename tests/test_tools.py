"""What is run by hand now and then still fits the package."""

import ast
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType

import pytest

TOOLS = sorted((Path(__file__).parents[1] / "tools").glob("*.py"))


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: path.stem)
def test_what_a_tool_takes_from_the_package_is_there(path):
    taken = _taken(ast.parse(path.read_text(encoding="utf-8")))
    assert [name for name in taken if not _is_there(name)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from l45anatomy import gone",
        "from l45anatomy.people import gone",
        "from l45anatomy import evidence\nevidence.gone()",
        "from l45anatomy import spine as made\nmade.build.gone(1)",
        "import l45anatomy.evidence as known\nknown.gone",
        "import l45anatomy.spine.build\nl45anatomy.spine.build.gone",
    ],
)
def test_a_name_that_is_gone_is_seen(source):
    taken = _taken(ast.parse(source))
    assert [name for name in taken if not _is_there(name)] == [
        next(name for name in taken if name.endswith(".gone"))
    ]


def test_what_belongs_to_a_value_or_to_others_is_not_asked_for():
    """What a function gives cannot be known without calling it."""
    source = "from l45anatomy import healthy\nimport ast\nhealthy().gone\nast.gone\nother.gone"
    assert ["l45anatomy.healthy"] == list(_taken(ast.parse(source)))


def _taken(tree: ast.AST) -> list[str]:
    """Give the full names that a tool imports from the package or reaches in its modules."""
    called: dict[str, str] = {}
    taken = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_ours(node.module or ""):
            called |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            for one in node.names:
                if _is_ours(one.name):
                    taken.append(one.name)
                    short = one.name.partition(".")[0]
                    called[one.asname or short] = one.name if one.asname else short
    taken += called.values()
    for name, attributes in _reached(tree):
        if name in called:
            taken += _within_modules(called[name], attributes)
    return list(dict.fromkeys(taken))


def _reached(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Give the dotted names of a tool: the first, and what comes after its dots."""
    for node in ast.walk(tree):
        attributes = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if attributes and isinstance(node, ast.Name):
            yield node.id, attributes[::-1]


def _within_modules(name: str, attributes: list[str]) -> Iterator[str]:
    """Give the full names of attributes, as long as they are asked of modules that are there."""
    for attribute in attributes:
        if not _is_there(name) or not isinstance(resolve_name(name), ModuleType):
            return
        name = f"{name}.{attribute}"
        yield name


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "l45anatomy"


def _is_there(name):
    try:
        resolve_name(name)
    except (AttributeError, ImportError):
        return False
    return True
