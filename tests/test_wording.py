"""What is pressed and what presses, in words."""

from l45anatomy.wording import presser, pressers


def test_structures_are_told_as_one_says_them_aloud():
    assert "the fragment of L4" == pressers(["fragment L4"]) == presser("fragment L4", "L3-L4")
    both = [f"synovial cyst L4-L5 {side}" for side in ("left", "right")]
    assert "both synovial cysts L4-L5 and the sacrum" == pressers([*both, "sacrum"])
    assert "the facet joint L3-L4" == presser("facet joint L3-L4 left", "L4-L5")
