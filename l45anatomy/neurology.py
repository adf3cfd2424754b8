"""What the leg shows: from caught roots to findings, and from a finding back to its reasons.

No syndrome is written here. A root that lost calibre takes its share of every muscle, patch of skin
and reflex along (`innervation.csv`, added up in `supply`); a curve turns that loss into a grade
(`responses.csv`), which is a model assumption and said to be one. `why` walks the chain back: from
the finding to the root, the millimetres, the structure that presses, the table row and the paper.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from l45anatomy import dermatomes as maps
from l45anatomy import evidence, tension
from l45anatomy.clearance import Compression
from l45anatomy.evidence import Item, Knot, Sign
from l45anatomy.frame import Side
from l45anatomy.supply import (
    SIDES,
    STANDING,
    Caught,
    Part,
    caught_by,
    curves_of,
    grade_at,
    looked_at,
    lost,
    parts_of,
    worst_counts,
)
from l45anatomy.wording import counted, in_words, listed, measured, name_of, sentence

_SAME = 1e-9  # two losses are one


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One item of the examination on one side, with the compressions that explain it.

    `grade` runs continuously on the scale of the modality, rounded to 0.1: MRC 0-5 for `motor`,
    0-2 for `sensory`, `sphincter` and `gait` (metres for walking distance), 0-4 with 2 normal for
    `reflex`, 0-3 for `pain`, degrees for `tension` (90 is a negative straight leg raise, 120 a
    negative femoral stretch). `label` says it as a clinician would, with MRC 4+ or 4.
    `level` is how strongly it shows: 0 normal, 1 slight, 2 clear, 3 severe.
    `loss` is the share of its supply that is lost, `share` what the chief culprit carries.
    `dermatomes` is the map a patch of skin was examined by; nothing else has one. `parts` is what
    each compression took, the most first.
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
        """What a finding that bad calls for, in words; empty where it is no red flag."""
        flags = evidence.red_flags()
        flag = flags.get(self.item) or flags.get(self.modality)
        return flag.words if flag and self.grade <= flag.grade else ""

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
    def red_flags(self) -> tuple[Finding, ...]:
        """The findings that must not wait; `red_flag` of each says what it calls for."""
        return tuple(finding for finding in self.findings if finding.red_flag)


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


def _parts(item: Item, side: Side | None, caught: Caught, skin: str) -> tuple[Part, ...]:
    """Give what is taken from an item on the side that decides it, or on the worse of both."""
    first, *others = (parts_of(item, looked, caught, skin) for looked in looked_at(item, side))
    return max([first, *others], key=lambda parts: lost(item, parts)) if others else first


def _signs(finding: Finding) -> tuple[Sign, ...]:
    """Give the rows of `signs.csv` on a finding and its chief root, else on its whole modality.

    How often a finding lies elsewhere than the map has it is always told.
    """
    chief = next((part.root for part in finding.parts), "")
    rows = [row for row in evidence.signs() if row.root in (chief, "any")]
    own = tuple(row for row in rows if row.item == finding.item)
    whole = tuple(row for row in rows if chief and row.item == finding.modality)
    return own + tuple(row for row in whole if not own or row.measure == "elsewhere")


def _often(sign: Sign) -> str:
    """One row of `signs.csv` as a sentence."""
    absent = sign.measure == "specificity"
    found = {"specificity": "Absent", "elsewhere": "Does not follow the map"}
    share = f"{found.get(sign.measure, 'Found')} in {sign.value:.0%}"
    if sign.measure == "likelihood ratio":
        share = f"Raises the odds of a lesion of {sign.root} by a factor of {sign.value:g}"
    whom = " of those without it" if absent else ""
    return f"{share}{whom} {counted(sign)}."


@lru_cache(maxsize=256)
def _sources(
    item: Item, roots: tuple[str, ...], curves: tuple[str, ...], skin: str
) -> tuple[str, ...]:
    """Give the keys of the table rows a finding rests on."""
    told = evidence.innervation(skin=skin).get(item.item, ())
    rows = [r for r in told if not roots or r.root in roots]
    keys = [key for row in rows for key in row.keys]
    keys += [key for curve in curves for knot in evidence.responses()[curve] for key in knot.keys]
    return tuple(dict.fromkeys(keys))


def _grade(knots: Sequence[Knot], loss: float) -> tuple[float, Knot]:
    """Give the rounded grade at a loss, and the knot whose words say it."""
    normal, grade = knots[0], round(grade_at(knots, loss), 1)
    if grade == normal.grade:
        return grade, normal
    failing = [knot for knot in knots if knot.grade != normal.grade]
    return grade, min(failing, key=lambda knot: abs(knot.grade - grade))


@lru_cache(maxsize=1024)
def _sound(item: str, side: Side | None, skin: str) -> Finding:
    """Give an item that nothing touches."""
    return _found(evidence.items()[item], side, (), skin)


def step_at(curve: str, loss: float) -> int:
    """Give which of the curve's words a loss deserves: 0 sound, 1 the first that is not, and on."""
    knots = evidence.responses()[curve]
    failing = [knot for knot in knots if knot.level > 0]
    knot = _grade(knots, loss)[1]
    return failing.index(knot) + 1 if knot.level > 0 else 0


