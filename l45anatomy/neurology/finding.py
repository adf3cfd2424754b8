"""One finding and a whole examination as values: looked up by item and side, printed on a line.

How often patients of studies show a finding is told beside it; nothing is computed from that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from l45anatomy import dermatomes as maps
from l45anatomy import evidence
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Item, Sign
from l45anatomy.frame import Side
from l45anatomy.neurology import export
from l45anatomy.neurology.gravity import gravity
from l45anatomy.supply import Part
from l45anatomy.wording import counted, in_words, in_words_standing

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One item of the examination on one side, with the compressions that explain it.

    `grade` runs continuously on the scale of the modality, rounded to 0.1: MRC 0-5 for `motor`,
    0-2 for `sensory`, `sphincter` and `gait` (metres for walking distance), 0-4 with 2 normal for
    `reflex`, 0-3 for `pain`, degrees for `tension` (90 is a negative straight leg raise, 120 a
    negative femoral stretch). `label` says it as a clinician would, with MRC 4+ or 4.
    `level` is how strongly it shows: 0 normal, 1 slight, 2 clear, 3 marked.
    `loss` is the share of its supply that is lost, `share` what the chief culprit carries.
    `dermatomes` is the map a patch of skin was examined by; nothing else has one. `parts` is what
    each compression took, the most first. `spine_grade` is what roots and the sac alone would
    leave, where a nerve farther down is hurt as well.
    """

    item: str
    modality: str
    side: Side | None
    grade: float
    label: str
    level: int
    loss: float
    share: float | None
    because: tuple[Compression, ...]
    sources: tuple[str, ...]
    dermatomes: str | None = None
    parts: tuple[Part, ...] = field(default=(), repr=False, compare=False)
    spine_grade: float | None = field(default=None, repr=False)

    @property
    def is_upright(self) -> bool:
        """Whether it shows in somebody who stands: then the sac as it is standing decides."""
        return any(part.is_upright for part in self.parts)

    @property
    def causes(self) -> str:
        """What is caught behind it, in words; empty if nothing is."""
        return "; ".join(map(in_words_standing if self.is_upright else in_words, self.because))

    @property
    def is_of_spine(self) -> bool:
        """Whether a root or the sac is behind it, and not only nerves farther down."""
        return any(not compression.is_beyond_spine for compression in self.because)

    @property
    def abnormal(self) -> bool:
        """Whether the item is anything but normal."""
        return self.level > 0

    @property
    def tested(self) -> bool:
        """Whether it was looked at: a map of the dermatomes may have nothing to say on it."""
        return not self.dermatomes or self.item in evidence.dermatomes()[self.dermatomes]

    @property
    def name(self) -> str:
        """The item with its side, as in `sole, left`."""
        return self.item if self.side is None else f"{self.item}, {self.side}"

    @property
    def frequency(self) -> str:
        """How often patients of studies show it, in words; empty where nothing is known."""
        signs = _signs(self)
        return " ".join(_often(sign) for sign in signs)

    @property
    def told_by(self) -> tuple[str, ...]:
        """The sources of `frequency`."""
        return tuple(dict.fromkeys(key for sign in _signs(self) for key in sign.keys))

    @property
    def red_flag(self) -> str:
        """What a finding that bad calls for, in words; empty where it is no red flag.

        The flags are those of roots and the sac: they say nothing of nerves farther down.
        """
        flags = evidence.red_flags()
        flag = flags.get(self.item) or flags.get(self.modality)
        grade = self.grade if self.spine_grade is None else self.spine_grade
        return flag.words if flag and grade <= flag.grade else ""

    @property
    def maps(self) -> str:
        """What the maps of the dermatomes say about a patch of skin; else empty."""
        return maps.disagreement(self.item).text if self.dermatomes else ""

    def __str__(self) -> str:
        """Give the finding on one line."""
        return f"{self.name}: {self.label}"


class UnknownItemError(KeyError):
    """An item the examination does not have; the message lists those it has."""

    def __str__(self) -> str:
        """Give the message as it was written, not quoted."""
        return str(self.args[0])


