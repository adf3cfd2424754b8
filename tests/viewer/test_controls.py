"""The panel of controls by its traits, without a browser."""

from l45anatomy.viewer import ControlPanel


def test_a_move_by_hand_is_told_with_its_values():
    panel, seen = ControlPanel(), []
    panel.observe(lambda change: seen.append(change["new"]["values"]), "moved")
    panel.move(herniation__reach=7.0, side="left")
    assert [{"herniation.reach": 7.0, "side": "left"}] == seen
    assert "ControlPanel(0 controls)" == repr(panel)
