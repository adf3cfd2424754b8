"""What a learner may look at with one press, and what lies before what from behind.

Names and groups are those of the parts of a scene. Nothing here is drawn.
"""

from l45anatomy.frame import DISCS, VERTEBRAE, Side

FIRST = "first look"
_VERTEBRAE = tuple(f"{name} vertebra" for name in VERTEBRAE)
_FLAVA = tuple(f"ligamentum flavum {level} {side}" for level in DISCS for side in Side)
_CAPSULES = tuple(f"facet joint {level} {side}" for level in DISCS for side in Side)
_LONGITUDINAL = ("anterior longitudinal ligament", "posterior longitudinal ligament")

# See-through at first: disc and nerves lie inside and in front of them.
VEILS = (*_VERTEBRAE, *_FLAVA, *_CAPSULES)

PRESETS: dict[str, dict[str, list[str]]] = {
    FIRST: {"ghost": list(VEILS)},
    "all": {},
    "bones": {"show": ["bones"], "hide": ["discs", "ligaments", "joints", "nerves"]},
    "nerves only": {"show": ["nerves"], "hide": ["bones", "discs", "ligaments", "joints"]},
    "disc and roots": {
        "show": ["discs", "nerves"],
        "ghost": ["bones"],
        "hide": ["ligaments", "joints"],
    },
    "canal": {
        "show": ["nerves", *_FLAVA, _LONGITUDINAL[1]],
        "ghost": ["bones", "discs"],
        "hide": ["joints", _LONGITUDINAL[0]],
    },
}

# From behind to the front, as a surgeon or a dissector meets them. A vertebra is one piece here:
# its arch goes with its body.
LAYERS: list[dict[str, str | list[str]]] = [
    {"name": "facet joints", "parts": ["joints"]},
    {"name": "bones", "parts": ["bones"]},
    {"name": "ligamenta flava", "parts": list(_FLAVA)},
    {"name": "dural sac and what is in it", "parts": ["dural sac", "cauda equina"]},
    {"name": "roots and nerves", "parts": ["nerves"]},
    {"name": "posterior longitudinal ligament", "parts": [_LONGITUDINAL[1]]},
    {"name": "discs", "parts": ["discs"]},
]
