"""The view's large script, which a page loads once: what it is, and the hash it goes by."""

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
