"""Every lesson has the shape a learner can rely on (STYLE section 10). Running them is nbval's."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from l45anatomy import evidence
from l45anatomy.case import Case
from l45anatomy.quizzes.questions import known, load
from l45anatomy.views.describe import describe
from tests import pace
from tests import prose as reading

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "lessons").glob("*.ipynb"))
TIDY = ROOT / "tools" / "tidy_lessons.py"
WORDS_TOOL = ROOT / "tools" / "words.py"
REFERENCES = tomllib.loads((ROOT / "l45anatomy/data/references.toml").read_text(encoding="utf-8"))
HARDEST = 10.0  # Flesch-Kincaid grade: read at about sixteen years
ORDER = [
    "Objectives",
    "Predict",
    "See",
    "Explain",
    "Try",
    "Check yourself",
    "Summary",
    "Words",
    "References",
]
SAID = "Commonly said, and what the evidence says"  # optional, between Try and Check yourself
CELLS = ["title", "objectives", "setup", "predict", "see", "explain", "try"]
CELLS += ["check", "check-quiz", "summary", "words", "references"]
VERBS = {one.text.split()[0].lower() for one in evidence.objectives().values()}
VERBS |= {"recall", "list", "define", "use", "compare", "measure", "distinguish", "derive", "plan"}
VERBS |= {"localise", "classify", "apply", "build", "follow", "read", "show", "weigh"}

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def plain(text: str) -> str:
    """Words alone, in small letters: what is left of a sentence without its marks."""
    return " ".join(re.findall(r"[a-z0-9-]+", text.lower()))


def tool(name: Path, *asked: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(name), *map(str, asked)]
    return subprocess.run(command, capture_output=True, text=True)


def section(path: Path, name: str) -> str:
    return reading.told(path).partition(f"## {name}\n")[2].partition("\n## ")[0]


def code(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_lessons_and_they_are_numbered():
    assert LESSONS
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+", path.stem) for path in LESSONS)


@each_lesson
def test_a_lesson_is_valid_small_and_has_stable_cell_names(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert path.stat().st_size <= 1_500_000


@each_lesson
def test_a_lesson_follows_the_template(path):
    headings = re.findall(r"^## (.+)$", reading.told(path), re.MULTILINE)
    assert [one for one in headings if one != SAID] == ORDER
    if SAID in headings:
        assert headings[headings.index(SAID) - 1] == "Try"
        assert headings[headings.index(SAID) + 1] == "Check yourself"
        assert reading.CITED.search(section(path, SAID))
    cells = [cell.id for cell in read(path).cells]
    assert [one for one in cells if one in CELLS] == CELLS


@each_lesson
def test_a_lesson_opens_with_one_question_its_minutes_and_its_limits(path):
    title = read(path).cells[0].source
    assert title.startswith(f"# {int(path.stem[:2])} ")
    assert title.count("**Question:**") == 1
    assert "?" in title
    assert pace.stated(title).page
    assert "not for diagnosis" in title


@each_lesson
def test_a_lesson_has_three_to_five_objectives_that_can_be_tested(path):
    objectives = re.findall(r"^\d\. \*\*(\w+)\*\* ", section(path, "Objectives"), re.MULTILINE)
    assert 3 <= len(objectives) <= 5
    assert set(objectives) <= VERBS


@each_lesson
def test_every_objective_of_a_lesson_is_named_in_it(path):
    """By its words, which are those of `l45 progress`, or by its key in backticks."""
    topics = {key for key, one in evidence.topics().items() if one.lesson == path.stem}
    goals = {key: one.text for key, one in evidence.objectives().items() if one.topic in topics}
    assert goals, f"{path.stem} has no objective in objectives.csv"
    told = plain(section(path, "Objectives"))
    unnamed = {key for key, text in goals.items() if plain(text) not in told}
    assert {key for key in unnamed if f"`{key}`" not in reading.told(path)} == set()


@each_lesson
def test_every_topic_of_a_lesson_has_an_objective_and_two_questions(path):
    goals = evidence.objectives()
    asked = [goals[one.objective].topic for one in load(path.stem) if one.objective in goals]
    topics = [key for key, one in evidence.topics().items() if one.lesson == path.stem]
    assert topics, f"topics.csv has no topic for {path.stem}"
    for topic in topics:
        assert any(one.topic == topic for one in goals.values()), topic
        assert asked.count(topic) >= 2, topic


@each_lesson
def test_code_cells_are_short_and_define_nothing(path):
    for source in code(path):
        tree = ast.parse(source)
        assert 0 < len(source.splitlines()) <= 8, source
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        assert not any(isinstance(node, kinds) for node in ast.walk(tree)), source
        loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
        inside = [node for loop in loops for node in ast.walk(loop)]
        assert not any(isinstance(node, ast.If | ast.IfExp) for node in inside), source


@each_lesson
def test_only_the_first_code_cell_imports_and_only_the_package(path):
    first, *later = (ast.parse(source) for source in code(path))
    imports = [node for node in ast.walk(first) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {getattr(node, "module", None) for node in imports} == {"l45anatomy"}
    nodes = [node for tree in later for node in ast.walk(tree)]
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in nodes)


@each_lesson
def test_what_a_lesson_cites_is_in_the_references_and_in_its_own_list(path):
    listed = reading.CITED.findall(section(path, "References"))
    cited = set(reading.CITED.findall(reading.told(path).partition("## References")[0]))
    assert set(listed) <= set(REFERENCES)
    assert cited == set(listed)
    assert listed == sorted(listed, key=lambda key: (key == "edit", key))


@each_lesson
def test_a_lesson_ends_in_a_quiz_that_exists(path):
    asked = re.findall(r'\bquiz\("([^"]+)"\)', "\n".join(code(path)))
    assert path.stem in asked
    assert set(asked) <= set(known())


@each_lesson
def test_every_number_in_the_prose_stands_in_a_table_or_is_shown(path):
    """In a row of a source that the cell cites, or in what the lesson itself runs and prints.

    The summary may take up what was said before. Numbers in words are for counting.
    """
    cells = read(path).cells
    shown = "\n".join(cell.source + str(cell.outputs) for cell in cells if cell.cell_type == "code")
    every = reading.CITED.findall(reading.told(path))
    wrong = {
        cell.id: reading.unfounded(cell.source, shown, every if cell.id == "summary" else ())
        for cell in cells
        if cell.cell_type == "markdown" and cell.id not in ("title", "words", "references")
    }
    assert {key: numbers for key, numbers in wrong.items() if numbers} == {}


def test_a_number_from_nowhere_is_seen():
    """64 % stands in a row of that source, 65 % of pain elsewhere does not, nor does 37 mm."""
    assert reading.unfounded("Of all roots 64 % hurt elsewhere [murphy2009].", "") == []
    assert reading.unfounded("Of all roots 63 % hurt elsewhere [murphy2009].", "") == ["63"]
    assert reading.unfounded("Of all roots 64 % hurt elsewhere.", "") == ["64"]
    assert reading.unfounded("The disc reaches 7 mm.", "Herniation(reach_mm=7)") == []


@each_lesson
def test_a_table_of_a_lesson_has_all_its_cells(path):
    assert reading.broken_rows(reading.told(path)) == []


@each_lesson
def test_every_link_of_a_lesson_leads_somewhere(path):
    """To a file of the project, an anchor in it, or the identifier of a source in the table."""
    papers = {part for one in REFERENCES.values() for part in identifiers(one)}
    assert reading.dead_ends(path) == []
    dois = [link for link in reading.links(reading.told(path)) if "doi.org" in link]
    assert set(dois) <= papers


def identifiers(source: dict[str, str]) -> list[str]:
    found = re.findall(r"doi:(\S+?)(?:;|$)", source.get("identifier", ""))
    return [f"https://doi.org/{one}" for one in found]


@each_lesson
def test_a_lesson_can_be_read_by_those_it_is_for(path, capsys):
    """The grade is printed for each lesson; a term of anatomy is long and weighs on it."""
    grade = reading.grade_level(reading.told(path))
    with capsys.disabled():
        words = sum(len(one.split()) for one in reading.sentences(reading.told(path)))
        sys.stdout.write(f"\n{path.stem}: reading grade {grade:.1f}, {words} words\n")
    assert grade <= HARDEST


@each_lesson
def test_a_lesson_takes_about_as_long_as_it_says(path, capsys):
    """Within what lies between a mean reader and a slow one; both times are printed."""
    said = pace.stated(read(path).cells[0].source)
    takes = pace.computed(read(path), load(path.stem).questions)
    with capsys.disabled():
        told = f"{said.page:.0f} + {said.questions:.0f} minutes stated"
        counted = f"{takes.page:.0f} + {takes.questions:.0f} computed"
        sys.stdout.write(f"\n{path.stem}: {told}, {counted} (page + questions)\n")
    assert pace.apart(said.page, takes.page) <= pace.SLACK
    assert pace.apart(said.questions, takes.questions) <= pace.SLACK


def test_teachers_are_told_the_minutes_of_the_lessons():
    """The table in docs/teaching.md has the minutes that the titles state."""
    page = reading.told(ROOT / "docs" / "teaching.md")
    table = re.findall(r"^\| \[(\d\d)\]\S+ \| .* \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    told = {number: (float(here), float(asked)) for number, here, asked in table}
    assert told == {path.stem[:2]: pace.stated(read(path).cells[0].source) for path in LESSONS}


def test_hard_words_and_long_sentences_are_harder_to_read():
    easy = reading.grade_level("The disc is soft. The bone is hard.")
    hard = "Degenerative spondylolisthesis narrows the intervertebral foramina considerably."
    assert easy < 2 < HARDEST < reading.grade_level(hard)


@pytest.mark.parametrize("name", ["README.md", "lessons/00-tour.ipynb"])
def test_whoever_starts_is_told_that_nothing_here_is_for_diagnosis(name):
    path = ROOT / name
    assert "not for diagnosis" in reading.told(path)


@each_lesson
def test_a_lesson_explains_the_words_it_links_to(path):
    """As terms.csv has them; each linked once, where the lesson first uses it."""
    done = tool(WORDS_TOOL, "--check", path)
    assert (done.stderr, done.returncode) == ("", 0)


def test_every_word_of_the_table_is_used_by_a_lesson():
    """The page of the glossary says by which; a word that none links to has no place there."""
    page = reading.told(ROOT / "docs" / "glossary.md")
    rows = re.findall(r'^\| <a id="[^"]+"></a>([^|]+) \| [^|]+ \| (.*?) \|', page, re.MULTILINE)
    assert {term for term, _ in rows} == set(evidence.definitions())
    assert [term for term, lesson in rows if not lesson.startswith("[")] == []


def test_the_words_tool_sees_what_is_wrong_and_writes_what_is_missing(tmp_path):
    """An unknown word, one linked twice, one linked too late, and a definition of one's own."""
    path = tmp_path / "01-x.ipynb"

    def lesson(*texts: str) -> str:
        cells = [nbformat.v4.new_markdown_cell(text, id=f"a{n}") for n, text in enumerate(texts)]
        cells.append(nbformat.v4.new_markdown_cell("## References", id="references"))
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return tool(WORDS_TOOL, "--check", path).stderr

    assert lesson("No word.") == ""
    assert "[humbug](#Words) is no term" in lesson("A [humbug](#Words).")
    assert "linked before" in lesson("[Roots](#Words)", "and a [nerve root](#Words).")
    assert "after it has been used" in lesson("A protrusion.", "A [protrusion](#Words).")
    assert "run tools/words.py" in lesson("The exiting root.", "A [root](#Words), [T1](#Words).")
    assert tool(WORDS_TOOL, path).stderr == ""
    assert [cell.id for cell in read(path).cells] == ["a0", "a1", "words", "references"]
    listed = [f"- **{one}**: {evidence.definitions()[one].definition}" for one in ("root", "T1")]
    assert read(path).cells[2].source.splitlines()[-2:] == listed
    assert tool(WORDS_TOOL, "--check", path).stderr == ""