@dataclass(frozen=True)
class Exam:
    """All findings of one examination, in the order in which they are examined."""

    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Finding]:
        """Each finding in turn."""
        return iter(self.findings)

    def __str__(self) -> str:
        """Give what is abnormal, a finding on each line."""
        return "\n".join(map(str, self.abnormal)) or "The examination is normal."

    def __len__(self) -> int:
        """How many findings there are."""
        return len(self.findings)

    def __getitem__(self, key: str | tuple[str, Side | str | None]) -> Finding:
        """Give the finding of an item, by name or synonym, and side: `exam["EHL", "left"]`."""
        name, side = (key, None) if isinstance(key, str) else key
        item = find_item(name)
        found = self._by_name.get((item.item, None if side is None else str(side)))
        if found is None:
            sides = "no side" if item.sides == "both" else "the side right or left"
            raise UnknownItemError(f"side of {item.item!r} is {side!r}, must be {sides}")
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str | None], Finding]:
        return {(f.item, None if f.side is None else str(f.side)): f for f in self.findings}

    @cached_property
    def abnormal(self) -> tuple[Finding, ...]:
        """The findings that are not normal."""
        return tuple(finding for finding in self.findings if finding.abnormal)

    @cached_property
    def gravest(self) -> Finding | None:
        """The finding that is told where there is room for one (`gravity`); None if all is normal.

        Of two alike the one comes first that the chief culprit carries more of.
        """
        return min(self.abnormal, key=_order, default=None)

    @cached_property
    def red_flags(self) -> tuple[Finding, ...]:
        """The findings that must not wait, gravest first; `red_flag` says what each calls for."""
        return tuple(sorted((one for one in self.findings if one.red_flag), key=_order))

    def to_rows(self) -> list[dict[str, Any]]:
        """Give the findings as plain rows, normal ones included; columns as `export.COLUMNS`."""
        return export.rows_of(self.findings)

    def to_csv(self, delimiter: str = ",") -> str:
        """Give the findings as CSV text with a heading; a tab pastes into a spreadsheet."""
        return export.written(self.to_rows(), delimiter)

    def to_frame(self) -> "pandas.DataFrame":
        """Give the findings as a pandas frame; `ImportError` where pandas is not installed."""
        return export.framed(self.to_rows())


def _order(finding: Finding) -> tuple[float, ...]:
    """Give what findings are told by, the gravest first."""
    told = (finding.item, finding.modality, finding.level, finding.grade)
    return *gravity(*told), -(finding.share or 0.0)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name and synonym, folded, -> item."""
    return {
        name.casefold(): item.item
        for item in evidence.items().values()
        for name in (item.item, *item.synonyms)
    }


def find_item(name: str) -> Item:
    """Give the item of that name or synonym, in any case."""
    known = evidence.items()
    found = _names().get(str(name).strip().casefold())
    if found is None:
        listed = ", ".join(known)
        raise UnknownItemError(f"item is {name!r}, must be one of {listed} (items.csv)")
    return known[found]


def _signs(finding: Finding) -> tuple[Sign, ...]:
    """Give the rows of `signs.csv` on a finding and its chief root, else on its whole modality.

    How often a finding lies elsewhere than the map has it is always told.
    """
    chief = next((part.root for part in finding.parts), "")
    if finding.because and not finding.is_of_spine:  # all rows are of people with a spine disease
        return ()
    rows = [row for row in evidence.signs() if row.root in (chief, "any")]
    own = tuple(row for row in rows if row.item == finding.item)
    whole = tuple(row for row in rows if chief and row.item == finding.modality)
    return own + tuple(row for row in whole if not own or row.measure == "elsewhere")


def _often(sign: Sign) -> str:
    """One row of `signs.csv` as a sentence."""
    absent = sign.measure == "specificity"
    found = {"specificity": "Normal", "elsewhere": "Does not follow the map"}
    share = f"{found.get(sign.measure, 'Found')} in {sign.value:.0%}"
    if sign.measure == "likelihood ratio":
        share = f"Raises the odds of a lesion of {sign.root} by a factor of {sign.value:g}"
    whom = " of those without such a lesion" if absent else ""
    return f"{share}{whom} {counted(sign)}."
