"""Cleaned HTML as elements of an XML document, for formats that want XHTML."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

__all__ = ["fill"]

_EMPTY = frozenset({"br", "hr", "img"})
_RENAMED = {"s": "span"}  # QTI has no struck text


def fill(parent: Element, html: str) -> None:
    """Put HTML that the sanitiser gave under an element."""
    reader = _Reader(parent)
    reader.feed(html)
    reader.close()


class _Reader(HTMLParser):
    """Builds elements while HTML is read."""

    def __init__(self, parent: Element) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [parent]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {key: value or "" for key, value in attrs if key != "rel"}
        made = SubElement(self.open[-1], _RENAMED.get(tag, tag), given)
        if tag not in _EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag not in _EMPTY and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Add text where XML keeps it: in an element, or behind its last child."""
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
