"""Values whose hash is counted once: caches ask for it at every move, and some hold thousands."""

from typing import Any, TypeVar

T = TypeVar("T")
_KEPT = "_hash"


def counted_once(cls: type[T]) -> type[T]:
    """Keep the hash of each value of a frozen dataclass, as long as the value lives.

    It does not travel with a copy or into another process, where words count differently.
    """
    count = cls.__hash__

    def kept(self: Any) -> int:
        held: int | None = self.__dict__.get(_KEPT)
        if held is None:
            held = self.__dict__[_KEPT] = count(self)
        return held

    def state(self: Any) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != _KEPT}

    cls.__hash__, cls.__getstate__ = kept, state  # type: ignore[method-assign]
    return cls
