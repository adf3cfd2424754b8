"""The probability mode of the examination: how many such patients show each finding.

It shows what `chance` works out and says what that rests on. A bar never stands without its number.
"""

from collections.abc import Sequence
from html import escape

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.chance import Chance
from l45anatomy.neurology import Finding
from l45anatomy.tables import weakest
from l45anatomy.views.exam import MODALITIES
from l45anatomy.views.why import basis_html, papers_html

_HEADS = (
    "Item",
    "Side",
    "Found in, of people like this",
    "Of these, past the mildest degree",
    "Found where nothing presses",
    "In the examination",
)
_SAME = 0.005  # no difference in whole percent


def _bar(chance: Chance) -> str:
    """Give a bar with its number beside it; the mark is what people show whom nothing presses."""
    share, sound = chance.probability, chance.sound
    return (
        f'<span class="l45-bar" aria-hidden="true"><span style="width:{share:.0%}"></span>'
        f'<i style="left:{sound:.0%}"></i></span> {share:.0%}'
    )


def _row(chance: Chance, finding: Finding) -> str:
    side = "both" if chance.side is None else str(chance.side)
    clear = min(chance.clear / chance.probability, 1.0) if chance.probability else 0.0
    often = ""
    if finding.frequency:
        fold = escape(f"studies {chance.name}")
        often = (
            f'<details class="l45-often" data-fold="{fold}"><summary>studies</summary>'
            f"{escape(finding.frequency)}</details>"
        )
    button = (
        f'<button type="button" class="l45-item" data-name="{escape(chance.name)}" '
        f'data-words="{escape(f"{chance}.")}" aria-label="{escape(chance.name)}">'
        f"{escape(chance.item)}</button>"
    )
    cells = (side, _bar(chance), f"{clear:.0%}", f"{chance.sound:.0%}", escape(finding.label))
    plain = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{button}{often}</th>{plain}</tr>'


def _table(caption: str, pairs: Sequence[tuple[Chance, Finding]]) -> str:
    """Give a table with a body per modality, the likeliest first in each."""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    bodies = ""
    for modality, title in MODALITIES.items():
        own = [pair for pair in pairs if pair[0].modality == modality]
        rows = "".join(_row(*pair) for pair in sorted(own, key=lambda p: -p[0].probability))
        if rows:
            bodies += (
                f'<tbody><tr><th scope="rowgroup" colspan="{len(_HEADS)}">{escape(title)}</th></tr>'
                f"{rows}</tbody>"
            )
    return (
        f'<table class="l45-chances"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{bodies}</table>"
    )


def _basis() -> str:
    """Give what every chance rests on: the table, how sure it is at its weakest, its sources."""
    rows = evidence.variation().values()
    keys = dict.fromkeys(key for row in rows for key in row.keys)
    return (
        '<details data-fold="chances rest on"><summary>What the chances rest on</summary>'
        "<p>People lose more or less than the teaching case, and examiners err: "
        f"<code>variation.csv</code>, {len(rows)} rows, at their weakest "
        f"{basis_html(weakest(row.basis for row in rows))}.</p>{papers_html(keys)}</details>"
    )


def chances_html(case: Case) -> str:
    """Give how likely each finding is in such patients, those no likelier than usual folded."""
    pairs = list(zip(case.chances, case.exam, strict=True))
    more = [pair for pair in pairs if pair[0].probability - pair[0].sound > _SAME]
    usual = [pair for pair in pairs if pair[0].probability - pair[0].sound <= _SAME]
    count = f"{len(more)} {'finding is' if len(more) == 1 else 'findings are'} likelier than usual"
    parts = [_table(count, more) if more else "<p>No finding is likelier than usual.</p>"]
    if usual:
        table = _table("As likely as in people whom nothing presses", usual)
        parts.append(
            f'<details data-fold="usual"><summary>{len(usual)} as likely as usual</summary>'
            f"{table}</details>"
        )
    return f'<section aria-label="Chances">{"".join(parts)}{_basis()}</section>'
