"""The whole round: what it says of this machine, and of one that lacks a package."""

import json
import subprocess
import sys

import pytest

from l45anatomy import doctor
from l45anatomy.doctor import Look, Verdict

LACKS_A_PACKAGE = """
import sys
sys.modules["jupyter_core"] = None
from l45anatomy.doctor import drawing
drawing.stills = drawing.webgl
from l45anatomy.cli import main
sys.exit(main(["doctor", "--json"]))
"""


@pytest.mark.parametrize("verdict", [Verdict.WARNING, Verdict.FAULT])
def test_nothing_is_found_amiss_without_a_remedy(verdict):
    with pytest.raises(ValueError, match="must say what helps"):
        Look(what="disk", verdict=verdict, seen="full")


def test_only_a_fault_is_unsound():
    def look(verdict):
        return Look(what="disk", verdict=verdict, seen="seen", remedy="remedy")

    kinds = {verdict: doctor.is_sound([look(verdict)]) for verdict in Verdict}
    assert [Verdict.FAULT] == [verdict for verdict, is_sound in kinds.items() if not is_sound]


def test_a_package_that_cannot_be_loaded_ends_no_round():
    """`sys.modules[name] = None` makes Python refuse the import, as if it were not there."""
    done = subprocess.run(
        [sys.executable, "-c", LACKS_A_PACKAGE], check=False, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert done.returncode == 1
    faults = {look["what"]: look for look in told["looks"] if look["verdict"] == "fault"}
    assert "jupyter_core" in faults["front ends"]["seen"]


@pytest.mark.slow
@pytest.mark.usefixtures("drawing")
def test_this_machine_is_found_sound():
    amiss = (Verdict.FAULT, Verdict.WARNING)
    assert [] == [look for look in doctor.looks() if look.verdict in amiss]
