"""Questions, their marks, and the memory of what was answered; nothing here draws."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l45anatomy.quizzes.generated import generate

__all__ = ["generate"]


def __getattr__(name: str) -> Any:
    """Load the making of cases when first asked for: memory alone needs no simulator."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("l45anatomy.quizzes.generated"), name)
    raise AttributeError(f"module 'l45anatomy.quizzes' has no attribute {name!r}")
