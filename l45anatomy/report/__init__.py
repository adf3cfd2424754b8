"""What a radiologist would write of L3 to S1: three levels, their grades, and an impression.

Terms are those of the disc nomenclature, version 2.0 [fardon2014]. Everything is told from what was
measured and graded; the report knows no history and no complaint.
"""

from collections.abc import Iterator, Sequence

from l45anatomy.anatomy import Anatomy
from l45anatomy.clearance import Compression, SacSection
from l45anatomy.frame import LEVELS, ROOTS
from l45anatomy.grading import Grade, look
from l45anatomy.report.impression import impression
from l45anatomy.report.level import told
from l45anatomy.report.phrases import caught, on_sides
from l45anatomy.report.seen import Level

__all__ = ["written"]


def written(
    anatomy: Anatomy,
    compressions: Sequence[Compression],
    sections: Sequence[SacSection],
    grades: tuple[Grade, ...],
) -> str:
    """Give the report of one spine: alignment, three levels, impression; paragraphs on lines.

    `sections` are those of the sac, one per level.
    """
    levels = [
        Level(
            name=name,
            anatomy=anatomy,
            look=look(anatomy, name),
            sac=section,
            grades=grades,
            caught=caught(compressions, name),
            roots=tuple(c for c in compressions if c.root in ROOTS and c.grade),
        )
        for name, section in zip(LEVELS, sections, strict=True)
    ]
    last = impression(levels)
    numbers = [f"{n}. " if len(last) > 1 else "" for n in range(1, len(last) + 1)]
    return "\n".join(
        (
            "Findings",
            f"Alignment: {' '.join(_alignment(levels))}",
            *(f"{level.name}: {told(level)}" for level in levels),
            "",
            "Impression",
            *(f"{number}{line}" for number, line in zip(numbers, last, strict=True)),
        )
    )


def _alignment(levels: Sequence[Level]) -> Iterator[str]:
    """Tell of posture, slips and what someone was born with."""
    anatomy = levels[0].anatomy
    bend = sum(segment.bend_deg for segment in anatomy.segments)
    if round(bend):
        yield f"The lumbar spine is {'flexed' if bend > 0 else 'extended'} by {abs(bend):.0f}°."
    slips = [_slip(level) for level in levels if level.grade("Meyerding").rank]
    yield from slips or ("No vertebra has slipped.",)
    joined = on_sides(anatomy.segments[-1].assimilated)
    if joined:
        yield f"The transverse process of L5 is joined to the sacrum {joined}."
    conjoined = on_sides(anatomy.nerves.conjoined)
    if conjoined:
        yield f"L5 and S1 leave the dural sac in one sleeve {conjoined}."


def _slip(level: Level) -> str:
    above, below = level.name.split("-")
    slip, kind = level.grade("Meyerding"), level.grade("Wiltse").grade
    arch = {
        "isthmic": "its arch stays behind a defect of the pars on both sides (isthmic)",
        "degenerative": "its arch is intact and goes along (degenerative)",
    }[kind]
    far = f"{abs(level.segment.slip_mm):.0f} mm forward on {below}"
    return (
        f"{above} has slipped {far}, {slip.measured:.0f}% of the endplate "
        f"(Meyerding {slip.grade}); {arch}."
    )
