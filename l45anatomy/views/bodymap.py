"""The leg map: an `Exam` drawn on both legs as SVG text.

The drawing is `data/body.svg`; it has one `id` per region, muscle and reflex, named after the item.
Here each is given its colour, pattern, mark and title. What is normal stays quiet. What no finding
changes is written once, and each item again only where something else is said of it.
"""

import copy
import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from l45anatomy.evidence import DATA
from l45anatomy.neurology import Exam, Finding
from l45anatomy.views.palette import DEFICIT_WORDS, DEFICITS, INK, PAPER, ink_on
from l45anatomy.wording import capital

_SVG = "http://www.w3.org/2000/svg"
_NAMESPACE = f' xmlns="{_SVG}"'
_PATTERNS = ("", "dots", "hatch", "cross")
_LEGEND = (346, 52)
_TARGETS = (8.0, 30.0)  # around a dot: 30 makes 24 px across where the drawing is 360 px wide
_SIGNS = (
    ("muscle", "4", "power, of 5"),
    ("skin", "↓", "feeling"),
    ("reflex", "1+", "reflex, of 2+"),
    ("pain", "2", "pain, of 3"),
)
# Of a sign, width and height of the room it takes; a drawing is often shown at a third of its size.
_ROOM = (42.0, 34.0)
_ROUNDS = 60  # so often signs are pushed apart
_WORDS = "{words}"  # stands where the words of an item go
_FAR = 14.0  # a sign so far from its place is tied to it by a line


@dataclass(frozen=True)
class _Said:
    """What the drawing says of one finding: its name, how strong it is, its mark, its words."""

    name: str
    level: int
    sign: str
    words: str

    @classmethod
    def of(cls, finding: Finding) -> "_Said":
        """Give what is said of a finding."""
        sign = _short(finding) if finding.abnormal else ""
        return cls(finding.name, finding.level, sign, _reason(finding))


@cache
def drawing() -> Element:
    """Give the bare drawing, read once."""
    ElementTree.register_namespace("", _SVG)
    return ElementTree.parse(DATA / "body.svg").getroot()  # noqa: S314 (our own file)


@cache
def _items() -> dict[str, Element]:
    """Give what has a look of its own in the bare drawing, by id."""
    return {element.get("id", ""): element for element in drawing().iter() if _is_item(element)}


def _is_item(element: Element) -> bool:
    return bool(element.get("class") and element.get("id"))


def _add(parent: Element, name: str, text: str = "", /, **values: object) -> Element:
    """Give a new SVG element under `parent`; `font_size` becomes `font-size`."""
    attributes = {key.replace("_", "-"): str(value) for key, value in values.items()}
    child = SubElement(parent, f"{{{_SVG}}}{name}", attributes)
    child.text = text or None
    return child


def _patterns(root: Element) -> None:
    """Dots, hatch and cross-hatch on the colour of each level."""
    definitions = _add(root, "defs")
    for level in (1, 2, 3):
        kind = _PATTERNS[level]
        size = 10 if kind == "dots" else 8
        tile = _add(
            definitions, "pattern", id=f"body-{kind}", width=size, height=size,
            patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )  # fmt: skip
        _add(tile, "rect", width=size, height=size, fill=DEFICITS[level])
        if kind == "dots":
            _add(tile, "circle", cx=5, cy=5, r=1.6, fill=INK)
            continue
        _add(tile, "path", d="M0,0V8", stroke=INK, stroke_width=2)
        if kind == "cross":
            _add(tile, "path", d="M0,0H8", stroke=INK, stroke_width=2)


def _reason(finding: Finding) -> str:
    """Give the finding and what stands behind it, on one line; a normal one says how little."""
    if not finding.because:
        return f"{finding}."
    little = "" if finding.abnormal else f"Too little to show: {finding.loss:.0%} is lost. "
    return f"{finding}. {little}{capital(finding.causes)}."


def _short(finding: Finding) -> str:
    """Give the finding as a mark of one or two characters: `4+` for power, `1+` for a reflex."""
    if finding.modality == "motor":
        return finding.label.rpartition("MRC ")[2].rstrip(")")
    if finding.modality == "reflex":
        return finding.label.rpartition("(")[2].rstrip(")").split(" ")[0]
    if finding.modality == "pain":
        return str(finding.level)
    return "0" if finding.grade == 0 else "↓"


