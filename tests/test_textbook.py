"""Classic lesions and the roots they hit: `data/cases.toml`, case by case, against the geometry."""

import tomllib

import pytest

from l45anatomy import Case, Stenosis, evidence
from l45anatomy.frame import ROOTS

TEXTBOOK = tomllib.loads((evidence.DATA / "cases.toml").read_text(encoding="utf-8"))["case"]
FORMS = {
    "central": Stenosis.central,
    "lateral recess": Stenosis.lateral_recess,
    "foraminal": Stenosis.foraminal,
}


def built(row):
    """Give the case of a row; a named form of stenosis is made of its severity."""
    changes = []
    for entry in row["change"]:
        if "form" in entry:
            sided = {"side": entry["side"]} if "side" in entry else {}
            changes.append(FORMS[entry["form"]](entry["severity"], level=entry["level"], **sided))
        else:
            changes += Case.from_dict({"changes": [entry]}).changes
    return Case(*changes, name=row["name"])


def found(row):
    """Give the compressions a row speaks of, with what it expects."""
    case = built(row)
    return [(e, case.compression(e["root"], e["side"] or None)) for e in row["expect"]]


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: row["name"])
def test_the_textbook_lesion_hits_its_root_and_no_other(row):
    for expected, compression in found(row):
        what = f"{row['note']} [{', '.join(row['source'])}]: {compression}"
        if expected["caught"]:
            assert 3 == compression.grade, what
            assert expected.get("site", compression.site) in compression.site, what
            assert expected.get("by", compression.by[0]) in compression.by, what
        else:
            assert 0.0 == compression.loss, what


@pytest.mark.parametrize(
    "row", [row for row in TEXTBOOK if "healthy_exam" in row], ids=lambda row: row["name"]
)
def test_the_textbook_lesion_shows_in_the_leg_or_does_not(row):
    abnormal = [str(finding) for finding in built(row).exam.abnormal]
    assert row["healthy_exam"] == (abnormal == []), abnormal


def test_a_degenerative_slip_catches_l5_before_any_other_root():
    """The textbook's order: as the slip grows, L5 is the first to lose calibre."""
    from l45anatomy import Spondylolisthesis

    for percent in range(2, 36, 3):
        case = Case(Spondylolisthesis(percent))
        lost = {c.root for c in case.compressions if c.loss > 0 and c.root in ROOTS}
        if lost:
            assert {"L5"} == lost, f"at {percent} %"
            return
    pytest.fail("no root is caught up to 35 %")


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: row["name"])
def test_a_textbook_case_names_its_source(row):
    assert set(row["source"]) <= set(evidence.references())
    assert row["note"]
