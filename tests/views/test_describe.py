"""The text twin says what the picture shows."""

from dataclasses import dataclass, replace

from l45anatomy.clearance import Compression
from l45anatomy.frame import Side
from l45anatomy.neurology import Exam, examine
from l45anatomy.views.describe import describe
from l45anatomy.wording import in_words


@dataclass(frozen=True)
class FakeCase:
    """As much of a case as `describe` reads."""

    changes: tuple[str, ...]
    compressions: tuple[Compression, ...]

    @property
    def exam(self) -> Exam:
        """What the legs show."""
        return examine(self.compressions)


L5 = Compression(
    root="L5",
    side=Side.LEFT,
    site="lateral recess",
    level="L4-L5",
    gap_mm=-1.0,
    shift_mm=2.1,
    loss=0.6,
    by=("disc L4-L5",),
    grade=3,
    at=(0.0, 0.0, 0.0),
)
FREE = replace(L5, side=Side.RIGHT, loss=0.0, by=(), grade=0)


def test_a_healthy_case_is_said_to_be_healthy() -> None:
    assert describe(FakeCase((), (FREE,))) == (
        "A healthy spine, unchanged.\n"
        "Seen from behind, every root and the dural sac have room.\n"
        "The examination is normal."
    )


def test_a_case_tells_change_root_and_findings() -> None:
    text = describe(FakeCase(("herniation left, 7 mm",), (FREE, L5)))
    assert text.startswith(
        "Changed: herniation left, 7 mm.\nSeen from behind: the disc L4-L5 presses"
    )
    assert "the left L5 root to 40% of its calibre in the lateral recess at L4-L5." in text
    assert "On the right: nothing abnormal." in text
    assert "On the left, " in text
    assert "extensor hallucis longus" in text


def test_a_crossed_sign_is_told_on_the_side_it_is_looked_for() -> None:
    text = describe(FakeCase((), (FREE, replace(L5, loss=0.9))))
    assert "On the right, crossed straight leg raise: positive at" in text


def test_a_root_that_is_crushed_is_not_told_in_percent() -> None:
    crushed = in_words(replace(L5, loss=1.0))
    assert "presses the left L5 root until hardly any of its calibre is left in the" in crushed


def test_an_untouched_side_is_said_to_show_nothing() -> None:
    touched = replace(L5, loss=0.0, grade=1)
    assert "On the right: nothing abnormal." in describe(FakeCase((), (touched,)))


def test_a_person_whose_roots_are_touched_unchanged_is_not_called_healthy() -> None:
    text = describe(FakeCase((), (replace(L5, loss=0.0, grade=1),)))
    assert text.startswith("Nothing is changed in this person's spine.\n")


def test_what_hurts_a_nerve_is_not_seen_from_behind() -> None:
    nerve = replace(L5, root="common peroneal nerve", site="leg", level="", by=("a splint",))
    lines = describe(FakeCase(("a splint",), (nerve,))).splitlines()
    assert lines[1] == "Seen from behind, every root and the dural sac have room."
    assert lines[2] == (
        "Beyond the spine: the left common peroneal nerve has lost 60% of its fibres at the leg, "
        "from a splint."
    )


def test_the_worst_comes_first() -> None:
    text = describe(FakeCase((), (replace(L5, root="S1", grade=1, loss=0.0), L5)))
    assert text.index("left L5 root") < text.index("left S1 root")


def test_what_has_no_side_is_told_without_one() -> None:
    sac = replace(L5, root="dural sac", side=None, site="canal", area_mm2=60.0)
    text = describe(FakeCase((), (sac,)))
    assert "the disc L4-L5 leaves the dural sac 60 mm² in the canal at L4-L5" in text
    assert "likewise" not in text
    assert "\nWalking distance: about" in text


def test_what_is_alike_on_both_sides_is_told_once() -> None:
    text = describe(FakeCase((), (L5, L5.mirrored)))
    assert text.count(" L5 root to 40% of its calibre") == 1
    assert "at L4-L5, and likewise on the right." in text
    assert "\nOn both sides, straight leg raise: positive" in text
    assert "On the " not in text
    unlike = describe(FakeCase((), (L5, replace(L5.mirrored, loss=0.5))))
    assert "likewise" not in unlike
    assert "\nOn the right, " in unlike
    assert "\nOn the left, " in unlike


def test_words_follow_the_grade_and_the_number_of_structures() -> None:
    both = ("disc L4-L5", "facet joint L4-L5 left")
    who = "the disc L4-L5 and the left facet joint L4-L5"
    place = "in the lateral recess at L4-L5"
    said = [in_words(replace(L5, grade=grade, by=both)) for grade in (1, 2, 3)]
    assert said == [
        f"{who} touch the left L5 root {place}",
        f"{who} push the left L5 root 2.1 mm aside {place}",
        f"{who} press the left L5 root to 40% of its calibre {place}",
    ]
    assert in_words(FREE) == f"the right L5 root is free {place}"
    assert in_words(replace(FREE, loss=0.1)).startswith(
        "the right L5 root keeps 90% of its calibre"
    )
    sac = replace(FREE, root="dural sac", side=None, loss=0.1, area_mm2=140.0, level="")
    assert in_words(sac) == "the dural sac keeps 140 mm² in the lateral recess"
    nerve = replace(L5, root="common peroneal nerve", site="leg", level="", by=("a splint",))
    said = "the left common peroneal nerve has lost 60% of its fibres at the leg, from a splint"
    assert in_words(nerve) == said
    assert in_words(replace(FREE, site="extraforaminal")).endswith("outside the foramen at L4-L5")
