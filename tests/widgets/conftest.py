"""The quiz of lesson three cut to its first five questions, so that the bank may grow."""

import shutil

import pytest

from l45anatomy.quizzes import questions
from tests.widgets.sitting import Diary

MARK = "[[question]]\n"


@pytest.fixture(scope="session")
def five_questions(tmp_path_factory):
    """A folder of question files in which lesson three has its first five alone."""
    folder = tmp_path_factory.mktemp("bank") / "questions"
    shutil.copytree(questions.FOLDER, folder)
    path = folder / "03-herniation.toml"
    head, *asked = path.read_text(encoding="utf-8").split(MARK)
    path.write_text(MARK.join([head, *asked[:5]]), encoding="utf-8")
    return folder


@pytest.fixture
def diary() -> Diary:
    """An empty diary."""
    return Diary()


@pytest.fixture(autouse=True)
def _cut_to_five(monkeypatch, five_questions):
    monkeypatch.setattr(questions, "FOLDER", five_questions)