def slight_at(curve: str) -> float:
    """Give the loss at which a curve says its first word that is not sound."""
    knots = evidence.responses()[curve]
    return next(knot.loss for knot in knots if knot.level > 0)


def found_at(name: str, side: Side | None, loss: float, caught: Caught) -> Finding:
    """Give the finding of one who loses that much of an item, whatever the mean patient loses.

    The parts that `caught` takes from it are its reasons; a finding without any is none the body
    gave.
    """
    item = evidence.items()[name]
    parts = _parts(item, side, caught, evidence.DEFAULT_MAP)
    return _found(item, side, parts, evidence.DEFAULT_MAP, loss)


def _found(
    item: Item,
    side: Side | None,
    parts: tuple[Part, ...],
    skin: str,
    loss: float | None = None,
) -> Finding:
    """One item on one side from which these parts are taken."""
    loss = lost(item, parts) if loss is None else loss
    grade, knot = _grade(evidence.responses()[item.curve], loss)
    tested = item.item in evidence.innervation(skin=skin)
    label = knot.words if tested else f"not tested (not on the map {skin})"
    return Finding(
        item=item.item,
        modality=item.modality,
        side=side,
        grade=grade,
        label=label.format(grade=grade, coarse=round(grade, -1)),
        level=knot.level,
        loss=loss,
        share=parts[0].share if parts else None,
        because=tuple(dict.fromkeys(part.compression for part in parts)),
        sources=_sources(item, tuple(part.root for part in parts), curves_of(item, parts), skin),
        dermatomes=skin if item.modality == "sensory" else None,
        parts=parts,
    )


def examine(compressions: Iterable[Compression], dermatomes: str = maps.DEFAULT) -> Exam:
    """Examine the legs of somebody whose roots, nerves and sac are caught like that.

    `dermatomes` names the map that feeling is examined by, one of `dermatomes.maps()`.
    """
    skin, caught = maps.known(dermatomes), caught_by(compressions)
    findings: list[Finding] = []
    for name, item in evidence.items().items():
        for side in (None,) if item.sides == "both" else SIDES:
            parts = _parts(item, side, caught, skin)
            found = _found(item, side, parts, skin) if parts else _sound(name, side, skin)
            findings.append(found)
    return Exam(tuple(findings))


def _step(item: Item, part: Part, skin: str | None) -> str:
    """How one caught root or nerve reaches the item."""
    press, c = sentence(in_words(part.compression)), part.compression
    inside = part.root != c.root
    roots, carry = ("Roots", "carry") if "-" in part.root else ("Root", "carries")
    where = "inside the sac of somebody who stands" if part.root == STANDING else "inside the sac"
    roots_in = part.root.removesuffix(" standing")
    who = f"{roots} {roots_in}, {where}, {carry}" if inside else f"The {name_of(c)} carries"
    shares = f"dermatomes.csv, {skin}" if skin else "innervation.csv"
    table = "items.csv" if part.root in item.nerve else f"{shares}, model assumption"
    carries = f"{who} {part.share:.0%} of: {item.item} ({table})."
    if item.modality == "tension":
        return f"{press} {measured(c)}\n     {_pulled(item, part, who)}"
    word = "irritation" if worst_counts(item) else "loss"
    sum_ = f"{part.share:.0%} of its {word} of {part.loss:.0%} is {part.taken:.0%}."
    return f"{press} {measured(c)}\n     {carries} {sum_}"


