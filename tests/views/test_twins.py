"""The text twins against random cases: every number, side and number of things is the case's own.

The texts are read back clause by clause, so nothing is missing and nothing is added.
"""

import re
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from l45anatomy import Case, evidence
from l45anatomy.clearance import Compression
from l45anatomy.frame import LEVELS, ROOTS, Side
from l45anatomy.neurology import Exam, examine
from l45anatomy.views.describe import describe, describe_exam, describe_leg, describe_spine
from l45anatomy.views.exam import MODALITIES
from l45anatomy.wording import NO_ROOM, name_of
from tests.strategies import herniations, is_possible, nerve_lesions, slips

SITES = ("disc level", "lateral recess", "foramen", "extraforaminal zone", "canal")
TITLES = {title.lower(): modality for modality, title in MODALITIES.items()}
VERBS = {"presses", "pushes", "touches", "leaves"}  # of one; those of several lack their ending
SOUND = examine([])
DRAWN = ("motor", "sensory", "reflex", "pain")


@dataclass(frozen=True)
class Told:
    """As much of a case as the twins read."""

    compressions: tuple[Compression, ...]
    changes: tuple[str, ...] = ("something",)

    @property
    def exam(self) -> Exam:
        """What the legs show."""
        return examine(self.compressions)


@st.composite
def compressions(draw: st.DrawFn, root: str, side: Side | None) -> Compression:
    """A root or the sac, free or caught by one or two structures."""
    level, grade = draw(st.sampled_from(LEVELS)), draw(st.integers(0, 3))
    flava = tuple(f"ligamentum flavum {level} {side}" for side in Side)
    names = (f"disc {level}", f"facet joint {level} left", "L5 vertebra", *flava)
    by = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    least = evidence.yielding()["root.compressed_loss"].value
    return Compression(
        root=root,
        side=side,
        site=draw(st.sampled_from(SITES)),
        level=level,
        gap_mm=draw(st.integers(-40, 40)) / 10,
        shift_mm=draw(st.integers(0, 60)) / 10,
        loss=draw(st.integers(3, 100)) / 100 + least / 100 if grade == 3 else 0.0,
        by=tuple(by) if grade else (),
        grade=grade,
        at=(0.0, 0.0, 0.0),
        area_mm2=draw(st.integers(20, 200)) if root == "dural sac" else None,
    )


@st.composite
def told(draw: st.DrawFn) -> Told:
    """The sac and all roots, most of them free."""
    places = [("dural sac", None), *((root, side) for root in ROOTS for side in Side)]
    caught = draw(st.sets(st.sampled_from(places), max_size=4))
    drawn = [draw(compressions(*place)) for place in places]
    free = {"grade": 0, "loss": 0.0, "by": ()}
    return Told(tuple(c if (c.root, c.side) in caught else replace(c, **free) for c in drawn))


def clauses(text: str) -> dict[str, str]:
    """Give what is caught -> the clause that tells of it."""
    found = {}
    line = next(line for line in text.splitlines() if line.startswith("Seen from behind"))
    if "have room" in line:
        return {}
    for clause in line.removeprefix("Seen from behind: ").rstrip(".").split("; "):
        named = re.search(r"the ((?:left|right) \w+ root|dural sac)", clause)
        if named:
            clause, _, other = clause.partition(", and likewise on the ")
            found[named[1]] = clause
            if other:
                found[turned(named[1])] = turned(clause)
                assert turned(named[1]).startswith(other)
    return found


def turned(words: str) -> str:
    """Give words as the mirror image has them."""
    swap = {"left": "right", "right": "left"}
    return re.sub(r"\b(left|right)\b", lambda side: swap[side[0]], words)


def said_of(names: tuple[str, ...]) -> set[str]:
    """Give what a sentence must say of structures: with an article, the side first or both."""
    said = {f"the {name}" for name in names if not name.endswith(tuple(Side))}
    for kind in {name.rsplit(" ", 1)[0] for name in names if name.endswith(tuple(Side))}:
        sides = [side for side in Side if f"{kind} {side}" in names]
        both = kind.replace("ligamentum flavum", "both ligamenta flava")
        said.add(both if len(sides) == 2 else f"the {sides[0]} {kind}")
    return said


def read_back(text: str) -> dict[tuple[str, str], str]:
    """Give (item folded, place) -> label as an examination twin tells them."""
    found = {}
    for line in text.splitlines():
        head, _, rest = line.partition(". ")
        place, comma, title = head.partition(", ")
        if not comma or title not in TITLES:
            continue
        for clause in rest.removesuffix(".").split("; "):
            items, _, label = clause.partition(": ")
            for item in re.split(", | and ", items):
                sides = {f.side for f in SOUND if f.item.casefold() == item.casefold()}
                places = (
                    ["Left", "Right"] if (place, sides) == ("Both sides", set(Side)) else [place]
                )
                for where in places:
                    assert (item.casefold(), where) not in found, "told twice"
                    found[item.casefold(), where] = label
    return found


def expected(findings) -> dict[tuple[str, str], str]:
    """Give the same from the findings themselves."""
    return {
        (f.item.casefold(), str(f.side).capitalize() if f.side else "Both sides"): f.label
        for f in findings
    }


