"""The chart of a sweep: what each root loses over the whole range of a slider."""

from collections.abc import Mapping
from html import escape

from l45anatomy.controls.sweep import Sweep
from l45anatomy.frame import Side
from l45anatomy.wording import capital

_WIDE, _HIGH, _LEFT, _TOP, _GAP = 580, 288, 64, 112, 150
_LINE = 17  # from one word to the one below it
_DASHES = ("", "8 4", "3 3", "10 3 2 3")
_MOST = len(_DASHES)
_TARGET = 13
# Around a word, no line.
_CLEAR = "paint-order:stroke;stroke:var(--jp-layout-color1,#ffffff);stroke-width:5px"


def sweep_text(sweep: Sweep) -> str:
    """Tell a sweep in words: how it begins, what turns where, and how it ends."""
    low, high = sweep.places[0], sweep.places[-1]
    told = [capital(f"{sweep.label} from {low:g} to {high:g} {sweep.unit}".strip())]
    told.append(f"At {_at(sweep, low)} {_counted(sweep.findings[0])}")
    told += [f"From {_at(sweep, turn.at)} on {turn.word}" for turn in sweep.turns]
    told.append(f"At {_at(sweep, high)} {_counted(sweep.findings[-1])}")
    ends = [(name, losses[-1]) for name, losses in _worst(sweep) if losses[-1]]
    told += [
        f"There {name} have lost {loss:.0%}"
        if name.startswith("both ")
        else f"There the {name} has lost {loss:.0%}"
        for name, loss in ends
    ]
    return ". ".join(told) + "."


def _at(sweep: Sweep, place: float) -> str:
    return f"{place:g} {sweep.unit}".strip()


def _counted(findings: int) -> str:
    if findings == 0:
        return "nothing is abnormal"
    return "one finding is abnormal" if findings == 1 else f"{findings} findings are abnormal"


def sweep_html(sweep: Sweep, now: float) -> str:
    """Give the chart as SVG with its words; each place can be picked as `control=value`."""
    if not sweep.places:
        return "<p>This slider cannot move while the others stand where they are.</p>"
    lines = "".join(
        f'<polyline points="{_points(sweep, losses)}" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-dasharray="{dash}"/>'
        for (_, losses), dash in zip(_worst(sweep), _DASHES, strict=False)
    )
    turns = [(turn.at, turn.word, "2 4") for turn in sweep.turns]
    uprights, words = zip(
        *(
            _upright(sweep, at, word, row, dash)
            for row, (at, word, dash) in enumerate([(now, "now", ""), *turns])
        ),
        strict=True,
    )
    dots = "".join(_dot(sweep, n) for n in range(len(sweep.places)))
    wide, top = _WIDE + _GAP, _row(len(turns)) - 6  # no room is kept for words that are not there
    return (
        f'<figure class="l45-sweep"><svg viewBox="0 {top} {wide} {_HIGH + 46 - top}" role="group" '
        f'style="min-width:{wide}px;width:{wide}px" '
        f'aria-label="{escape(sweep.label)}: loss over the whole range">'
        f'<g font-size="12" fill="currentColor">'
        f"{_axes(sweep)}{''.join(uprights)}{lines}{_names(sweep)}{''.join(words)}{dots}</g></svg>"
        f"<figcaption>{escape(sweep_text(sweep))} Pick a place to go there.</figcaption></figure>"
    )


def choice_html(labels: Mapping[str, str], chosen: str) -> str:
    """Give a button for each slider whose range can be shown, by name; one alone needs none."""
    if len(labels) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" data-act="{escape(name)}" '
        f'aria-pressed="{str(name == chosen).lower()}">{escape(label)}</button>'
        for name, label in labels.items()
    )
    return f'<div class="l45-tabs" role="group" aria-label="Slider"><span>of</span>{buttons}</div>'


def _worst(sweep: Sweep) -> list[tuple[str, tuple[float, ...]]]:
    """Give what loses most, the worst first; two sides that lose the same are one line."""
    losses, drawn = dict(sweep.losses), {}
    for name, own in losses.items():
        side, _, rest = name.partition(" ")
        other = f"{Side(side).other} {rest}" if side in list(Side) else ""
        drawn[f"both {rest}s" if losses.get(other) == own else name] = own
    return sorted(drawn.items(), key=lambda pair: -max(pair[1]))[:_MOST]


def _x(sweep: Sweep, place: float) -> float:
    low, high = sweep.places[0], sweep.places[-1]
    share = (place - low) / (high - low) if high > low else 0.0
    return _LEFT + min(1.0, max(0.0, share)) * (_WIDE - _LEFT)


