r"""The texts of question files as Markdown, made into HTML that cannot act.

A text is written by anybody, so HTML in it is shown as letters, what Markdown makes of it goes
through a sanitiser, links lead to web pages only, and pictures come from the folder of the question
file or not at all. Formulas between `$` or `\(` and `\)` keep their backslashes and stars.
"""

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["FORMULA", "block", "line", "picture", "pictures", "plain"]

LARGEST_PICTURE = 1_000_000  # bytes: a page holds every picture of its question
_KINDS = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}  # SVG may hold scripts
_DATA = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=]*")

_INLINE = frozenset({"a", "br", "code", "em", "img", "s", "span", "strong"})
_BLOCKS = frozenset(
    {"blockquote", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
# A formula has 400 letters at most, so that a file of open ones is read as fast as any other.
FORMULA = re.compile(
    r"\$\$(?P<wide>[^$]{1,400})\$\$|\$(?!\s)(?P<short>[^$\n]{1,400}?)(?<![\s\\])\$(?!\d)"
    r"|\\\((?P<round>.{1,400}?)\\\)|\\\[(?P<square>.{1,400}?)\\\]",
    re.DOTALL,
)


def block(text: str, folder: Path | None = None) -> str:
    """Give a text as paragraphs, lists and tables; pictures are read from `folder`."""
    return _clean(_reader().render(text, {"folder": folder}), _INLINE | _BLOCKS)


def line(text: str, folder: Path | None = None) -> str:
    """Give a text as a piece of a line: emphasis and formulas, no paragraphs."""
    return _clean(_reader().renderInline(text, {"folder": folder}), _INLINE)


def plain(text: str) -> str:
    r"""Give a text without its marks, for where no HTML is shown.

    >>> plain("Root **L5** at \\(x<y\\)")
    'Root L5 at \\(x<y\\)'
    """
    return unescape(nh3.clean(_reader().renderInline(text, {}), tags=set())).strip()


def pictures(text: str) -> tuple[str, ...]:
    """Give the sources of the pictures that a text shows."""
    if "![" not in text:  # most texts show none, and reading Markdown takes its time
        return ()
    return tuple(str(one.attrGet("src")) for one in _tokens(_reader().parse(text)) if _shows(one))


def picture(source: str, folder: Path | None) -> bytes:
    """Read a picture of a question file from its folder.

    Raises
    ------
    ValueError
        If it lies elsewhere, is missing, too large, or no picture.
    """
    what = f"picture is {source!r}"
    if folder is None or re.match(r"[/\\]|[A-Za-z][\w+.-]*:", source) or "\\" in source:
        raise ValueError(f"{what}, must be a file in the folder of the question file")
    try:
        home = folder.resolve()
        file = (home / source).resolve()
        if not file.is_relative_to(home):
            raise ValueError(f"{what}, must be a file in the folder of the question file")
        if file.stat().st_size > LARGEST_PICTURE:
            raise ValueError(f"{what}, must be at most {LARGEST_PICTURE} bytes")
        content = file.read_bytes()
    except (OSError, RuntimeError) as error:
        raise ValueError(f"{what}, must be a file that can be read ({error})") from None
    if _kind(content) is None:
        raise ValueError(f"{what}, must be PNG, JPEG or GIF")
    return content


def _kind(content: bytes) -> str | None:
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])


def _shows(token: Token) -> bool:
    return token.type == "image"


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    reader.enable(["table", "strikethrough"])
    reader.inline.ruler.before("escape", "formula", _formula)
    reader.add_render_rule("formula", _as_formula)
    reader.add_render_rule("image", _as_picture)
    return reader


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """Take a formula as it stands."""
    found = FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = next(part for part in found.groups() if part is not None)
        token.meta = {"wide": found.lastgroup in ("wide", "square")}
    state.pos = found.end()
    return True


def _as_formula(
    _renderer: Any, tokens: list[Token], at: int, _options: Any, _env: dict[str, Any]
) -> str:
    """Give a formula between the marks that MathJax looks for."""
    left, right = (r"\[", r"\]") if tokens[at].meta["wide"] else (r"\(", r"\)")
    return f'<span class="math">{left}{escapeHtml(tokens[at].content)}{right}</span>'


def _as_picture(
    _renderer: Any, tokens: list[Token], at: int, _options: Any, env: dict[str, Any]
) -> str:
    """Give a picture with its bytes inside, or the words that stand for it."""
    words = escapeHtml(tokens[at].content)
    try:
        content = picture(str(tokens[at].attrGet("src")), env.get("folder"))
    except ValueError:
        return f"[{words or 'picture'}]"
    data = base64.b64encode(content).decode()
    return f'<img alt="{words}" src="data:image/{_kind(content)};base64,{data}">'


def _clean(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        attributes={"a": {"href"}, "img": {"alt", "src"}, "span": {"class"}, "ol": {"start"}},
        attribute_filter=_kept,
        url_schemes={"data", "http", "https"},
        link_rel="noopener noreferrer",
    ).strip()


def _kept(_tag: str, name: str, value: str) -> str | None:
    """Give the value of an attribute that may stay."""
    if name == "href":
        return value if value.startswith(("http://", "https://")) else None
    if name == "src":
        return value if _DATA.fullmatch(value) else None
    if name == "class":
        return value if value == "math" else None
    return value
