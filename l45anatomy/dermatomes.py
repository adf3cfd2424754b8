"""What the maps of the dermatomes say about a patch of skin, and where they disagree.

Maps were made by different methods and differ; pain follows none of them well [downs2011]. The
rows of `dermatomes.csv` that a map draws itself are compared here, not what stands in for blanks.
"""

from dataclasses import dataclass

from l45anatomy import evidence
from l45anatomy.frame import one_of
from l45anatomy.wording import listed

DEFAULT = evidence.DEFAULT_MAP


def maps() -> tuple[str, ...]:
    """Give the names of the maps, the default first."""
    return (DEFAULT, *(name for name in evidence.dermatomes() if name != DEFAULT))


def known(name: str) -> str:
    """Give the name of a map back, or raise a `ValueError` that lists the maps."""
    return one_of("dermatomes", name, maps(), "dermatomes.csv")


@dataclass(frozen=True)
class Disagreement:
    """The roots that each map draws in one region; a map that leaves it blank has none there."""

    region: str
    maps: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def agree(self) -> bool:
        """Whether all maps that draw anything here draw the same roots."""
        return len({roots for _, roots in self.maps if roots}) <= 1

    @property
    def text(self) -> str:
        """Say it in sentences."""
        drawn = [(name, roots) for name, roots in self.maps if roots]
        if not drawn:
            said = "No map is known to draw a root here."
        elif self.agree:
            names = listed([name for name, _ in drawn])
            many = len(drawn) > 1 or names.endswith("points")
            said = f"{names} {'put' if many else 'puts'} {listed(drawn[0][1])} here."
        else:
            each = [f"{name} {listed(roots)}" for name, roots in drawn]
            said = f"The maps disagree: {'; '.join(each)}."
        return said + _blank(self.region) + _unseen(self.region)

    def __str__(self) -> str:
        """Say it in sentences."""
        return self.text


def _blank(region: str) -> str:
    """Name the maps that have stand-in shares in a region, or nothing at all."""
    tables = evidence.dermatomes()
    stand_in = [n for n in maps() if all(r.drawn == "no" for r in tables[n].get(region, ()))]
    untested = [name for name in stand_in if region not in tables[name]]
    stand_in = [name for name in stand_in if name not in untested]
    said = ""
    if stand_in:
        do = "do" if len(stand_in) > 1 else "does"
        said += f" {listed(stand_in)} {do} not show this region as far as known: shares stand in."
    return said + (f" {listed(untested)} has no point here." if untested else "")


def _unseen(region: str) -> str:
    """Name the maps that are quoted from memory in a region."""
    names = [
        name
        for name in maps()
        if any(row.drawn == "recalled" for row in evidence.dermatomes()[name].get(region, ()))
    ]
    return f" From memory, unverified: {listed(names)}." if names else ""


def disagreement(region: str) -> Disagreement:
    """Compare the maps in one region of the skin, named as in `items.csv`."""
    regions = dict.fromkeys(item for rows in evidence.dermatomes().values() for item in rows)
    one_of("region", region, regions, "dermatomes.csv")
    told = []
    for name in maps():
        rows = evidence.dermatomes()[name].get(region, ())
        told.append((name, tuple(row.root for row in rows if row.drawn != "no")))
    return Disagreement(region, tuple(told))
