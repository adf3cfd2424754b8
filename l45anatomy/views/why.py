"""The chain of reasons behind one finding as HTML: from what presses down to the paper.

It shows what `neurology` reasons and works nothing out. How sure a number is stands beside it.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

from l45anatomy import evidence
from l45anatomy.evidence import Reference
from l45anatomy.neurology import Finding, Ground, does, grounds, steps
from l45anatomy.views.territory import structures_of
from l45anatomy.wording import sentence

BASES: Mapping[str, str] = MappingProxyType(
    {
        "read": "read in the source",
        "read+recalled": "read in part, the rest quoted from memory, unverified",
        "recalled": "quoted from memory, unverified",
        "assumption": "model assumption, no measurement",
    }
)
_FILE = re.compile(r"(?<=\()\w+\.csv, | \(\w+\.csv\)")
_DOI = re.compile(r"doi:([^\s;]+)", re.IGNORECASE)
_PMID = re.compile(r"PMID (\d+)")


def basis_html(basis: str) -> str:
    """Give how sure a number is, in words."""
    kind = basis.rpartition("+")[2]  # the weaker half decides the look
    return f'<span class="l45-basis l45-basis-{escape(kind)}">{escape(BASES[basis])}</span>'


def _link(reference: Reference) -> str:
    """Give the address of a paper, or nothing."""
    if doi := _DOI.search(reference.identifier):
        return f"https://doi.org/{doi[1]}"
    pmid = _PMID.search(reference.identifier)
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/" if pmid else ""


def paper_html(key: str) -> str:
    """Give a source as a line: who, title, where, its link, and whether it was seen."""
    found = evidence.references()[key]
    title = found.title or found.journal or "no title known"
    words, link = f"<cite>{escape(title)}</cite>", _link(found)
    if link:
        address = escape(link)
        words = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{words}</a>'
    where = found.journal if found.title else ""
    rest = ". ".join(w for w in (where, str(found.year or ""), found.identifier) if w)
    tail = f" {escape(rest)}." if rest else ""
    who = escape(found.authors.rstrip("."))
    return f"<li>[{escape(key)}] {who}. {words}.{tail} {basis_html(found.read_as)}</li>"


def papers_html(keys: Iterable[str]) -> str:
    """Give a list of sources, each once."""
    return f'<ul class="l45-papers">{"".join(map(paper_html, dict.fromkeys(keys)))}</ul>'


def without_files(step: str) -> str:
    """Give a step of a chain without the names of tables, as a learner reads it.

    >>> without_files("L5 carries 75% (innervation.csv, model assumption).")
    'L5 carries 75% (model assumption).'
    """
    return _FILE.sub("", step)


def _step(text: str) -> str:
    """Give one step; what presses and what that takes are two lines of it.

    Files are named among the table rows that are folded below it.
    """
    lines = without_files(text).splitlines()
    return f"<li>{'<br/>'.join(escape(line.strip()) for line in lines)}</li>"


def _ground(ground: Ground) -> str:
    keys = "".join(f" [{escape(key)}]" for key in ground.keys)
    note = f" {escape(sentence(ground.note.rstrip('.')))}" if ground.note else ""
    return (
        f"<li><code>{escape(ground.table)}</code>: {escape(ground.says)}.{keys} "
        f"{basis_html(ground.basis)}{note}</li>"
    )


def _shown(finding: Finding) -> str:
    """Give the structures of the chain as buttons that pick them in the other views."""
    pressing = (name for c in finding.because if not c.is_beyond_spine for name in c.by)
    names = dict.fromkeys((*structures_of(finding), *pressing))
    buttons = "".join(
        f'<button type="button" data-name="{escape(name)}">{escape(name)}</button> '
        for name in names
    )
    return f'<p class="l45-shown">Show: {buttons}</p>' if names else ""


def why_html(finding: Finding, *, heading: str = "h4") -> str:
    """Give the chain of a finding: the finding, the steps, the table rows, the papers."""
    item, rows = evidence.items()[finding.item], grounds(finding)
    more = [
        ("Must not wait", sentence(finding.red_flag) if finding.red_flag else ""),
        ("Maps of the skin", finding.maps),
        ("In studies", finding.frequency),
    ]
    told = "".join(
        f"<p><strong>{head}.</strong> {escape(words)}</p>" for head, words in more if words
    )
    keys = (*(key for row in rows for key in row.keys), *finding.sources, *finding.told_by)
    fold = escape(f"grounds {finding.name}")
    return (
        f'<section class="l45-why" aria-label="{escape(f"Why {finding.name}")}">'
        f"<{heading}>{escape(sentence(str(finding)))}</{heading}>"
        f"<p>{escape(does(item))} Test: {escape(item.test)}</p>{_shown(finding)}"
        f'<ol class="l45-chain">{"".join(map(_step, steps(finding)))}</ol>{told}'
        f'<details data-fold="{fold}"><summary>Table rows and papers</summary>'
        f'<ul class="l45-grounds">{"".join(map(_ground, rows))}</ul>{papers_html(keys)}'
        "</details></section>"
    )