def _y(loss: float) -> float:
    return _TOP + (1 - loss) * (_HIGH - _TOP)


def _row(number: int) -> int:
    """Give the top of a row of words above the curves."""
    return _TOP - 14 - _LINE * number


def _upright(sweep: Sweep, place: float, word: str, row: int, dash: str) -> tuple[str, str]:
    """Draw a line across at one place, and its word above all curves, each in a row of its own.

    Lines of higher rows pass the words of lower ones, so words come last and keep room around them.
    """
    at, top = _x(sweep, place), _row(row)
    anchor = "start" if at < (_LEFT + _WIDE) / 2 else "end"
    line = (
        f'<line x1="{at:.0f}" x2="{at:.0f}" y1="{top}" y2="{_HIGH}" stroke="currentColor" '
        f'stroke-dasharray="{dash}"/>'
    )
    text = (
        f'<text x="{at + (4 if anchor == "start" else -4):.0f}" y="{top + 8}" '
        f'text-anchor="{anchor}" style="{_CLEAR}">{escape(word)}</text>'
    )
    return line, text


def _points(sweep: Sweep, losses: tuple[float, ...]) -> str:
    pairs = zip(sweep.places, losses, strict=True)
    return " ".join(f"{_x(sweep, place):.1f},{_y(loss):.1f}" for place, loss in pairs)


def _names(sweep: Sweep) -> str:
    """Write each name at the end of its line, apart from the others and above the numbers."""
    ends = sorted(((_y(losses[-1]) + 4, name) for name, losses in _worst(sweep)), reverse=True)
    told, free = "", float(_HIGH)
    for end, name in ends:  # from the lowest on
        y = min(end, free)
        told += f'<text x="{_WIDE + 6}" y="{y:.0f}">{escape(name)}</text>'
        free = y - _LINE
    return told


def _axes(sweep: Sweep) -> str:
    shares = "".join(
        f'<text x="{_LEFT - 8}" y="{_y(share) + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        f'<line x1="{_LEFT}" x2="{_WIDE}" y1="{_y(share):.0f}" y2="{_y(share):.0f}" '
        f'stroke="currentColor" stroke-opacity="0.25"/>'
        for share in (0.0, 0.5, 1.0)
    )
    low, high = sweep.places[0], sweep.places[-1]
    quarters = [low + part / 4 * (high - low) for part in range(5)]
    stops = dict.fromkeys(
        min(sweep.places, key=lambda place: abs(place - quarter)) for quarter in quarters
    )
    ticks = "".join(
        f'<line x1="{_x(sweep, at):.0f}" x2="{_x(sweep, at):.0f}" y1="{_HIGH}" y2="{_HIGH + 5}" '
        f'stroke="currentColor"/>'
        f'<text x="{_x(sweep, at):.0f}" y="{_HIGH + 20}" text-anchor="middle">{at:g}</text>'
        for at in stops
    )
    middle = (_LEFT + _WIDE) / 2
    words = f"{sweep.label}, {sweep.unit}" if sweep.unit else sweep.label
    height = (_TOP + _HIGH) / 2
    lost = (
        f'<text x="14" y="{height:.0f}" text-anchor="middle" '
        f'transform="rotate(-90 14 {height:.0f})">calibre or area lost</text>'
    )
    return (
        f'{shares}{ticks}{lost}<text x="{middle:.0f}" y="{_HIGH + 38}" text-anchor="middle">'
        f"{escape(words)}</text>"
    )


def _dot(sweep: Sweep, number: int) -> str:
    place, count = sweep.places[number], sweep.findings[number]
    worst = max((losses[number] for _, losses in sweep.losses), default=0.0)
    findings = f"{count} finding" if count == 1 else f"{count} findings"
    words = f"{place:g} {sweep.unit}: {worst:.0%} lost at most, {findings}"
    x, y = _x(sweep, place), _y(worst)
    # The column half way to its neighbours is the place's, so that a click on any curve counts.
    places = [_x(sweep, one) for one in sweep.places]
    left = (places[number - 1] + x) / 2 if number else x - _TARGET
    right = (x + places[number + 1]) / 2 if number + 1 < len(places) else x + _TARGET
    return (
        f'<g data-name="{sweep.control}={place:g}" tabindex="0" role="button" '
        f'aria-label="{escape(words)}"><title>{escape(words)}</title>'
        f'<rect x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}" height="{_HIGH - _TOP}" '
        f'fill-opacity="0"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 if count else 2.5}"/></g>'
    )
