"""Between the Markdown of question files and what others write: HTML and bare text."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from l45anatomy.quizzes.markdown import FORMULA, line

__all__ = ["escaped", "for_moodle", "from_html", "marked", "tamed", "without_pictures"]

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_SPECIAL = re.compile(
    r"[`*]|(?<![^\W_])_|_(?![^\W_])|\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)"
)
_STARTS = re.compile(r"^(\s*)([+=>#|])", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,400}\]\(([^)\n]{0,400})\)")
_DATA = re.compile(r"data:[^\"'\s<>)]+")  # a picture within a text, longer than any text

LONGEST = 6000  # letters of a foreign text that are read: it is cut to what fits here anyway
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")

_PAIRED = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = {"br": "\n", "tr": "\n", "li": "\n- ", "td": " ", "th": " "}
_APART = frozenset({"blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre"})
_APART |= {"table", "ul"}
_SILENT = frozenset({"script", "style"})
_KNOWN = {*_PAIRED, *_BREAKS, *_APART, *_SILENT, "a", "img", "span", "sub", "sup", "tbody", "thead"}


def tamed(text: str) -> str:
    """Give a text in which nothing can be taken for a tag by those who show it as HTML.

    >>> tamed("<b>5 < 6")
    '< b>5 < 6'
    """
    return _TAG.sub("< ", text)


def without_pictures(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a Markdown text without its pictures, and what was lost."""
    names = [(source.split() or [""])[0].strip("<>") for source in _PICTURE.findall(text)]
    return _PICTURE.sub("", text), tuple(f"picture {name!r}" for name in names)


def escaped(text: str) -> str:
    r"""Give bare text as Markdown that shows the same; formulas stay as they are.

    >>> escaped("2*3 and $a*b$")
    '2\\*3 and $a*b$'
    """
    done, at = [], 0
    for formula in FORMULA.finditer(text):
        done += [_escaped(text[at : formula.start()]), formula.group()]
        at = formula.end()
    return "".join([*done, _escaped(text[at:])])


def _escaped(text: str) -> str:
    if re.search(r"\][(:\[]", text):  # a link; a stroke before [ would begin a formula
        text = text.replace("[", "\0")
    bare = _STARTS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))
    return bare.replace("\0", "&#91;")


def for_moodle(text: str) -> tuple[str, str]:
    """Give a text for Moodle, and its format: Markdown, or HTML where Moodle's Markdown differs.

    Moodle takes the underscores of formulas for marks, and what looks like a tag for one. The HTML
    has lines and paragraphs only, so that it comes back the same.
    """
    if not (FORMULA.search(text) or _TAG.search(text)):
        return text, "markdown"
    shown = line(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{shown}</p>", "html"


def marked(text: str, format_: str) -> tuple[str, tuple[str, ...]]:
    """Give a text in one of Moodle's formats as Markdown, and what was lost."""
    text = _DATA.sub("data:", text)
    cut = (f"the end of a text of {len(text)} letters",) if len(text) > LONGEST else ()
    text = text[:LONGEST]
    match format_:
        case "markdown":
            shown, lost = without_pictures(text)
        case "plain" | "plain_text":
            shown, lost = escaped(text), ()
        case "moodle" | "moodle_auto_format" if not re.search(r"<\w", text):
            shown, lost = escaped(text), ()
        case _:
            shown, lost = from_html(text)
    return shown.strip(), (*lost, *cut)


def from_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Give HTML as Markdown, and what was lost.

    >>> from_html("<p>5 mm<sup>2</sup> <b>or</b> <u>more</u></p>")
    ('5 mm² **or** more', ('formatting <u>',))
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", "".join(reader.pieces))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text, tuple(dict.fromkeys(reader.losses))


@dataclass(eq=False)
class _Reader(HTMLParser):
    """Collects Markdown while HTML is read."""

    pieces: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    address: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag stands for."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _KNOWN:
            self.losses.append(f"formatting <{tag}>")
        elif tag == "img":
            self.losses.append(f"picture {given.get('src', '')[:60]!r}")
        elif tag in _SILENT:
            self.losses.append(f"a <{tag}>")
        elif tag == "a":
            self.address = given.get("href", "")
            self._add("[" if self._leads_somewhere else "")
        self._add(_PAIRED.get(tag, "") or _BREAKS.get(tag, "") or self._gap(tag))
        if tag in (*_SILENT, "code", "sub", "sup"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what a tag stands for."""
        if tag == "a":
            self._add(f"]({self.address})" if self._leads_somewhere else "")
            self.address = ""
        self._add(_PAIRED.get(tag, "") or self._gap(tag))
        if tag in self.opened:
            self.opened.remove(tag)

    def handle_data(self, data: str) -> None:
        """Take text up."""
        if _SILENT & set(self.opened):
            return
        text = re.sub(r"\s+", " ", data)
        if "code" not in self.opened:
            text = escaped(text)
        if "sup" in self.opened:
            text = text.translate(_RAISED)
        elif "sub" in self.opened:
            text = text.translate(_LOWERED)
        self._add(text)

    @property
    def _leads_somewhere(self) -> bool:
        return re.fullmatch(r"https?://[^\s()<>]+", self.address) is not None

    def _gap(self, tag: str) -> str:
        return "\n\n" if tag in _APART else ""

    def _add(self, piece: str) -> None:
        """Add a piece; a space after a break or a space is one too many."""
        last = self.pieces[-1][-1:] if self.pieces else "\n"
        if piece.startswith(" ") and last.isspace():
            piece = piece[1:]
        if piece:
            self.pieces.append(piece)
