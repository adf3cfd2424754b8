"""Texts of question files become HTML that shows and never acts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.quizzes import markdown
from l45anatomy.quizzes.questions import QuestionError, load
from tests.quizzes.test_questions import GOOD, written

PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(20)
EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    '<a href="x" onclick="y">',
    "<style>*{display:none}</style>",
    "<iframe src=//evil>",
    '"><svg/onload=alert(1)>',
    "```<script>\n```",
    "$</span><script>alert(1)</script>$",
    '![" onerror="alert(1)](x.png "t")',
    "<https://a.b/%22onmouseover=%22x>",
)
ALLOWED = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
} | {*("pre", "s", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul")}


class _Acting(HTMLParser):
    """Collects what could act in a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            is_link = name == "href" and re.match("https?://", value)
            is_picture = name == "src" and re.match("data:image/(png|jpeg|gif);base64,", value)
            if not (is_link or is_picture or name in ("alt", "class", "rel", "start", "type")):
                self.found.append(f"{tag} {name}")


def acting(html):
    """Give the tags and attributes that could act."""
    reader = _Acting()
    reader.feed(html)
    return reader.found


@pytest.mark.parametrize("text", EVIL)
def test_nothing_of_a_text_acts(text):
    for shown in (markdown.block(text), markdown.line(text)):
        assert [] == acting(shown)


@given(st.lists(st.one_of(st.sampled_from(EVIL), st.text(max_size=8)), max_size=6))
def test_no_mixture_of_texts_acts(parts):
    for text in ("".join(parts), "\n".join(parts)):
        assert [] == acting(markdown.block(text)) == acting(markdown.line(text))


def test_emphasis_lists_and_tables_are_shown():
    shown = markdown.block("**L5** and *S1*\n\n- a\n- b\n\n|x|y|\n|-|-|\n|1|2|")
    assert all(f"<{tag}>" in shown for tag in ("strong", "em", "li", "table", "td"))


def test_a_text_in_a_line_has_no_paragraph():
    assert "root <em>L5</em>" == markdown.line("root *L5*")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$a*b*c$", r"\(a*b*c\)"),
        (r"\(x_1 < y_2\)", r"\(x_1 &lt; y_2\)"),
        (r"$$\frac{a}{b} \\ c$$", r"\[\frac{a}{b} \\ c\]"),
        (r"\[a_b_c\]", r"\[a_b_c\]"),
    ],
)
def test_a_formula_keeps_its_letters(text, shown):
    assert f'<span class="math">{shown}</span>' == markdown.line(text)


def test_money_is_no_formula():
    assert "it costs $5 and $6" == markdown.line("it costs $5 and $6")


def test_plain_text_has_no_marks_and_keeps_its_signs():
    assert "Größe < 5 mm & L5" == markdown.plain("**Größe** < 5 mm &amp; `L5`")


def with_picture(source):
    return GOOD.replace("Which root crosses", f"![scan]({source}) Which root crosses")


def test_a_picture_of_the_own_folder_is_put_into_the_page(tmp_path):
    (tmp_path / "scan.png").write_bytes(PIXEL)
    quiz = load(written(tmp_path, with_picture("scan.png")))
    shown = markdown.block(quiz["one"].stem, quiz.folder)
    assert 'src="data:image/png;base64,' in shown
    assert 'alt="scan"' in shown
    assert "<p>[scan] Which" in markdown.block(quiz["one"].stem)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("../scan.png", "must be a file in the folder of the question file"),
        ("/etc/passwd", "must be a file in the folder of the question file"),
        ("sub/../../scan.png", "must be a file in the folder of the question file"),
        ("link.png", "must be a file in the folder of the question file"),
        ("file:///etc/passwd", "no picture"),
        ("https://example.org/a.png", "must be a file in the folder of the question file"),
        ("data:image/png;base64,AAAA", "must be a file in the folder of the question file"),
        ("C:/a.png", "must be a file in the folder of the question file"),
        ("missing.png", "must be a file that can be read"),
        ("roots.toml", "must be PNG, JPEG or GIF"),
        ("large.png", "must be at most 1000000 bytes"),
        ("a%00.png", "must be a file that can be read"),
    ],
)
def test_no_path_leaves_the_folder_of_the_question_file(tmp_path, source, said):
    (tmp_path / "scan.png").write_bytes(PIXEL)
    home = tmp_path / "home"
    home.mkdir()
    (home / "link.png").symlink_to(tmp_path / "scan.png")
    (home / "large.png").write_bytes(PIXEL + bytes(1_000_000))
    file = written(home, with_picture(source))
    if said == "no picture":  # what Markdown takes for no picture at all stays letters
        assert () == markdown.pictures(load(file)["one"].stem)
        return
    with pytest.raises(QuestionError, match=f"roots.toml: picture is .*{said}"):
        load(file)


def test_tables_within_tables_end_somewhere(tmp_path):
    deep = "x" + ".x" * 5000
    with pytest.raises(QuestionError, match="nested at most 12 deep"):
        load(written(tmp_path, GOOD.replace("[[question]]", f"{deep} = 1\n[[question]]")))


def test_a_text_holds_no_control_characters(tmp_path):
    with pytest.raises(QuestionError, match="stem must hold no control characters, '\\\\x00'"):
        load(written(tmp_path, GOOD.replace("Which root", "Which\\u0000root")))
