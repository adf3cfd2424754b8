"""Classic lesions, the roots they hit and what shows: `data/cases.toml` against the geometry."""

import tomllib

import pytest

from l45anatomy import Case, NerveLesion, Spondylolisthesis, Stenosis, evidence
from l45anatomy.frame import ROOTS

TEXTBOOK = tomllib.loads((evidence.DATA / "cases.toml").read_text(encoding="utf-8"))["case"]
FORMS = {
    "central": Stenosis.central,
    "lateral recess": Stenosis.lateral_recess,
    "foraminal": Stenosis.foraminal,
}
LESIONS = {
    "femoral": NerveLesion.femoral,
    "peroneal palsy": NerveLesion.peroneal_palsy,
    "piriformis": NerveLesion.piriformis,
    "superior gluteal": NerveLesion.superior_gluteal,
    "tibial": NerveLesion.tibial,
}


def built(row):
    """Give the case of a row; a named stenosis or lesion is made of its name."""
    changes = []
    for entry in row["change"]:
        if "form" in entry:
            sided = {"side": entry["side"]} if "side" in entry else {}
            changes.append(FORMS[entry["form"]](entry["severity"], level=entry["level"], **sided))
        elif "lesion" in entry:
            changes.append(LESIONS[entry["lesion"]](side=entry["side"]))
        else:
            changes += Case.from_dict({"changes": [entry]}).changes
    return Case(*changes, name=row["name"])


def found(row):
    """Give the compressions a row speaks of, with what it expects."""
    case = built(row)
    return [(e, case.compression(e["root"], e["side"] or None)) for e in row["expect"]]


def examined(row):
    """Give the findings a row speaks of, with what it expects."""
    exam = built(row).exam
    keys = [(e["item"], e["side"]) if "side" in e else e["item"] for e in row.get("findings", ())]
    return [(e, exam[key]) for e, key in zip(row.get("findings", ()), keys, strict=True)]


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: row["name"])
def test_the_textbook_lesion_hits_its_root_and_no_other(row):
    for expected, compression in found(row):
        what = f"{row['note']} [{', '.join(row['source'])}]: {compression}"
        if "at_most" in expected:
            assert compression.grade <= expected["at_most"], what
        elif expected["caught"]:
            assert 3 == compression.grade, what
            assert expected.get("site", compression.site) in compression.site, what
            assert expected.get("by", compression.by[0]) in compression.by, what
        else:
            assert 0.0 == compression.loss, what


@pytest.mark.parametrize(
    "row", [row for row in TEXTBOOK if "findings" in row], ids=lambda row: row["name"]
)
def test_the_textbook_lesion_shows_what_its_roots_supply_and_spares_the_rest(row):
    for expected, finding in examined(row):
        what = f"{row['note']} [{', '.join(row['source'])}]: {finding}"
        assert expected["abnormal"] == finding.abnormal, what
        assert expected.get("at_least", finding.grade) <= finding.grade, what
        assert finding.grade <= expected.get("at_most", finding.grade), what


@pytest.mark.parametrize(
    "row", [row for row in TEXTBOOK if "healthy_exam" in row], ids=lambda row: row["name"]
)
def test_the_textbook_lesion_shows_in_the_leg_or_does_not(row):
    abnormal = [str(finding) for finding in built(row).exam.abnormal]
    assert row["healthy_exam"] == (abnormal == []), abnormal


def test_a_degenerative_slip_catches_l5_before_any_other_root():
    """The textbook's order, about the mean of published slips: L5 is the first to lose calibre."""
    for percent in range(2, 36):
        case = Case(Spondylolisthesis(percent))
        lost = {c.root for c in case.compressions if c.loss > 0 and c.root in ROOTS}
        if lost:
            assert {"L5"} == lost, f"at {percent} %"
            assert 12 <= percent <= 16
            return
    pytest.fail("no root is caught up to 35 %")


def test_the_textbook_is_long_and_no_name_stands_in_it_twice():
    assert 60 <= len(TEXTBOOK) == len({row["name"] for row in TEXTBOOK})


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: row["name"])
def test_a_textbook_case_names_its_source(row):
    assert set(row["source"]) <= set(evidence.references())
    assert row["note"]
    assert row["expect"] or row.get("findings") or "healthy_exam" in row
