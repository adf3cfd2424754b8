"""The examination as a table: text for a terminal, accessible HTML for a page.

It shows the values it is given and works out nothing. Colour never stands alone: every chip says in
words what its colour says.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from l45anatomy.neurology import Exam, Finding
from l45anatomy.views.palette import DEFICIT_WORDS, DEFICITS, ROOT_GRADES, ROOT_WORDS, ink_on
from l45anatomy.views.roles import with_roles
from l45anatomy.views.why import why_html
from l45anatomy.wording import listed, name_of, sentence

_HEADS = ("Item", "Side", "Finding", "Severity", "Because of")

MODALITIES: Mapping[str, str] = MappingProxyType(
    {
        "motor": "Power",
        "sensory": "Feeling",
        "reflex": "Reflexes",
        "tension": "Stretch tests",
        "sphincter": "Bladder and bowel",
        "gait": "Walking",
        "pain": "Pain",
    }
)


def _by_modality(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Give the findings under the headings of the examination; empty headings left out."""
    grouped: dict[str, list[Finding]] = {modality: [] for modality in MODALITIES}
    for finding in findings:
        grouped[finding.modality].append(finding)
    return {modality: found for modality, found in grouped.items() if found}


def _side(finding: Finding) -> str:
    return str(finding.side) if finding.side is not None else "both"


def _causes(finding: Finding) -> str:
    """Give what is caught behind a finding, as in `left L5 root compressed`."""
    return "; ".join(_states(finding))


def _states(finding: Finding) -> Iterator[str]:
    for one in finding.because:
        state = ROOT_WORDS[one.grade]
        if one.area_mm2 is not None:
            state = f"{one.area_mm2:.0f} mm²"
            if finding.is_upright:
                state = f"{one.upright_mm2:.0f} mm² while standing"
        yield f"{name_of(one)} {state}"


def exam_text(exam: Exam, *, only_abnormal: bool = True) -> str:
    """Give the findings as lines of text under the headings of the examination."""
    shown = exam.abnormal if only_abnormal else tuple(exam)
    untested = sum(not finding.tested for finding in exam)
    rest = f" {untested} are not tested." if untested else ""
    if not shown:
        return f"All {len(exam) - untested} findings are normal.{rest}"
    wide = max(len(finding.item) for finding in shown)
    lines: list[str] = []
    for modality, findings in _by_modality(shown).items():
        lines.append(MODALITIES[modality])
        for finding in findings:
            because = f"  ({_causes(finding)})" if finding.abnormal else ""
            lines.append(f"  {finding.item:<{wide}}  {_side(finding):<5}  {finding.label}{because}")
    normal = len(exam) - len(exam.abnormal) - untested
    if only_abnormal:
        lines.append(f"The other {normal} findings are normal.{rest}")
    return "\n".join(lines)


def chip(colour: str, words: str) -> str:
    """Give a coloured label that also says what its colour says."""
    style = (
        f"background:{colour};color:{ink_on(colour)};border:1px solid currentColor;"
        "border-radius:0.6em;padding:0 0.5em;white-space:nowrap"
    )
    return f'<span style="{style}">{escape(words)}</span>'


def _unbroken(label: str) -> str:
    """Give the label with its MRC grade kept on one line."""
    return escape(label).replace("MRC ", "MRC&nbsp;")


def _head(finding: Finding, opened: Collection[str] | None) -> str:
    """Give the item: plain words on a still page, a button that opens its reasons on a live one."""
    item = escape(finding.item)
    if opened is None:
        return item
    is_open = str(finding.name in opened).lower()
    return (
        f'<button type="button" class="l45-item" data-name="{escape(finding.name)}" '
        f'data-words="{escape(f"{finding}.")}" '
        f'aria-label="{escape(finding.name)}" aria-expanded="{is_open}">{item}</button>'
    )