def _pulled(item: Item, part: Part, who: str) -> str:
    """Say how a stretch test reaches a sore root and from which angle it hurts."""
    test = tension.pull(item.item)
    angle = tension.painful_deg(item.item, part.share, part.loss, part.compression)
    reached = test.last_deg if angle is None else angle
    longer = tension.stretch(item.item, part.share, part.compression, reached)
    return (
        f"{who} {part.share:.0%} of the pull of: {item.item} (innervation.csv, model assumption). "
        f"At {round(reached, 1):.0f}° it is stretched by {longer:.1%}; as sore as it is "
        f"({part.loss:.0%}), that is where it hurts (yielding.csv, model assumption)."
    )


def _normal(item: Item, finding: Finding) -> list[str]:
    """Why nothing shows."""
    rows = evidence.innervation(skin=finding.dermatomes or maps.DEFAULT).get(item.item, ())
    if not rows:
        return [f"  1. It is not tested: {finding.dermatomes} does not have it."]
    if not finding.because:
        roots = listed([f"{row.root} ({row.share:.0%})" for row in rows])
        many = "none of the roots that carry it is" if len(rows) > 1 else "what carries it is not"
        return [f"  1. It is normal because {many} caught: {roots}."]
    steps = [_step(item, part, finding.dermatomes) for part in finding.parts]
    knots = evidence.responses()[item.curve]
    first = max(knot.loss for knot in knots if knot.grade == knots[0].grade)
    end = (
        f"In all {finding.loss:.0%}: too little to show. The model lets it fail "
        f"from {first:.0%} on (responses.csv, model assumption)."
    )
    return [f"  {n}. {step}" for n, step in enumerate([*steps, end], start=1)]


def _chain(item: Item, finding: Finding) -> list[str]:
    """Why it is not normal, from the structure that presses to the grade."""
    parts = finding.parts
    steps = [_step(item, part, finding.dermatomes) for part in parts]
    if not parts:
        steps = ["Nothing that was measured explains it: an error of the examiner, or age."]
    elif abs(lost(item, parts) - finding.loss) > _SAME:
        steps.append("Not everybody suffers the same; this person differs (variation.csv).")
    elif item.modality == "tension":
        end = f"The smallest angle decides: {finding.label}." if len(steps) > 1 else ""
        return [f"  {n}. {step}" for n, step in enumerate(filter(None, [*steps, end]), start=1)]
    total = "The worst of these decides" if worst_counts(item) and len(steps) > 1 else "In all"
    end = (
        f"{total}: {finding.loss:.0%}. The curve {item.curve!r} turns this into: {finding.label} "
        "(responses.csv, model assumption)."
    )
    return [f"  {n}. {step}" for n, step in enumerate([*steps, end], start=1)]


def why(finding: Finding) -> str:
    """Give the chain of reasons of a finding as text, ending in its sources."""
    item = evidence.items()[finding.item]
    known = evidence.references()
    lines = [sentence(str(finding)), f"  It {item.action}. Test: {item.test}", "Why"]
    lines += _chain(item, finding) if finding.abnormal else _normal(item, finding)
    if finding.red_flag:
        lines += ["Red flag", f"  {sentence(finding.red_flag)}"]
    if finding.maps:
        lines += ["Maps of the skin", f"  {finding.maps}"]
    if finding.frequency:
        lines += ["How often", f"  {finding.frequency}"]
    keys = dict.fromkeys((*finding.sources, *finding.told_by))
    lines += ["Sources", *(f"  {known[key]}" for key in keys)]
    return "\n".join(lines)
