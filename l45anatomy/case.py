"""The whole chain as one value: changes and a person in, compressions, findings and reasons out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from l45anatomy import chance, evidence, neurology, sharing
from l45anatomy.anatomy import Anatomy
from l45anatomy.chance import Chance
from l45anatomy.changes import KINDS, Change, affect
from l45anatomy.changes.posture import bent, held, standing
from l45anatomy.claudication import Claudication
from l45anatomy.clearance import Compression, Course, SacSection, injured, least_sac_mm2, measure
from l45anatomy.frame import ROOTS, Side, one_of
from l45anatomy.neurology import Exam
from l45anatomy.people import healthy
from l45anatomy.spine.build import Spine, build, canal

if TYPE_CHECKING:
    import pyvista

    from l45anatomy.comparison import Comparison
    from l45anatomy.electrodiagnosis import Study
    from l45anatomy.grading import Grade
    from l45anatomy.outlook import Outlook
    from l45anatomy.views.mri import Slice


@dataclass(frozen=True, init=False)
class Case:
    """A person and what happened to their spine; everything else is derived.

    `changes` are applied to `person`, a healthy adult unless given. Among causes the order makes no
    difference to the patient, though cases are equal as values in the same order only; an operation
    acts on what there is by then, so a herniation after it is a recurrence. What reads a case out
    is loaded when first asked for, so that importing the package stays quick.
    """

    changes: tuple[Change, ...]
    person: Anatomy
    name: str

    def __init__(self, *changes: Change, anatomy: Anatomy | None = None, name: str = "") -> None:
        for change in changes:
            if type(change) not in KINDS.values():
                raise ValueError(f"change is {change!r}, must be one of {', '.join(KINDS)}")
        if anatomy is not None and not isinstance(anatomy, Anatomy):
            raise ValueError(f"anatomy is {anatomy!r}, must be an Anatomy, as healthy() gives")
        object.__setattr__(self, "changes", changes)
        object.__setattr__(self, "person", healthy() if anatomy is None else anatomy)
        object.__setattr__(self, "name", name)

    def after(self, *operations: Change) -> "Case":
        """Give the case once these have happened to it as well: operations, as a rule."""
        return Case(*self.changes, *operations, anatomy=self.person, name=self.name)

    @cached_property
    def anatomy(self) -> Anatomy:
        """The person's numbers after all changes."""
        return affect(self.person, self.changes)

    @property
    def spine(self) -> Spine:
        """The solids, roots and sac."""
        return build(self.anatomy)

    @property
    def courses(self) -> tuple[Course, ...]:
        """Where sac and roots lie now, station by station."""
        return measure(self.spine)

    @cached_property
    def compressions(self) -> tuple[Compression, ...]:
        """The worst point of the sac and of every root, then the lesions of nerves beyond."""
        sac, *roots = (course.worst for course in self.courses)
        if sac.loss > evidence.yielding()["sac.narrowed_loss"].value:
            sac = replace(sac, standing_mm2=_least_mm2(held(self.anatomy, standing())))
        return sac, *roots, *injured(self.spine, self.anatomy.nerves.injuries)

    def compression(self, root: str, side: Side | str | None = None) -> Compression:
        """Give the compression of one root on one side, of the "dural sac" or an injured nerve.

        Raises
        ------
        ValueError
            If there is no such root, nerve or side; the sac has no side.
        """
        nerves = (injury.nerve for injury in self.anatomy.nerves.injuries)
        one_of("root", root, (*ROOTS, "dural sac", *nerves))
        if root == "dural sac":
            if side is not None:
                raise ValueError(f"side is {side!r}, must be None: there is one dural sac")
        elif side is None or side not in list(Side):
            raise ValueError(f"side is {side!r}, must be one of right, left for root {root}")
        found = [c for c in self.compressions if c.root == root and c.side in (side, None)]
        if not found:
            raise ValueError(f"side is {side!r}, must be the one on which the {root} is injured")
        return max(found, key=lambda c: c.loss)

    @property
    def claudication(self) -> Claudication:
        """What the sac has left lying, standing and bent, and how far that lets one walk."""
        lying_mm2 = min(section.area_mm2 for section in self.sac)
        upright, stooped = (_least_mm2(held(self.anatomy, way)) for way in (standing(), bent()))
        return Claudication(lying_mm2, upright, stooped)

    @property
    def sac(self) -> tuple[SacSection, ...]:
        """The dural sac at each level where it has lost most, else behind the disc; in mm2."""
        return self.courses[0].sections

    @cached_property
    def grades(self) -> "tuple[Grade, ...]":
        """What a radiologist grades, worked out from the geometry, normal grades included."""
        from l45anatomy import grading

        return grading.grade(self.anatomy, self.spine, self.courses)

    def grades_at(self, level: str) -> "tuple[Grade, ...]":
        """What a radiologist grades at one level, much sooner than all of `grades`."""
        from l45anatomy import grading

        if "grades" in self.__dict__:
            return tuple(one for one in self.grades if one.level == level)
        return grading.grade_level(self.anatomy, self.spine, self.courses, level)

    def grade(self, system: str, place: str = "", side: Side | str | None = None) -> "Grade":
        """Give one grade, as of "Schizas" at "L4-L5" or "Lee foraminal" at "L4-L5" on one side.

        Raises
        ------
        ValueError
            If there is none; the message lists the systems, places or sides there are.
        """
        from l45anatomy import grading

        return grading.find(self.grades, system, place, side)

    @property
    def report(self) -> str:
        """What a radiologist would write: alignment, three levels with their grades, impression."""
        from l45anatomy import report

        worst = tuple(course.worst for course in self.courses)
        return report.written(self.anatomy, worst, self.sac, self.grades)

    @cached_property
    def exam(self) -> Exam:
        """What an examination finds, normal items included."""
        return neurology.examine(self.compressions)

    def examined(self, dermatomes: str) -> Exam:
        """Examine by another map of the dermatomes; `ValueError` unless in `dermatomes.maps()`."""
        return neurology.examine(self.compressions, dermatomes)

    @cached_property
    def chances(self) -> tuple[Chance, ...]:
        """How likely an examiner finds each item abnormal in such patients."""
        return chance.chances(self.compressions)

    def chance(self, item: str, side: Side | str | None = None) -> Chance:
        """Give the chance of one item, by name or synonym, and side; unknown ones: `KeyError`."""
        finding = self.exam[item, side]
        found = (c for c in self.chances if (c.item, c.side) == (finding.item, finding.side))
        return next(found)

    def sampled(self, seed: int | np.random.Generator, age: float | None = None) -> Exam:
        """Examine one of those who have this spine, as noisy as real patients; `age` in years.

        The same seed is the same patient; an age that is not 0 to 120 is a `ValueError`.
        """
        return chance.sampled(self.compressions, seed, age)

    def electrodiagnosis(self, days: float | None = None) -> "Study":
        """Give the EMG and nerve conduction study so many days after the onset.

        The day is the usual one of `limits.csv` unless said; one it does not allow is a
        `ValueError`.
        """
        from l45anatomy.electrodiagnosis import study

        return study(self.compressions, days)

    def why(self, item: str, side: Side | str | None = None) -> str:
        """Tell the chain of reasons behind one finding, down to the papers.

        Items go by name or synonym; one the exam does not have is a `KeyError`.
        """
        finding = self.exam[item] if side is None else self.exam[item, side]
        return neurology.why(finding)

    @cached_property
    def outlook(self) -> "Outlook":
        """What published figures say about recovery, regression, recurrence and urgency."""
        from l45anatomy.outlook import outlook_of

        return outlook_of(self.anatomy, self.compressions, self.exam)

    def compare(self, other: "Case") -> "Comparison":
        """Give what differs between this case, as before, and another one, as after."""
        from l45anatomy.comparison import compare

        if not isinstance(other, Case):
            raise ValueError(f"other is {other!r}, must be a Case")
        return compare(self, other)

    def __str__(self) -> str:
        """The changes on one line."""
        return self.name or "; ".join(str(change) for change in self.changes) or "healthy"

    def __repr__(self) -> str:
        told = [repr(change) for change in self.changes]
        if self.person != healthy():
            told.append(f"anatomy={self.person!r}")
        if self.name:
            told.append(f"name={self.name!r}")
        return f"Case({', '.join(told)})"

    # Sharing

    def to_dict(self) -> dict[str, Any]:
        """Give the case as plain data; the person only where it differs from the mean adult."""
        data: dict[str, Any] = {"changes": [sharing.plain_change(c) for c in self.changes]}
        if self.name:
            data["name"] = self.name
        if self.person != healthy():
            data["person"] = sharing.plain_person(self.person)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Case":
        """Build a case from what `to_dict` gave; what is not allowed is a `ValueError`."""
        for key in data:
            one_of("key of a case", key, ("changes", "name", "person"))
        entries = data.get("changes", ())
        if not isinstance(entries, list | tuple):
            raise ValueError(f"changes is {entries!r}, must be a list of changes")
        changes = [sharing.change_from(entry) for entry in entries]
        person = sharing.person_from(data["person"]) if "person" in data else None
        return cls(*changes, anatomy=person, name=str(data.get("name", "")))

    @property
    def code(self) -> str:
        """A short text that stands for the case; `from_code` reads it."""
        return sharing.packed(self.to_dict())

    @classmethod
    def from_code(cls, code: str) -> "Case":
        """Build a case from its code; any other text is a `ValueError`."""
        return cls.from_dict(sharing.unpacked(code))

    # Showing: pictures are made by the views, loaded when first asked for

    def plotter(self) -> "pyvista.Plotter":
        """Give a PyVista plotter with every structure as a named actor."""
        from l45anatomy.views import scene

        return scene.plotter(self)

    def png(self, view: str = "posterior", size: tuple[int, int] = (800, 600)) -> bytes:
        """Give a picture from one of the named views as PNG bytes; `size` in pixels."""
        from l45anatomy.views import scene

        return scene.png(self, view, size)

    def show(self) -> Any:
        """Give the live 3D view of the case for a notebook."""
        from l45anatomy.views import live

        return live.view(self)

    def body(self) -> str:
        """Give the legs with the findings drawn on them, as SVG text."""
        from l45anatomy.views.bodymap import body_svg

        return body_svg(self.exam)

    def mri(
        self,
        plane: str = "axial",
        position_mm: float | None = None,
        weighting: str = "T2",
        size: int = 256,
        seed: int = 0,
    ) -> "Slice":
        """Take a slice: `plane` axial, sagittal or coronal; `weighting` T2, T1 or CT.

        Without a position it goes through the disc the case is about. `size` is in pixels, `seed`
        gives the noise. What is not allowed is a `ValueError`.
        """
        from l45anatomy.views import mri

        return mri.take(self, plane, position_mm, weighting, size, seed)

    def describe(self) -> str:
        """Give what the picture shows, in words."""
        from l45anatomy.views.describe import describe

        return describe(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from l45anatomy.views import live

        return live.mimebundle(self)


def _least_mm2(anatomy: Anatomy) -> float:
    """Give the least area of the sac where a level has taken most of it, mm2."""
    return least_sac_mm2(canal(anatomy))
