"""A nerve hurt beyond the spine, which the picture of the spine does not show: what it carries."""

from html import escape

from l45anatomy.case import Case
from l45anatomy.clearance import Compression
from l45anatomy.viewer import PageView
from l45anatomy.views.bodymap import body_svg
from l45anatomy.views.describe import describe_leg
from l45anatomy.views.territory import supplied_by
from l45anatomy.wording import in_words, sentence


def is_spine_touched(case: Case) -> bool:
    """Whether anything in the picture of the spine is touched at all."""
    return any(one.grade for one in case.compressions if not one.is_beyond_spine)


def hurt(case: Case) -> tuple[Compression, ...]:
    """Give the nerves that are hurt beyond the spine."""
    return tuple(one for one in case.compressions if one.is_beyond_spine and one.loss)


def note(case: Case) -> str:
    """Tell of them in the picture of the spine, which shows nothing; "" if none is hurt."""
    told = "; ".join(map(in_words, hurt(case)))
    return f"Not in the spine: {told}." if told else ""


def legs(case: Case) -> PageView | None:
    """Give the legs with what such a nerve carries, and where it is hurt; None where none is."""
    nerves = hurt(case)
    if not nerves:
        return None
    told = "".join(f"<p>{escape(sentence(in_words(one)))}</p>" for one in nerves)
    spine = "See the spine below." if is_spine_touched(case) else "The spine below is healthy."
    head = "<h4>The lesion lies beyond the picture of the spine</h4>"
    where = f"<p>What hangs on the nerve is framed on the legs. {spine}</p>"
    names = [name for one in nerves for name in supplied_by(one.root, one.side, case.exam)]
    return PageView(
        label="Legs, with what the nerve carries",
        content=f"{head}{told}{where}{body_svg(case.exam)}",
        text=describe_leg(case.exam),
        marked=names,
    )
