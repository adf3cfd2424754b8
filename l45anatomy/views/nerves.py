"""The roots and the sac as a small table: which is caught, by what, how much is left."""

from collections.abc import Iterable
from html import escape

from l45anatomy.clearance import Compression
from l45anatomy.frame import ROOTS, Side
from l45anatomy.supply import SAC, hidden_loss
from l45anatomy.views.palette import ROOT_GRADES, ROOT_WORDS, ink_on, word_of
from l45anatomy.wording import NO_ROOM, in_words, inside_sac, sentence


def _area(left_mm2: float, loss: float) -> str:
    """Give what the sac has left, and of how much where that is less."""
    left, rest = f"{left_mm2:.0f}", f"{left_mm2 / (1 - loss):.0f}" if loss < 1 else ""
    return f"{left} mm²" if rest in (left, "") else f"{left} of {rest} mm²"


def _cell(compression: Compression, sac: Compression | None = None, *, live: bool = False) -> str:
    """Give what is left of a root or the sac; a root that runs inside a crushed sac says that."""
    words = word_of(compression)
    if sac and (lost := hidden_loss(compression, sac)):
        return _cell_of(sac, inside_sac(lost), compression, live=live)
    if compression.is_beyond_spine:
        words = f"injured: {compression.loss:.0%} lost"
    elif compression.area_mm2 is None and compression.is_compressed:
        left = 1 - compression.loss
        words += f" to {100 * left:.0f}%" if left >= NO_ROOM else ", hardly anything left"
    if compression.area_mm2 is not None:
        words = f"{words}, {_area(compression.area_mm2, compression.loss)} at {compression.level}"
    return _cell_of(compression, words, compression, live=live)


def _cell_of(cause: Compression, words: str, owner: Compression, *, live: bool) -> str:
    """Give the cell of its owner in the colour of the cause, on a live page as a button."""
    colour = ROOT_GRADES[cause.grade]
    style = f"background:{colour};color:{ink_on(colour)}" if cause.grade else ""
    told = in_words(cause) if cause.grade else words
    shown = escape(words)
    if live and not owner.is_beyond_spine:
        side = f" {owner.side}" if owner.side else ""
        name = escape(f"root {owner.root}{side}" if side else owner.root)
        shown = (
            f'<button type="button" class="l45-cell" data-name="{name}" '
            f'data-words="{escape(sentence(told))}" aria-label="{name}: {shown}">{shown}</button>'
        )
    return f'<td style="{style}" title="{escape(told)}">{shown}</td>'


def _injured(compressions: Iterable[Compression]) -> str:
    """Give a row for each injured nerve beyond the roots."""
    by_place = {(c.root, c.side): c for c in compressions if c.is_beyond_spine}
    rows = ""
    for name in dict.fromkeys(root for root, _ in by_place):
        found = (by_place.get((name, side)) for side in (Side.LEFT, Side.RIGHT))
        cells = "".join(_cell(c) if c else f"<td>{ROOT_WORDS[0]}</td>" for c in found)
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    return rows


def nerves_html(compressions: Iterable[Compression], *, live: bool = False) -> str:
    """Give a table of roots by side, the sac and injured nerves below; colours as in the view.

    On a `live` page each root and the sac is a button with its `data-name` in the spine.
    """
    compressions = tuple(compressions)
    by_place = {(c.root, c.side): c for c in compressions}
    pressed = by_place[SAC, None]
    rows = "".join(
        f'<tr><th scope="row">root {root}</th>'
        + "".join(
            _cell(by_place[root, side], pressed, live=live) for side in (Side.LEFT, Side.RIGHT)
        )
        + "</tr>"
        for root in ROOTS
    )
    beyond = _injured(compressions)
    sac = _cell(pressed, pressed, live=live).replace("<td ", '<td colspan="2" ')
    return (
        '<table class="l45-nerves"><caption>Nerves</caption><thead><tr><td></td>'
        '<th scope="col">left</th><th scope="col">right</th></tr></thead>'
        f'<tbody>{rows}<tr><th scope="row">dural sac</th>{sac}</tr>{beyond}</tbody></table>'
    )
