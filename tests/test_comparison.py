"""Two cases side by side: the mirror image of comparing back, and nothing where nothing changed."""

from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from l45anatomy import Case, Herniation, Spondylolisthesis, Stenosis
from l45anatomy.changes import Change, Laminectomy, Microdiscectomy, NerveLesion
from l45anatomy.comparison import Comparison, GradeChange
from l45anatomy.views.palette import CHANGES, ROOT_GRADES, contrast, ink_on
from tests.strategies import herniations, mirrored

BIG = Case(Herniation("left", "subarticular", 7))
SMALL = Case(Herniation("left", "subarticular", 3))
FORAMINAL = Case(Herniation("right", "foraminal", 6))
CASES = (BIG, SMALL, FORAMINAL, Case(Stenosis.central(1)), Case(Spondylolisthesis(20)), Case())
OPPOSITE = {"better": "worse", "worse": "better", "same": "same", "changed": "changed"}

pairs = pytest.mark.parametrize("other", CASES, ids=str)
each = pytest.mark.parametrize("case", CASES, ids=str)


@pairs
@each
def test_comparing_back_is_the_mirror_image(case: Case, other: Case) -> None:
    there, back = case.compare(other), other.compare(case)
    for way, returned in (
        (there.roots, back.roots),
        (there.findings, back.findings),
        (there.grades, back.grades),
    ):
        assert [OPPOSITE[change.verdict] for change in way] == [c.verdict for c in returned]
        assert [(c.before, c.after) for c in way] == [(c.after, c.before) for c in returned]
    assert [c.name for c in there.freed] == [c.name for c in back.caught]
    assert len(there.better) == len(back.worse)


@each
def test_a_case_compared_with_itself_is_the_same_throughout(case: Case) -> None:
    same = case.compare(case)
    assert not same.changed
    assert (same.freed, same.caught, same.better, same.worse) == ((), (), (), ())
    assert same.text == "Nothing changes: every root and every finding is as before."
    assert "Nothing changes" in same._repr_html_()


def test_all_roots_and_all_findings_are_there() -> None:
    found = BIG.compare(SMALL)
    assert len(BIG.compressions) == len(found.roots)
    assert len(BIG.exam) == len(found.findings)
    assert len(BIG.grades) == len(found.grades)


def test_a_smaller_herniation_frees_the_root_and_worsens_nothing() -> None:
    found = BIG.compare(SMALL)
    assert ["left L5 root"] == [change.name for change in found.freed]
    assert () == found.worse
    assert found.text.startswith("Freed: left L5 root.")
    assert "No longer explained: tibialis anterior, left" in found.text
    assert "free to recover, no more: that takes weeks to years" in found.text
    assert "still disturbed" not in found.text


def test_a_freed_cauda_equina_is_not_called_healed() -> None:
    """Bladder, bowel and saddle stay disturbed in many [wangq2024]."""
    crushed = Case(Herniation(None, "central", 12, kind="extrusion"))
    found = crushed.compare(crushed.after(Microdiscectomy("left")))
    assert "again" not in found.text
    for risk in crushed.outlook.residual:
        assert f"{risk.what} {100 * risk.share:.0f} %" in found.caveat
    assert found.caveat in found.text
    assert escape(found.caveat) in found._repr_html_()
    assert "" == crushed.after(Microdiscectomy("left")).compare(crushed).caveat


def test_another_lesion_frees_one_root_and_catches_another() -> None:
    found = BIG.compare(FORAMINAL)
    assert ["left L5 root"] == [change.name for change in found.freed]
    assert ["right L4 root"] == [change.name for change in found.caught]
    assert "Caught anew: the disc L4-L5 presses the right L4 root" in found.text


def test_what_stays_caught_is_said() -> None:
    found = BIG.compare(Case(Herniation("left", "subarticular", 9)))
    assert "Still caught, more than before: the disc L4-L5 presses the left L5 root" in found.text
    assert found.freed == ()


def test_becoming_normal_is_never_worse() -> None:
    for case in CASES:
        assert case.compare(Case()).worse == ()


def test_a_lesion_of_a_nerve_shows_in_the_findings() -> None:
    found = Case().compare(Case(NerveLesion.peroneal_palsy()))
    assert found.worse
    assert found.roots == Case().compare(Case()).roots


def test_only_a_case_can_be_compared() -> None:
    with pytest.raises(ValueError, match="other is 'healthy', must be a Case"):
        BIG.compare("healthy")


# Grades


