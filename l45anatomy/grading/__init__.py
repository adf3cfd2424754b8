"""What a radiologist grades, worked out from the geometry: discs, canal, recesses, foramina, roots.

Published systems that grade by words are given numbers in `data/grades.csv`, as model assumptions.
Nothing here reads what was done to a spine, only how it is now.
"""

from collections.abc import Sequence

from l45anatomy.anatomy import Anatomy
from l45anatomy.clearance import Course
from l45anatomy.grading.canal import canal_grades, claudication_grade
from l45anatomy.grading.discs import DiscLook, Displaced, look
from l45anatomy.grading.grade import Grade, find
from l45anatomy.grading.roots import root_grades
from l45anatomy.grading.segments import broken, segment_grades, wedged
from l45anatomy.spine.build import Spine

__all__ = [
    "DiscLook",
    "Displaced",
    "Grade",
    "broken",
    "find",
    "grade",
    "grade_level",
    "look",
    "wedged",
]


def grade(anatomy: Anatomy, spine: Spine, courses: Sequence[Course]) -> tuple[Grade, ...]:
    """Give every grade of one spine: discs and slips, the canal, then recesses, foramina, roots.

    `courses` are those of the sac and of every root, as `clearance.measure` gives them.
    """
    sac, *roots = courses
    return (
        *segment_grades(anatomy),
        *canal_grades(spine, sac),
        claudication_grade(sac),
        *root_grades(anatomy, spine, roots),
    )


def grade_level(
    anatomy: Anatomy, spine: Spine, courses: Sequence[Course], level: str
) -> tuple[Grade, ...]:
    """Give what `grade` gives of one level, without a look at the others."""
    sac, *roots = courses
    return (
        *segment_grades(anatomy, (level,)),
        *canal_grades(spine, sac, (level,)),
        *root_grades(anatomy, spine, roots, (level,)),
    )