def _row(finding: Finding, opened: Collection[str] | None) -> str:
    """One finding as a table row, its reasons below it where they are asked for."""
    told = zip(finding.because, _states(finding), strict=True)
    chips = " ".join(chip(ROOT_GRADES[cause.grade], state) for cause, state in told)
    words = DEFICIT_WORDS[finding.level]
    level = chip(DEFICITS[finding.level], words) if finding.abnormal else words
    cells = (escape(_side(finding)), _unbroken(finding.label), level, chips or "none")
    plain = "".join(f"<td>{cell}</td>" for cell in cells)
    aligned = ' style="text-align:left"' if opened is None else ""  # a live page has its own style
    head = f'<th scope="row"{aligned}>{_head(finding, opened)}</th>'
    reasons = ""
    if opened and finding.name in opened:
        reasons = f'<tr><td colspan="{len(_HEADS)}">{why_html(finding)}</td></tr>'
    return f"<tr>{head}{plain}</tr>{reasons}"


def _table(caption: str, findings: Iterable[Finding], opened: Collection[str] | None = None) -> str:
    """Give a table with one body per modality."""
    head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in _HEADS)
    bodies = [
        f'<tbody><tr><th scope="rowgroup" colspan="{len(_HEADS)}" style="text-align:left;'
        f'padding-top:0.6em">'
        f"{escape(MODALITIES[modality])}</th></tr>{''.join(_row(f, opened) for f in found)}</tbody>"
        for modality, found in _by_modality(findings).items()
    ]
    return (
        f'<table class="l45-exam"><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{''.join(bodies)}</table>"
    )


def _flags(exam: Exam, beyond: Sequence[str]) -> str:
    """Give what must not wait, one line for each call; first what no single finding calls for."""
    called: dict[str, dict[str, list[str]]] = {}
    for finding in exam.red_flags:
        called.setdefault(finding.red_flag, {}).setdefault(finding.item, []).append(_side(finding))
    lines = [("", words) for words in beyond]
    lines += [(f" ({_with_sides(sides)})", sentence(words)) for words, sides in called.items()]
    return "".join(
        f'<p class="l45-flag"><strong>Must not wait</strong>{escape(whose)}: {escape(words)}</p>'
        for whose, words in lines
    )


def _with_sides(sides: Mapping[str, Sequence[str]]) -> str:
    """Give items with their sides, as in `saddle, both sides; bladder`."""
    placed: dict[str, list[str]] = {}
    for item, found in sides.items():
        one = "both sides" if len(found) > 1 else found[0]
        placed.setdefault("" if found == ["both"] else f", {one}", []).append(item)
    return "; ".join(f"{listed(items)}{where}" for where, items in placed.items())


def exam_html(
    exam: Exam,
    *,
    only_abnormal: bool = False,
    opened: Collection[str] | None = None,
    beyond: Sequence[str] = (),
) -> str:
    """Give the findings as HTML: the abnormal ones as a table, the normal ones folded below it.

    For a live page give `opened`, the names of the findings whose reasons are shown: each item is
    then a button with `data-name`. On a still page nothing can be pressed. `beyond` is what must
    not wait and no finding by itself says, as `case.outlook.beyond_flags` has it.
    """
    abnormal = exam.abnormal
    normal = [finding for finding in exam if not finding.abnormal and finding.tested]
    untested = [finding for finding in exam if not finding.tested]
    count = f"{len(abnormal)} {'finding is' if len(abnormal) == 1 else 'findings are'} not normal"
    table = _table(count, abnormal, opened) if abnormal else "<p>All findings are normal.</p>"
    parts = [_flags(exam, beyond), table]
    if normal and not only_abnormal:
        fold = f"{len(normal)} normal {'finding' if len(normal) == 1 else 'findings'}"
        table = _table("Normal findings", normal, opened)
        parts.append(f'<details data-fold="normal"><summary>{fold}</summary>{table}</details>')
    if untested and not only_abnormal:
        parts.append(f"<p>Not tested: {escape('; '.join(f.name for f in untested))}.</p>")
    page = "".join(parts)
    if opened is not None:
        page = with_roles(page)
    return f'<section aria-label="Examination">{page}</section>'