def test_grades_are_better_or_worse_by_rank() -> None:
    found = BIG.compare(SMALL)
    told = {change.name: change for change in found.grades}
    recess = told["Bartynski, lateral recess L4-L5, left"]
    assert recess.before.rank > recess.after.rank
    assert "better" == recess.verdict
    assert recess in found.better
    assert f"{recess.name}: {recess.before.grade}, now {recess.after.grade}" in found.text
    assert "same" == told["Bartynski, lateral recess L4-L5, right"].verdict


def test_another_grade_of_the_same_rank_is_changed_and_neither_better_nor_worse() -> None:
    grade = BIG.grade("Schizas", "L4-L5")
    change = GradeChange(grade, replace(grade, grade="E"))
    assert "changed" == change.verdict
    assert (change,) == Comparison((), (), (change,)).changed
    assert () == Comparison((), (), (change,)).better


def test_a_grade_that_only_one_case_has_is_told_as_not_graded() -> None:
    """An operation may take away what was graded."""
    grade = BIG.grade("Schizas", "L4-L5")
    lost, new = GradeChange(grade, None), GradeChange(None, grade)
    assert ("changed", "changed") == (lost.verdict, new.verdict)
    assert lost.name == new.name
    told = Comparison((), (), (lost, new))
    assert f"  {lost.name}: {grade.grade}, now not graded" in told.text
    assert f"  {lost.name}: not graded, now {grade.grade}" in told.text
    assert told._repr_html_().count("not graded") == 2
    with pytest.raises(ValueError, match="must be a grade on one side at least"):
        _ = GradeChange(None, None).graded


# Operations


@pytest.mark.parametrize(
    ("before", "operation", "freed"),
    [
        (BIG, Microdiscectomy("left"), ["left L5 root"]),
        (BIG, Microdiscectomy("right"), []),
        (FORAMINAL, Microdiscectomy("right", approach="far lateral"), ["right L4 root"]),
        (FORAMINAL, Laminectomy(), []),
    ],
    ids=str,
)
def test_the_right_operation_frees_the_root_and_the_wrong_one_does_not(
    before: Case, operation: Change, freed: list[str]
) -> None:
    found = before.compare(before.after(operation))
    assert freed == [change.name for change in found.freed]
    if freed:
        assert () == found.worse
        assert not [change for change in found.findings if change.after.abnormal]
    else:
        assert {change.verdict for change in found.findings} == {"same"}


# The table


class _Tags(HTMLParser):
    """Which tags open and close, and what headers they are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.scopes: list[str] = []
        self.cells: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.cells.append(0)
        if tag in ("td", "th"):
            self.cells[-1] += int(dict(attrs).get("colspan") or 1)
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "comparison", [BIG.compare(FORAMINAL), Case().compare(Case())], ids=["changed", "same"]
)
def test_the_table_is_whole_and_every_header_has_its_scope(comparison: Comparison) -> None:
    tags = _Tags(comparison._repr_html_())
    assert tags.open == []
    assert set(tags.cells) == {5}
    assert set(tags.scopes) == {"col", "row", "rowgroup"}


@pytest.mark.parametrize("colour", CHANGES.values())
def test_every_verdict_can_be_read_on_its_colour(colour: str) -> None:
    """WCAG 2: text needs a contrast of 4.5."""
    assert contrast(colour, ink_on(colour)) >= 4.5


@pytest.mark.slow
@settings(max_examples=5)
@given(herniation=herniations())
def test_mirrored_cases_compare_alike(herniation: Herniation) -> None:
    case = Case(herniation)
    plain, mirror = case.compare(BIG), mirrored(case).compare(mirrored(BIG))
    for verdict in ("better", "worse"):
        count = sum(change.verdict == verdict for change in plain.findings)
        assert count == sum(change.verdict == verdict for change in mirror.findings)
    assert len(plain.freed) == len(mirror.freed)


def test_what_an_operation_frees_is_not_shown_as_healed_at_once() -> None:
    """Room comes at once, strength does not; and what is free is not in a colour that warns."""
    case = Case(Herniation("left", "subarticular", 7.0))
    html = case.compare(case.after(Microdiscectomy("left")))._repr_html_()
    changed = html.partition("<details>")[0]
    assert changed.count("normal power") == changed.count("at best, in time: normal power") > 0
    assert f"background:{ROOT_GRADES[0]}" not in html
    assert "at best" not in BIG.compare(Case(Herniation("left", "subarticular", 14)))._repr_html_()


def test_the_table_says_in_words_what_its_colours_say() -> None:
    html = BIG.compare(FORAMINAL)._repr_html_()
    for words in ("better", "worse", "compressed, ", "free, 100% left", "MRC&nbsp;"):
        assert words in html
