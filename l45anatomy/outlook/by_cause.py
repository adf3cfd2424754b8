"""What is known of recovery, cause by cause, in sentences.

What is contested between sources is said, and so is what the tables do not know.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from l45anatomy.outlook import cause as causes
from l45anatomy.outlook.figures import cite, figure, percent, sourced, spread, when

if TYPE_CHECKING:
    from l45anatomy.outlook import Outlook


def _herniation(outlook: "Outlook") -> Iterator[str]:
    early, late = outlook.curve("with"), outlook.curve("without")
    half, other = early.week_of(0.5), late.week_of(0.5)
    stayed = figure("effect", "herniation", "operated on while waiting")
    same = figure("effect", "herniation", "leg pain no longer different")
    yield (
        f"Half have recovered in their own view {half:.0f} weeks after early microdiscectomy and "
        f"{other:.0f} weeks after the choice to wait; at 1 year {percent(early.at(52))} and "
        f"{percent(late.at(52))} have. Of those who waited "
        f"{percent(stayed.value)} were operated on within that year{sourced(stayed)}. From week "
        f"{same.value:.0f} on the difference in leg pain is no longer significant{sourced(same)}."
    )
    strict = outlook.curve("any")
    unhappy = figure("effect", "herniation", "dissatisfied at 2 years")
    low, high = strict.between(52)
    yield (
        f"How many recover depends on what counts: at 1 year {100 * low:.0f} to {percent(high)} "
        f"by validated cut-offs{cite(strict.basis, strict.sources)} against "
        f"{percent(late.at(52))} in their own view. {percent(unhappy.value)} have an "
        f"unsatisfactory outcome at 2 years, operated early or not{sourced(unhappy)}."
    )
    soon, year = (
        figure("effect", "herniation", f"leg pain taken off {when}")
        for when in ("within 6 weeks", "at 12 months")
    )
    yield (
        f"Compared with no operation, discectomy takes {soon.value:.0f} of 100 points of leg "
        f"pain off within 6 weeks ({soon.low:.1f} to {soon.high:.1f}){sourced(soon)}, and "
        f"{year.value:.1f} at 1 year ({year.low:.1f} to {year.high:.1f}){sourced(year)}."
    )
    long = figure("timing", "leg pain", "late from")
    done, not_done = (
        figure("effect", "herniation", f"leg pain at 6 months, {arm}")
        for arm in ("operated", "not operated")
    )
    yield (
        f"Sciatica that has lasted {long.low:.0f} to {long.high:.0f} months is another matter: 6 "
        f"months later leg pain was {done.value:.1f} of 10 with an operation and "
        f"{not_done.value:.1f} without{sourced(done)}."
    )


def _stenosis(outlook: "Outlook") -> Iterator[str]:
    improved = outlook.curve("without")
    one, short = (
        figure("odds", "stenosis improves without operation", item)
        for item in ("radicular symptoms only", "symptoms for less than a year")
    )
    yield (
        f"Without operation {spread(improved, improved.weeks[-1])} had improved at 3 years"
        f"{cite(improved.basis, improved.sources)}; the odds were {one.value:.1f} times as high "
        f"with radicular symptoms only and {short.value:.1f} times with symptoms for less than a "
        f"year{sourced(one)}."
    )
    pain, disability = (
        figure("effect", "stenosis", item)
        for item in ("bodily pain gained at 4 years", "disability taken off at 4 years")
    )
    gone = figure("effect", "stenosis", "years after which the gain is gone")
    yield (
        f"What share recovers after an operation is not in the tables. Laminectomy "
        f"gained {pain.value:.1f} of 100 points of bodily pain at 4 years ({pain.low:.1f} to "
        f"{pain.high:.1f}) and took {disability.value:.1f} points of disability off "
        f"({disability.low:.1f} to {disability.high:.1f}), analysed by the treatment patients "
        f"really had{sourced(pain)}. Contested: in years {gone.low:.0f} to {gone.high:.0f} the "
        f"randomised patients no longer differed, those merely observed still did{sourced(gone)}."
    )
    bare, fused = (
        figure("effect", "stenosis", f"disability at 5 years, {how}")
        for how in ("decompression", "with fusion")
    )
    yield (
        f"Fusion on top adds nothing: disability at 5 years was {bare.value:.0f} points without "
        f"and {fused.value:.0f} with it{sourced(bare)}."
    )


def _degenerative_slip(outlook: "Outlook") -> Iterator[str]:
    bare, fused = (c for c in outlook.curves if c.arm == "with")
    at = bare.weeks[-1]
    yield (
        f"Without instability, fusion adds nothing to decompression of a degenerative slip: at "
        f"{when(at)} {spread(bare, at)} have at least 30 % less disability after decompression "
        f"alone and {spread(fused, at)} with fusion{cite('read', bare.sources[-1:])}."
    )
    yield (
        "What share recovers without operation is not in the tables. In a large study those "
        "operated on did better at every look up to 8 years, analysed by the treatment patients "
        "really had [ds2018]."
    )


def _isthmic_slip(_: "Outlook") -> Iterator[str]:
    yield (
        "No recovery by weeks is in the tables for an isthmic slip. With a caught root it is one "
        "of the reasons for decompression with fusion (from memory) [textbook]."
    )


def _cyst(_: "Outlook") -> Iterator[str]:
    cut, burst = (
        figure("effect", "synovial cyst", f"satisfied after {how}")
        for how in ("excision", "rupture")
    )
    yield (
        f"More than {percent(cut.value)} are satisfied after the cyst is cut out and "
        f"{percent(burst.value)} after it is burst through a needle{sourced(cut)}."
    )


def _foraminal_stenosis(_: "Outlook") -> Iterator[str]:
    yield (
        "No recovery by weeks is in the tables for a narrow foramen alone. Foraminotomy opens it, "
        "laminectomy does not (from memory) [textbook]."
    )


def _cauda(_: "Outlook") -> Iterator[str]:
    yield "The curves of sciatica do not hold once the cauda equina is caught."


def _silent(_: "Outlook") -> Iterator[str]:
    yield "No recovery by weeks is in the tables for this cause."


_TOLD: dict[str, Callable[["Outlook"], Iterator[str]]] = {
    causes.HERNIATION: _herniation,
    causes.STENOSIS: _stenosis,
    causes.DEGENERATIVE_SLIP: _degenerative_slip,
    causes.ISTHMIC_SLIP: _isthmic_slip,
    causes.CYST: _cyst,
    causes.FORAMINAL_STENOSIS: _foraminal_stenosis,
}


def recovery(outlook: "Outlook") -> Iterator[str]:
    """What is known of this cause, if there is anything to recover from."""
    if outlook.residual:
        return _cauda(outlook)
    if not outlook.exam.abnormal:
        return iter(())
    return _TOLD.get(outlook.cause.kind, _silent)(outlook)
