"""Both legs to be painted: the patches of skin of a map, and nothing else.

A patch is painted or not; after the answer it may be said which were due. Nothing is found here.
"""

import copy
import xml.etree.ElementTree as ElementTree
from collections.abc import Collection
from xml.etree.ElementTree import Element, SubElement

from l45anatomy.frame import Side
from l45anatomy.views.bodymap import drawing
from l45anatomy.views.palette import DEFICITS, INK

_SVG = "http://www.w3.org/2000/svg"
_AWAY = ("muscle", "reflex", "pain", "line")


def painting_svg(
    regions: Collection[str],
    painted: Collection[str],
    due: Collection[str] | None = None,
    *,
    own: str = "paint",
) -> str:
    """Give the legs with some regions painted, as SVG text.

    Each region is named as in `sole, left` and can be picked on either leg, as long as `due` is
    not given; once it is, what was due has a bold edge. `own` begins every id, so that two
    paintings on one page keep apart.
    """
    ElementTree.register_namespace("", _SVG)
    root = copy.deepcopy(drawing())
    drawn = {element.get("id", ""): element for element in root.iter() if element.get("class")}
    names = {f"{r.replace(' ', '-')}-{side}": (r, side) for r in regions for side in Side}
    for name, group in drawn.items():
        if name in names:
            _paint(group, *names[name], painted, due)
        elif group.get("class") in ("skin", *_AWAY):
            group.set("display", "none")
    said = ", ".join(region for region in regions if region in painted) or "nothing"
    root.attrib.update({"role": "group", "aria-label": f"Both legs. Painted: {said}."})
    _hatch(root)
    return ElementTree.tostring(root, encoding="unicode").replace("body-", f"{own}-")


def _hatch(root: Element) -> None:
    """Paint is a colour with lines on it."""
    definitions = SubElement(root, f"{{{_SVG}}}defs")
    tile = SubElement(
        definitions,
        f"{{{_SVG}}}pattern",
        {"id": "body-paint", "width": "8", "height": "8"}
        | {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"},
    )
    SubElement(tile, f"{{{_SVG}}}rect", {"width": "8", "height": "8", "fill": DEFICITS[2]})
    SubElement(tile, f"{{{_SVG}}}path", {"d": "M0,0V8", "stroke": INK, "stroke-width": "2"})


def _paint(
    group: Element,
    region: str,
    side: Side,
    painted: Collection[str],
    due: Collection[str] | None,
) -> None:
    is_painted = region in painted
    words = f"{region}, {side}: {'painted' if is_painted else 'not painted'}"
    if due is not None and region in due:
        words += ", due"
        group.attrib.update({"stroke": INK, "stroke-width": "4", "stroke-dasharray": "none"})
    title = Element(f"{{{_SVG}}}title")
    title.text = words
    group.insert(0, title)
    if is_painted:
        group.attrib.update({"fill": "url(#body-paint)", "fill-opacity": "1"})
    if due is None:
        pressed = str(is_painted).lower()
        group.attrib.update(
            {"data-name": f"{region}, {side}", "role": "button", "aria-pressed": pressed}
            | {"aria-label": f"{region}, {side}", "tabindex": "0"}
        )
