"""What the pages under docs show is run, and where they point to is there."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import prose as reading

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OPTIONS = doctest.ELLIPSIS

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def blocks(page: Path, language: str) -> list[str]:
    """Give the fenced blocks of a page in a language."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@each_page
def test_links_lead_to_files_and_headings_that_exist(page):
    """A page may also point into the middle of a lesson, or to an anchor in a table."""
    assert reading.dead_ends(page) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    links = ("#here", "#there", "gone.md", "http://a.b", "https://a.b", "../x.md")
    text = "\n".join(["## Here", "`[a](#b)`", *(f"[a]({link})" for link in links)])
    page.write_text(text, encoding="utf-8")
    assert reading.dead_ends(page) == ["#there", "gone.md", "http://a.b", "../x.md"]


@pytest.mark.slow
@each_page
def test_examples_run_and_print_what_the_page_says(page, tmp_path, monkeypatch):
    """All blocks of a page share their names; a TOML block is the file `mine.toml`."""
    if page.name == "README.md":
        pytest.skip("its ten lines open widgets: lessons run them")
    monkeypatch.chdir(tmp_path)
    for stored in blocks(page, "toml"):
        (tmp_path / "mine.toml").write_text(stored, encoding="utf-8")
    names: dict[str, object] = {}
    examples = "\n".join(block for block in blocks(page, "python") if ">>>" in block)
    run = doctest.DocTestRunner(optionflags=OPTIONS)
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(examples, names, page.name, str(page), 0)
    run.run(test, out=told.append, clear_globs=False)
    assert run.failures == 0, "".join(told)
    for block in blocks(page, "python"):
        if ">>>" not in block:
            exec(compile(block, str(page), "exec"), {})  # noqa: S102 - our own page


def test_every_page_is_reached_from_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md")]
    assert [page for page in pages if f"({page})" not in text] == []


def test_whoever_opens_the_readme_reads_it_in_three_minutes():
    """At 200 words a minute, code and tables included."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 900


def test_the_glossary_is_that_of_the_tables():
    check = [sys.executable, str(ROOT / "tools" / "glossary.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 0)
