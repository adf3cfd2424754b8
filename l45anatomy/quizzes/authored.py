"""Reading a TOML file that somebody wrote: what can't be read is said in one sentence."""

import tomllib
from pathlib import Path
from typing import Any


def authored(path: Path, largest: int, refuse: type[ValueError]) -> dict[str, Any]:
    """Give the content of a TOML file of at most `largest` bytes.

    Raises
    ------
    refuse
        If it is too large, can't be read, is no UTF-8 or no TOML.
    """
    try:
        if path.stat().st_size > largest:
            raise refuse(f"{path.name}: larger than {largest} bytes, which is allowed")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise refuse(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise refuse(f"{path.name}: byte {error.start} is no UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refuse(f"{path.name}: no TOML: {error}") from error
