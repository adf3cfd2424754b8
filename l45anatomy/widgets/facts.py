"""What is told beside the pictures: one line on top, then one of several pages of facts.

A page is made when it is looked at. Nothing here keeps state or works anything out.
"""

from collections.abc import Callable, Collection, Mapping
from html import escape
from types import MappingProxyType

from l45anatomy.case import Case
from l45anatomy.neurology import Finding
from l45anatomy.supply import SAC
from l45anatomy.views import live
from l45anatomy.views.chances import chances_html
from l45anatomy.views.exam import exam_html
from l45anatomy.views.nerves import nerves_html
from l45anatomy.views.report import export_html, grades_html, report_html
from l45anatomy.views.why import why_html
from l45anatomy.wording import capital, critical_area, in_words, same_on

Page = Callable[[Case, Collection[str]], str]


def why(case: Case, picked: str = "") -> str:
    """The nerves, and the chain behind the finding that was picked, else behind the gravest."""
    worst = case.exam.gravest
    meant = next((one for one in case.exam if one.name == picked), worst)
    chain = why_html(meant) if meant else _silent(case)
    if worst and meant != worst:
        name = escape(worst.name)
        button = f'<button type="button" data-name="{name}">{name}</button>'
        chain = f'<p class="l45-shown">You picked this one. The gravest: {button}</p>{chain}'
    return f"{nerves_html(case.compressions, live=True)}{chain}"


def _silent(case: Case) -> str:
    """Why nothing shows: nothing is caught, or too little to matter."""
    hit = [compression for compression in case.compressions if compression.grade]
    if not hit:
        return "<p>Every root and the dural sac have room: the examination is normal.</p>"
    how = "caught" if any(one.is_caught for one in hit) else "touched"
    told = f"The examination is normal although something is {how}."
    if any(one.side and not one.is_beyond_spine for one in hit):
        told += " In this model a root that keeps its calibre goes on conducting."
        if not any("disc" in name for one in hit for name in one.by):
            told += " Only disc material that touches it irritates it."
    if any(one.root == SAC for one in hit):
        told += f" {critical_area()}"
    if any(one.is_beyond_spine for one in hit):
        told += " A nerve that has lost few of its fibres does its work with the others."
    nearest = max(case.exam, key=lambda finding: finding.loss)
    if not nearest.loss:
        return f"<p>{escape(told)}</p>"
    return f"<p>{escape(told)} This comes nearest to showing:</p>{why_html(nearest)}"


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "Why": lambda case, _opened: why(case),
        "Examination": lambda case, opened: exam_html(
            case.exam, opened=opened, beyond=case.outlook.beyond_flags
        ),
        "Chances": lambda case, _opened: chances_html(case),
        "Report": lambda case, _opened: report_html(case) + grades_html(case),
        "Take away": lambda case, _opened: export_html(case),
    }
)


def _alike(one: Finding, other: Finding) -> bool:
    """Whether two sides show the same for the same reason."""
    mirrored = [in_words(compression.mirrored) for compression in other.because]
    return one.label == other.label and [in_words(own) for own in one.because] == mirrored


def line(case: Case) -> str:
    """Give the gravest finding and what is behind it in one sentence."""
    worst = case.exam.gravest
    if worst is None:
        return f"{escape(live.caption(case))} The examination is normal."
    said, other = capital(f"{worst.name}: {worst.label}"), ""
    if worst.side and _alike(worst, case.exam[worst.item, worst.side.other]):
        other = same_on(worst.side.other)
    return f"<strong>{escape(said)}</strong>, because {escape(worst.causes)}.{other}"


def facts_html(
    case: Case, page: str, opened: Collection[str] = (), pages: Mapping[str, Page] = PAGES
) -> str:
    """Give the line, the row of pages and the page that is looked at.

    `opened` names the findings whose chain of reasons is unfolded.
    """
    tabs = "".join(
        f'<button type="button" data-act="{name}" aria-pressed="{str(name == page).lower()}">'
        f"{name}</button>"
        for name in pages
    )
    return (
        f'<p class="l45-line" role="status">{line(case)}</p>'
        f'<div class="l45-tabs" role="group" aria-label="Pages">{tabs}</div>'
        f'<div class="l45-fact">{pages[page](case, opened)}</div>'
    )
