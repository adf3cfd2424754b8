"""The scripts of the widgets: where they lie; of the view's large one, the text and its hash."""

import hashlib
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@lru_cache(maxsize=1)
def text() -> bytes:
    """Give the script as UTF-8."""
    return (STATIC / "view.js").read_bytes()


@lru_cache(maxsize=1)
def sha256() -> str:
    """Give what it is kept under: another version of it is another script."""
    return hashlib.sha256(text()).hexdigest()
