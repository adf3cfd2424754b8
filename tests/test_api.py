"""The public names are a contract, and asking for them is cheap."""

import json
import subprocess
import sys

import pytest

import l45anatomy
from l45anatomy import evidence

CONTRACT = (  # DESIGN section 3, as far as this version goes
    "Case",
    "Herniation",
    "Spondylolisthesis",
    "Stenosis",
    "healthy",
    "localise",
    "quiz",
    "simulator",
)


def _loaded_by(code: str) -> set[str]:
    listing = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", listing], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_public_names_are_sorted():
    assert sorted(l45anatomy.__all__) == list(l45anatomy.__all__)


def test_dir_tells_the_public_names():
    assert set(l45anatomy.__all__) <= set(dir(l45anatomy))


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_public(name):
    assert name in l45anatomy.__all__


@pytest.mark.parametrize("name", CONTRACT)
def test_a_public_name_leads_somewhere_that_explains_itself(name):
    assert callable(getattr(l45anatomy, name))
    assert getattr(l45anatomy, name).__doc__.split("\n")[0].endswith(".")


@pytest.mark.parametrize(
    "before",
    [
        "from l45anatomy import quiz",
        "import l45anatomy.quizzes.progress",
        "import l45anatomy.widgets.quiz",
    ],
)
def test_quiz_stays_the_widget_whatever_was_imported_before(before):
    """An import cell run twice must give the same."""
    code = f"{before}\nfrom l45anatomy import quiz\nassert callable(quiz), quiz"
    assert "l45anatomy.quizzes" in _loaded_by(code)


def test_an_unknown_name_is_an_attribute_error_that_says_so():
    with pytest.raises(AttributeError, match="'l45anatomy' has no attribute 'cure'"):
        l45anatomy.cure  # noqa: B018 - asking is the test


def test_import_loads_no_screen_library():
    """DESIGN section 4: importing the package loads neither VTK nor ipywidgets."""
    heavy = {"vtk", "vtkmodules", "pyvista", "ipywidgets", "anywidget", "IPython", "matplotlib"}
    assert _loaded_by("import l45anatomy") & heavy == set()


def test_import_makes_no_rows_the_model_does_not_read():
    """Row types take about a millisecond each; a learner waits for those in use."""
    late = {"electro", "imaging", "patients", "reasoning", "teaching"}
    assert _loaded_by("import l45anatomy") & {f"l45anatomy.evidence.{n}" for n in late} == set()


@pytest.mark.parametrize("name", evidence.__all__)
def test_every_table_is_found_whenever_it_is_loaded(name):
    assert getattr(evidence, name) is not None


def test_an_unknown_table_is_an_attribute_error_that_says_so():
    with pytest.raises(AttributeError, match="evidence' has no attribute 'cures'"):
        evidence.cures  # noqa: B018 - asking is the test


def test_making_a_case_loads_no_screen_library():
    """A virtual patient in a cohort is a value: compressions and findings without a mesh."""
    code = (
        "from l45anatomy import Case, Herniation\n"
        "Case(Herniation(side='left', zone='subarticular', reach_mm=7)).exam"
    )
    assert _loaded_by(code) & {"vtkmodules", "pyvista", "ipywidgets"} == set()