@cache
def _spread() -> dict[str, tuple[float, float]]:
    """Give where the sign of each item goes: at its place, or beside it where signs would overlap.

    All are pushed apart at once, so that left and right stay mirror images.
    """
    names = list(_items())
    at = np.array([_place(group) for group in _items().values()])
    for _ in range(_ROUNDS):
        away = at[:, None] - at[None]
        lacks = np.array(_ROOM) - np.abs(away)
        lacks[np.arange(len(at)), np.arange(len(at))] = 0.0
        meets = (lacks > 0).all(axis=2)
        axis = lacks.argmin(axis=2)  # the shorter way apart
        for k in (0, 1):
            push = np.where(meets & (axis == k), 0.5 * lacks[:, :, k], 0.0)
            way = np.where(away[:, :, k] == 0, np.sign(away[:, :, 1 - k]), np.sign(away[:, :, k]))
            at[:, k] += 0.5 * (push * way).sum(axis=1)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, at, strict=True)}


def _mark(parent: Element, group: Element, said: _Said) -> None:
    """Give a sign with the grade in it; each kind of item has a shape of its own."""
    (x, y), at = _place(group), _spread()[group.get("id", "")]
    if math.dist((x, y), at) > _FAR:
        _add(parent, "path", d=f"M{x:g},{y:g}L{at[0]:.1f},{at[1]:.1f}", stroke=INK, stroke_width=2)
    _sign(parent, at, group.get("class", ""), DEFICITS[said.level], said.sign)


def _sign(parent: Element, at: tuple[float, float], kind: str, colour: str, text: str) -> None:
    x, y = (round(one, 1) for one in at)
    frame: dict[str, object] = {"fill": colour, "stroke": INK, "stroke_width": 1.6}
    if kind == "muscle":
        _add(parent, "rect", x=x - 20, y=y - 15, width=40, height=30, rx=5, **frame)
    elif kind == "pain":
        _add(parent, "path", d=f"M{x - 21},{y}l21,-19l21,19l-21,19Z", **frame)
    else:
        if kind == "reflex":
            _add(parent, "path", d=f"M{x + 12},{y + 12}l11,11", stroke=INK, stroke_width=5)
        _add(parent, "circle", cx=x, cy=y, r=17.5, **frame)
    _add(
        parent, "text", text, x=x, y=y + 8, font_family="sans-serif", font_size=23,
        font_weight="bold", text_anchor="middle", fill=ink_on(colour), stroke="none",
    )  # fmt: skip


def _place(group: Element) -> tuple[float, float]:
    """Where the mark of a group goes, as the drawing says."""
    x, y = group.get("data-at", "0 0").split()
    return float(x), float(y)


def _name(group: Element, said: _Said) -> None:
    """Let one item of the drawing be pointed at, and say what is to be said of it."""
    title = Element(f"{{{_SVG}}}title")
    title.text = said.words
    group.insert(0, title)
    named = {"data-name": said.name, "tabindex": "0", "role": "button", "aria-label": said.words}
    group.attrib.update(named)


@cache
def _targets() -> dict[str, float]:
    """Give how far around each dot one may point without meaning its neighbour."""
    small = [(n, g) for n, g in _items().items() if g.get("class") in ("muscle", "reflex")]
    places = [(name, _place(group)) for name, group in small]
    low, high = _TARGETS
    found = {}
    for name, at in places:
        near = min((math.dist(at, other) for own, other in places if own != name), default=high)
        found[name] = min(max(near / 2, low), high)
    return found


def _shade(group: Element, marks: Element, said: _Said, target: float) -> None:
    """Give one item its look; the mark of a region goes on top of all regions."""
    at, kind = _place(group), group.get("class", "")
    _name(group, said)
    if not said.level:
        if kind in ("muscle", "reflex"):
            _add(group, "circle", cx=at[0], cy=at[1], r=target, fill=INK, fill_opacity=0)
            dot: dict[str, object] = {"fill": PAPER, "stroke": "#8c7d72", "stroke_width": 1.2}
            _add(group, "circle", cx=at[0], cy=at[1], r=3.2, **dot)
        elif kind == "pain":
            group.set("display", "none")  # pain is drawn where there is some
        return
    if kind == "skin":
        fill = f"url(#body-{_PATTERNS[said.level]})"
        group.attrib.update({"fill": fill, "fill-opacity": "1", "stroke": INK})
    elif kind == "pain":
        group.set("stroke", DEFICITS[3])
        group.set("stroke-width", str(1.5 + said.level))
    _mark(marks if kind == "skin" else group, group, said)