@each_lesson
def test_a_lesson_names_no_picture_it_does_not_describe(path):
    """Every figure has a text alternative."""
    assert not re.search(r"!\[\s*\]\(|<img(?![^>]*alt=)", reading.told(path))


@each_lesson
def test_a_lesson_stores_its_claims_and_nothing_else(path):
    """Text claims keep count 1 for nbval; pictures are kept; no widget state, no other output."""
    done = tool(TIDY, "--check", path)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.slow
@each_lesson
def test_a_lesson_shows_a_picture_without_a_kernel_and_its_words_are_true(path):
    """Its code is run up to each picture, what opens a widget left out."""
    kinds = ast.ImportFrom | ast.Assign | ast.For
    told: dict[str, object] = {}
    pictures = 0
    for cell in read(path).cells:
        if cell.cell_type != "code":
            continue
        is_picture = "picture" in cell.metadata.get("tags", ())
        *steps, last = cell.source.splitlines()
        tree = ast.parse("\n".join([*steps, f"shown = {last}"]) if is_picture else cell.source)
        tree.body = [one for one in tree.body if isinstance(one, kinds)]
        exec(compile(tree, path.name, "exec"), told)  # noqa: S102  # the project's own lessons
        if is_picture:
            value = told["shown"]
            words = describe(value) if isinstance(value, Case) else value.describe()
            assert cell.outputs[0].data["text/plain"] == words
            assert cell.outputs[0].data["image/png"].startswith("iVBOR")
            pictures += 1
    assert pictures


