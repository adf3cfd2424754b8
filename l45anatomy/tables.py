"""Reads a table into frozen values and refuses rows that are not sound.

A row type is a frozen dataclass whose fields are the columns of its table, so a table is described
once. Every fact carries unit, range, source and basis, and the reader checks all of them.
Nothing here knows which tables there are: that is `evidence`.
"""

import csv
import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

_SIZES = ("mm", "mm2", "deg", "share", "count", "percent", "grade", "m")
_TIMES = ("hours", "days", "weeks", "months", "years")
UNITS = (*_SIZES, *_TIMES, "points", "ratio")

Basis = Literal["read", "recalled", "assumption"]
Row = TypeVar("Row")

_CITED = re.compile(r"\[([a-z][a-z0-9]*)\]")


class EvidenceError(ValueError):
    """A broken place in a data file: where it is, what it says and what is allowed."""

    def __init__(self, file: Path, line: int, column: str, value: object, allowed: str) -> None:
        self.file, self.line, self.column = file, line, column
        self.value, self.allowed = value, allowed
        super().__init__(
            f"{file.name}, line {line}, column {column}: got {value!r}, must be {allowed}"
        )


def weakest(bases: Iterable[Basis]) -> Basis:
    """Give the least sure of some bases: read before recalled before assumption.

    >>> weakest(("read", "recalled"))
    'recalled'
    """
    return max(bases, key=get_args(Basis).index)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """The columns every fact table ends in."""

    unit: str
    low: float | None
    high: float | None
    source: tuple[str, ...]
    basis: Basis
    note: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Every source the row names, those in brackets in its note included."""
        return tuple(dict.fromkeys((*self.source, *_CITED.findall(self.note))))


_FACT = tuple(column.name for column in dataclasses.fields(Fact))


def _fields(row: type[Any]) -> dict[str, tuple[str, Any]]:
    """Column -> (field name, type), in the order the table has them: a fact's tail comes last."""
    kinds = get_type_hints(row)
    own = [column for column in dataclasses.fields(row) if column.name not in _FACT]
    tail = [column for column in dataclasses.fields(row) if column.name in _FACT]
    return {c.metadata.get("column", c.name): (c.name, kinds[c.name]) for c in (*own, *tail)}


def _parse(text: str, kind: Any) -> tuple[Any, str]:
    """Give the cell's value, and what would have been allowed if it is none."""
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip()), ""
    if get_origin(kind) is Literal:
        allowed = get_args(kind)
        return text, "" if text in allowed else f"one of {', '.join(allowed)}"
    if kind is str:
        return text, ""
    if text == "" and kind == float | None:
        return None, ""
    try:
        number = float(text)
    except ValueError:
        return None, "a number"
    if kind is int:
        return int(number), "" if number.is_integer() else "a whole number"
    return number, "" if abs(number) < float("inf") else "a finite number"


def _check_fact(path: Path, line: int, value: tuple[str, float], row: Fact) -> None:
    """Refuse a fact whose unit, range or source is not sound."""
    column, number = value
    if row.unit not in UNITS:
        raise EvidenceError(path, line, "unit", row.unit, f"one of {', '.join(UNITS)}")
    low = float("-inf") if row.low is None else row.low
    high = float("inf") if row.high is None else row.high
    if low > high:
        raise EvidenceError(path, line, "low", row.low, f"at most high, {row.high:g}")
    if not low <= number <= high:
        raise EvidenceError(path, line, column, number, f"{low:g} to {high:g} (low to high)")
    if row.basis == "read" and not row.source:
        raise EvidenceError(path, line, "source", "", "a source, because basis is read")


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Each row of cells with its line number, after the header has been checked."""
    if not path.is_file():
        raise EvidenceError(path, 0, "file", "no file", f"a table with {','.join(columns)}")
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = tuple(next(reader, ()))
        if header != columns:
            raise EvidenceError(path, 1, "header", ",".join(header), ",".join(columns))
        for cells in reader:
            if len(cells) != len(columns):
                raise EvidenceError(
                    path, reader.line_num, "row", len(cells), f"{len(columns)} cells"
                )
            yield reader.line_num, cells


def read_table(
    path: Path, row: type[Row], key: tuple[str, ...], known: Collection[str] = ()
) -> tuple[Row, ...]:
    """Give the rows of a table as values of the dataclass `row`.

    The columns are the fields of `row` in order; those of `Fact` come last, and the column before
    `unit` holds the number that `low` and `high` bound. `key` names the fields that tell rows
    apart, `known` the source keys that exist.
    """
    spec = _fields(row)
    rows: list[Row] = []
    seen: set[tuple[Any, ...]] = set()
    for line, cells in _rows(path, tuple(spec)):
        values: dict[str, Any] = {}
        for (column, (name, kind)), text in zip(spec.items(), cells, strict=True):
            values[name], allowed = _parse(text.strip(), kind)
            if allowed:
                raise EvidenceError(path, line, column, text, allowed)
        fact = row(**values)
        if isinstance(fact, Fact):
            value_column = list(spec)[-len(_FACT) - 1]
            _check_fact(path, line, (value_column, values[spec[value_column][0]]), fact)
            for source in fact.keys:
                if source not in known:
                    raise EvidenceError(path, line, "source", source, "a key of references.toml")
        identity = tuple(values[name] for name in key)
        if identity in seen:
            raise EvidenceError(path, line, " + ".join(key), identity, "unique in this table")
        seen.add(identity)
        rows.append(fact)
    return tuple(rows)