@lru_cache(maxsize=1024)
def _shaded(name: str, said: _Said) -> tuple[str, str]:
    """Give one item of the drawing as SVG text, and what of it goes on top of all regions."""
    group, marks = copy.deepcopy(_items()[name]), Element(f"{{{_SVG}}}g")
    group.tail = None
    _shade(group, marks, said, _targets().get(name, 0.0))
    return _written(group), "".join(map(_written, marks))


def _drawn(name: str, said: _Said) -> tuple[str, str]:
    """Give what `_shaded` gives, but write its words in last: they change more than the look."""
    drawn, marks = _shaded(name, _Said(said.name, said.level, said.sign, _WORDS))
    return drawn.replace(_WORDS, escape(said.words)), marks


def _written(element: Element) -> str:
    """Give an element as text that stands inside a drawing."""
    return ElementTree.tostring(element, encoding="unicode").replace(_NAMESPACE, "", 1)


@cache
def _frame() -> tuple[str, ...]:
    """Give the drawing without its outermost tag as text and ids of items, by turns."""
    root = copy.deepcopy(drawing())
    _patterns(root)
    for parent in list(root.iter()):
        for at, child in enumerate(parent):
            if _is_item(child):
                parent[at] = _gap(child.get("id", ""), child.tail)
    root.append(_gap("", None))
    _legend(root)
    root.attrib.clear()
    inside = _written(root).removeprefix("<svg>").removesuffix("</svg>")
    return tuple(re.split('<gap id="(.*?)" />', inside))


def _gap(name: str, tail: str | None) -> Element:
    """Give what stands in for an item until it is known how it looks; nameless for all marks."""
    gap = Element(f"{{{_SVG}}}gap", {"id": name})
    gap.tail = tail
    return gap


def _legend(root: Element) -> None:
    """Draw what patterns and marks mean."""
    x, y = _LEGEND
    group = _add(root, "g", font_family="sans-serif", font_size=25, fill=INK)
    _add(group, "text", "Feeling lost", x=x, y=y, font_weight="bold")
    for level in (1, 2, 3):
        top = y + 14 + 32 * (level - 1)
        fill = f"url(#body-{_PATTERNS[level]})"
        _add(group, "rect", x=x, y=top, width=40, height=24, fill=fill, stroke=INK)
        _add(group, "text", DEFICIT_WORDS[level], x=x + 54, y=top + 21)
    down = y + 140
    _add(group, "text", "Signs", x=x, y=down, font_weight="bold")
    for row, (kind, text, words) in enumerate(_SIGNS):
        middle = down + 28 + 39 * row
        _sign(group, (x + 20, middle), kind, PAPER, text)
        _add(group, "text", words, x=x + 54, y=middle + 9)


def body_svg(exam: Exam) -> str:
    """Give the findings drawn on both legs, from the front and from behind, as SVG text.

    Regions carry level by colour, pattern and mark, and finding and reason in their `<title>`.
    """
    root = Element(drawing().tag, drawing().attrib)
    said = "; ".join(str(finding) for finding in exam.abnormal) or "everything is normal"
    root.set("role", "group")  # its items can be reached one by one
    root.set("aria-label", f"Both legs from the front and from behind. {said}.")
    outer = ElementTree.tostring(root, encoding="unicode").removesuffix(" />")
    drawn, marks = {}, ""
    for finding in exam:
        name = f"{finding.item.replace(' ', '-')}-{finding.side}"
        if name in _items():
            drawn[name], mark = _drawn(name, _Said.of(finding))
            marks += mark
    drawn[""] = f"<g>{marks}</g>" if marks else "<g />"
    told = list(_frame())
    told[1::2] = [drawn.get(name) or _bare(name) for name in told[1::2]]
    return f"{outer}>{''.join(told)}</svg>"


@cache
def _bare(name: str) -> str:
    """Give an item of which nothing is said."""
    group = copy.deepcopy(_items()[name])
    group.tail = None
    return _written(group)