@given(told())
def test_the_spine_twin_names_exactly_what_is_caught(case: Told) -> None:
    caught = {name_of(c) for c in case.compressions if c.grade > 0}
    assert set(clauses(describe_spine(case))) == caught


@given(told())
def test_the_numbers_of_the_spine_twin_are_those_of_the_case(case: Told) -> None:
    told_of = clauses(describe_spine(case))
    for c in (c for c in case.compressions if c.grade > 0):
        clause = told_of[name_of(c)]
        if c.area_mm2 is not None:
            assert re.findall(r"(\d+) mm²", clause) == [f"{c.area_mm2:.0f}"]
        elif c.grade == 3 and 1 - c.loss >= NO_ROOM:
            assert re.findall(r"to (\d+%) of", clause) == [f"{1 - c.loss:.0%}"]
        elif c.grade == 2:
            assert re.findall(r"([\d.]+) mm aside", clause) == [f"{c.shift_mm:.1f}"]
        else:
            assert "%" not in clause
        assert clause.endswith(f"at {c.level}")
        assert all(name in clause for name in said_of(c.by))


@given(told())
def test_verbs_agree_with_how_many_press(case: Told) -> None:
    told_of = clauses(describe_spine(case))
    for c in (c for c in case.compressions if c.grade > 0):
        who, _, _ = told_of[name_of(c)].partition(f" the {name_of(c)}")
        verb = who.split(" ")[-1]
        assert (verb in VERBS) is (len(c.by) == 1)


@given(told())
def test_the_worst_is_told_first(case: Told) -> None:
    grades = {name_of(c): (c.grade, c.loss) for c in case.compressions}
    order = [grades[name] for name in clauses(describe_spine(case))]
    assert order == sorted(order, reverse=True)


@given(told())
def test_the_exam_twin_reads_back_as_the_abnormal_findings(case: Told) -> None:
    text, exam = describe_exam(case.exam), case.exam
    assert read_back(text) == expected(exam.abnormal)
    count, are = len(exam.abnormal), "is" if len(exam.abnormal) == 1 else "are"
    said = f"{count} of {len(exam)} findings {are} not normal."
    assert text.startswith(said if count else f"All {len(exam)} findings are normal.")
    assert all(flag.red_flag in text for flag in exam.red_flags)


@given(told())
def test_the_exam_twin_of_sides_alike_tells_each_finding_once(case: Told) -> None:
    ours = tuple(c for c in case.compressions if c.side is not Side.LEFT)
    alike = examine([*ours, *(c.mirrored for c in ours if c.side)])
    text = describe_exam(alike)
    assert not re.search("^(Right|Left), ", text, re.MULTILINE)
    assert read_back(text) == expected(alike.abnormal)


@given(told())
def test_the_leg_twin_reads_back_as_what_is_drawn(case: Told) -> None:
    text = describe_leg(case.exam)
    drawn = [f for f in case.exam.abnormal if f.modality in DRAWN]
    assert read_back(text) == expected(drawn)
    if len(drawn) == 1:
        assert "1 item is marked." in text
    elif drawn:
        assert f"{len(drawn)} items are marked." in text
    for side in Side if drawn else ():
        clean = not any(f.side in (side, None) for f in drawn)
        assert (f"Nothing is marked on the {side} leg." in text) is clean


@given(told())
def test_the_whole_twin_names_every_root_and_finding_and_nothing_that_is_normal(
    case: Told,
) -> None:
    text = describe(case)
    for finding in case.exam:
        line = ("On both sides, ", f"On the {finding.side}, ")
        line = "Walking" if finding.side is None else line
        own = " ".join(part for part in text.splitlines() if part.startswith(line)).casefold()
        pattern = rf"(?<!crossed )\b{re.escape(finding.item.casefold())}(?=[,:]| and )"
        if finding.side is not None:
            assert bool(re.search(pattern, own)) is finding.abnormal, finding.name
    assert text.startswith(describe_spine(case))


@given(st.one_of(herniations(), slips(), nerve_lesions()).map(Case).filter(is_possible))
@settings(max_examples=5)
def test_real_cases_read_back_too(case: Case) -> None:
    assert read_back(describe_exam(case.exam)) == expected(case.exam.abnormal)
    spine = describe_spine(case)
    inside = {name_of(c) for c in case.compressions if c.grade > 0 and not c.is_beyond_spine}
    assert set(clauses(spine)) == inside
    for c in case.compressions:
        told = f"Beyond the spine: the {name_of(c)} has lost {c.loss:.0%}" in spine
        assert told is (c.is_beyond_spine and c.grade > 0)
    for change in case.changes:
        assert str(change) in spine


def test_one_finding_is_told_in_the_singular() -> None:
    sound = examine([])
    ill = replace(sound["sole", "left"], level=1, label="slightly reduced feeling")
    exam = Exam(tuple(ill if f.name == ill.name else f for f in sound))
    assert describe_exam(exam).startswith(f"1 of {len(exam)} findings is not normal.")
    assert "1 item is marked.\nLeft, feeling. Sole: slightly reduced feeling." in describe_leg(exam)


def test_what_a_map_leaves_out_is_told_as_not_tested() -> None:
    exam = examine([], "ISNCSCI points")
    untested = sum(not finding.tested for finding in exam)
    normal = len(exam) - untested
    said = f"All {normal} findings are normal. {untested} are not tested."
    assert describe_exam(exam) == said