@pytest.mark.slow
def test_the_tidy_tool_sees_what_does_not_belong(tmp_path):
    """A picture, a widget, a count or a stray tag makes a lesson untidy; running it mends that."""
    path = tmp_path / "01-x.ipynb"
    told = nbformat.v4.new_code_cell("print(6 * 7)", id="told", metadata={"tags": ["claim"]})
    quiet = nbformat.v4.new_code_cell("6 * 9", id="quiet", metadata={"scrolled": True})
    quiet.outputs = [nbformat.v4.new_output("display_data", {"image/png": "AAAA"})]
    quiet.execution_count = 7
    notebook = nbformat.v4.new_notebook(cells=[told, quiet], metadata={"widgets": {"state": 1}})
    nbformat.write(notebook, path)

    complaint = tool(TIDY, "--check", path).stderr
    assert "01-x.ipynb, cell told: keeps nothing" in complaint
    assert "01-x.ipynb: holds more than claims and pictures" in complaint
    assert tool(TIDY, path).returncode == 0
    assert tool(TIDY, "--check", path).returncode == 0
    told, quiet = read(path).cells
    assert told.outputs == [{"output_type": "stream", "name": "stdout", "text": "42\n"}]
    assert (told.execution_count, quiet.execution_count, quiet.outputs) == (1, None, [])
    assert "widgets" not in read(path).metadata
