"""The colours of the package, in one place: tissues, caught roots, deficits.

Every scale gets darker as it gets worse, so it survives colour blindness and a grey printer, and
none is ever the only sign: words, numbers or patterns say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from l45anatomy.clearance import Compression


@dataclass(frozen=True)
class Tint:
    """A colour with its opacity, 0 to 1, and the group of structures it belongs to."""

    colour: str
    opacity: float
    group: str


TISSUES: Mapping[str, Tint] = MappingProxyType(
    {
        "bone": Tint("#e8dcc0", 1.0, "bones"),
        "disc": Tint("#7fa7c9", 1.0, "discs"),
        "ligament": Tint("#c9b458", 0.9, "ligaments"),
        "joint": Tint("#9fc2b2", 1.0, "joints"),
        "nucleus": Tint("#a9cfe6", 1.0, "discs"),
        "cyst": Tint("#83aed8", 0.9, "joints"),
        "cartilage": Tint("#cfe3ea", 1.0, "joints"),
        "band": Tint("#cdbb74", 0.9, "ligaments"),
        "ganglion": Tint("#d9a820", 1.0, "nerves"),
        "cauda": Tint("#e8d77a", 1.0, "nerves"),
        "plexus": Tint("#f0d24a", 1.0, "nerves"),
        "sac": Tint("#a884d8", 0.4, "nerves"),
        "root": Tint("#f0d24a", 1.0, "nerves"),
    }
)

ROOT_GRADES = ("#f0d24a", "#d97706", "#c43d52", "#6a1b4d")
ROOT_WORDS = ("free", "touched", "pushed aside", "compressed")
SAC_WORDS = ("free", "touched", "narrowed", "compressed")

DEFICITS = ("#ffffff", "#fdd9a0", "#f4864a", "#b3261e")
DEFICIT_WORDS = ("normal", "slight", "clear", "marked")

INK = "#2b2622"
PAPER = "#ffffff"

CHANGES: Mapping[str, str] = MappingProxyType(
    {"better": "#bfe3cf", "same": PAPER, "changed": "#e8dcc0", "worse": "#b3261e"}
)


def word_of(compression: Compression) -> str:
    """Give how a root, or the sac, fares in one word."""
    words = ROOT_WORDS if compression.area_mm2 is None else SAC_WORDS
    return words[compression.grade]


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb`, 0 black to 1 white, by the formula of WCAG 2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21, by the formula of WCAG 2; text needs 4.5."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Give the text colour that reads best on `colour`."""
    return INK if contrast(colour, INK) >= contrast(colour, PAPER) else PAPER
