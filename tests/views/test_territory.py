"""What links the leg to the spine and back."""

import pytest

from l45anatomy.case import Case
from l45anatomy.changes import Herniation
from l45anatomy.frame import ROOTS, Side
from l45anatomy.views.territory import findings_of, roots_of, structures_of, territory

CASE = Case(Herniation(side="left", zone="subarticular", reach_mm=7))


@pytest.mark.parametrize("root", ROOTS)
def test_a_root_and_its_items_name_each_other(root: str) -> None:
    assert territory(root)
    assert all(root in roots_of(item) for item in territory(root))


def test_the_largest_share_comes_first() -> None:
    assert roots_of("extensor hallucis longus")[0] == "L5"
    assert roots_of("extensor hallucis longus", least=0.9) == ()


def test_a_finding_leads_to_what_is_caught_and_a_normal_item_to_its_roots() -> None:
    assert structures_of(CASE.exam["EHL", "left"]) == ("root L5 left",)
    assert structures_of(CASE.exam["Achilles reflex", "right"]) == ("root S1 right",)
    assert structures_of(CASE.exam["walking distance"]) == ()


def test_a_structure_leads_to_its_findings_on_its_own_side() -> None:
    names = findings_of("root L5 left", CASE.exam)
    assert "extensor hallucis longus, left" in names
    assert not [name for name in names if name.endswith(str(Side.RIGHT))]
    assert findings_of("disc L4-L5", CASE.exam) == ()
