"""The leg map: an `Exam` drawn on both legs as SVG text.

The drawing is `data/body.svg`; it has one `id` per region, muscle and reflex, named after the item.
Here each is given its colour, pattern, mark and title. What is normal stays quiet.
"""

import copy
import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from l45anatomy.evidence import DATA
from l45anatomy.neurology import Exam, Finding
from l45anatomy.views.palette import DEFICIT_WORDS, DEFICITS, INK, PAPER, ink_on
from l45anatomy.wording import in_words

_SVG = "http://www.w3.org/2000/svg"
_PATTERNS = ("", "dots", "hatch", "cross")
_LEGEND = (330, 70)
_TARGETS = (8.0, 30.0)  # around a dot: 30 makes 24 px across where the drawing is 360 px wide
_SIGNS = (
    ("muscle", "4", "weak, MRC grade"),
    ("skin", "↓", "feeling reduced, 0 absent"),
    ("reflex", "1+", "reflex weak, 0 absent"),
    ("pain", "2", "pain, 1 to 3"),
)


@lru_cache(maxsize=1)
def drawing() -> Element:
    """Give the bare drawing, read once."""
    return ElementTree.parse(DATA / "body.svg").getroot()  # noqa: S314 (our own file)


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
    """Give the finding and what stands behind it, on one line."""
    causes = "; ".join(in_words(compression) for compression in finding.because)
    return f"{finding}. {causes[:1].upper()}{causes[1:]}." if causes else f"{finding}."


def _short(finding: Finding) -> str:
    """Give the finding as a mark of one or two characters: `4+` for power, `1+` for a reflex."""
    if finding.modality == "motor":
        return finding.label.rpartition("MRC ")[2].rstrip(")")
    if finding.modality == "reflex":
        return finding.label.rpartition("(")[2].rstrip(")").split(" ")[0]
    if finding.modality == "pain":
        return str(finding.level)
    return "0" if finding.grade == 0 else "↓"


def _mark(parent: Element, at: tuple[float, float], finding: Finding, kind: str) -> None:
    """Give a small sign with the grade in it; each kind of item has a shape of its own."""
    _sign(parent, at, kind, DEFICITS[finding.level], _short(finding))


def _sign(parent: Element, at: tuple[float, float], kind: str, colour: str, text: str) -> None:
    x, y = at
    frame: dict[str, object] = {"fill": colour, "stroke": INK, "stroke_width": 1.4}
    if kind == "muscle":
        _add(parent, "rect", x=x - 13, y=y - 10, width=26, height=20, rx=4, **frame)
    elif kind == "pain":
        _add(parent, "path", d=f"M{x - 16},{y}l16,-14l16,14l-16,14Z", **frame)
    else:
        if kind == "reflex":
            _add(parent, "path", d=f"M{x + 9},{y + 9}l12,12", stroke=INK, stroke_width=4)
        _add(parent, "circle", cx=x, cy=y, r=13, **frame)
    _add(
        parent, "text", text, x=x, y=y + 5, font_family="sans-serif", font_size=14,
        font_weight="bold", text_anchor="middle", fill=ink_on(colour), stroke="none",
    )  # fmt: skip


def _place(group: Element) -> tuple[float, float]:
    """Where the mark of a group goes, as the drawing says."""
    x, y = group.get("data-at", "0 0").split()
    return float(x), float(y)


def _name(group: Element, finding: Finding) -> None:
    """Let one item of the drawing be pointed at, and say what is to be said of it."""
    words = _reason(finding)
    title = Element(f"{{{_SVG}}}title")
    title.text = words
    group.insert(0, title)
    named = {"data-name": finding.name, "tabindex": "0", "role": "button", "aria-label": words}
    group.attrib.update(named)


def _targets(groups: Iterable[Element]) -> dict[str, float]:
    """Give how far around each dot one may point without meaning its neighbour."""
    small = [group for group in groups if group.get("class") in ("muscle", "reflex")]
    places = [(group.get("id", ""), _place(group)) for group in small]
    low, high = _TARGETS
    found = {}
    for name, at in places:
        near = min((math.dist(at, other) for own, other in places if own != name), default=high)
        found[name] = min(max(near / 2, low), high)
    return found


def _shade(group: Element, marks: Element, finding: Finding, target: float) -> None:
    """Give one item its look; the mark of a region goes on top of all regions."""
    at, kind = _place(group), group.get("class", "")
    _name(group, finding)
    if not finding.abnormal:
        if kind in ("muscle", "reflex"):
            _add(group, "circle", cx=at[0], cy=at[1], r=target, fill=INK, fill_opacity=0)
            dot: dict[str, object] = {"fill": PAPER, "stroke": "#8c7d72", "stroke_width": 1.2}
            _add(group, "circle", cx=at[0], cy=at[1], r=3.2, **dot)
        elif kind == "pain":
            group.set("display", "none")  # pain is drawn where there is some
        return
    if kind == "skin":
        fill = f"url(#body-{_PATTERNS[finding.level]})"
        group.attrib.update({"fill": fill, "fill-opacity": "1", "stroke": INK})
    elif kind == "pain":
        group.set("stroke", DEFICITS[3])
        group.set("stroke-width", str(1.5 + finding.level))
    _mark(marks if kind == "skin" else group, at, finding, kind)


def _legend(root: Element) -> None:
    """Draw what patterns and marks mean."""
    x, y = _LEGEND
    group = _add(root, "g", font_family="sans-serif", font_size=15, fill=INK)
    _add(group, "text", "Feeling", x=x, y=y, font_weight="bold")
    for level in (1, 2, 3):
        top = y + 14 + 30 * (level - 1)
        fill = f"url(#body-{_PATTERNS[level]})"
        _add(group, "rect", x=x, y=top, width=34, height=20, fill=fill, stroke=INK)
        _add(group, "text", f"{DEFICIT_WORDS[level]} loss", x=x + 46, y=top + 16)
    down = y + 132
    _add(group, "text", "Power, reflexes, pain", x=x, y=down, font_weight="bold")
    for row, (kind, text, words) in enumerate(_SIGNS):
        middle = down + 24 + 32 * row
        _sign(group, (x + 17, middle), kind, PAPER, text)
        _add(group, "text", words, x=x + 46, y=middle + 5)
    last = down + 24 + 32 * len(_SIGNS)
    _add(group, "circle", cx=x + 17, cy=last, r=3.2, fill=PAPER, stroke="#8c7d72")
    _add(group, "text", "normal", x=x + 46, y=last + 5)


def body_svg(exam: Exam) -> str:
    """Give the findings drawn on both legs, from the front and from behind, as SVG text.

    Regions carry level by colour, pattern and mark, and finding and reason in their `<title>`.
    """
    ElementTree.register_namespace("", _SVG)
    root = copy.deepcopy(drawing())
    drawn = {element.get("id", ""): element for element in root.iter() if element.get("class")}
    said = "; ".join(str(finding) for finding in exam.abnormal) or "everything is normal"
    root.set("role", "group")  # its items can be reached one by one
    root.set("aria-label", f"Both legs from the front and from behind. {said}.")
    _patterns(root)
    marks, targets = Element(f"{{{_SVG}}}g"), _targets(drawn.values())
    for finding in exam:
        group = drawn.get(f"{finding.item.replace(' ', '-')}-{finding.side}")
        if group is not None:
            _shade(group, marks, finding, targets.get(group.get("id", ""), 0.0))
    root.append(marks)
    _legend(root)
    return ElementTree.tostring(root, encoding="unicode")
