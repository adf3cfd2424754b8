"""What goes out and comes back is the same, but for what was listed as lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.quizzes.exchange import FORMATS, convert, export, import_
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionError, QuestionSet, load
from tests.quizzes.exchange.generated import AWKWARD, carried, quizzes, seen, texts
from tests.quizzes.strategies import KINDS, question

BOTH_WAYS = [name for name, one in FORMATS.items() if one.read]
UNKNOWN = {  # kinds that a format does not have: they are listed as left out
    "jupyterquiz": ("order", "match"),
    "moodle": (),
    "gift": ("order",),
}
EVERY_KIND = QuestionSet(
    name="kinds", title="Every kind", questions=tuple(question(kind) for kind in KINDS)
)


def told(passed, name):
    return " / ".join(loss.what for loss in passed.losses if loss.question == name)


@pytest.fixture(params=BOTH_WAYS)
def format_(request):
    return request.param


@given(quiz=quizzes(), data=st.data())
def test_what_a_format_carries_comes_back(quiz, data):
    format_ = data.draw(st.sampled_from(BOTH_WAYS))
    kept = [one for one in quiz if one.kind not in UNKNOWN[format_]]
    gone = {one.id for one in quiz} - {one.id for one in kept}
    made = export(quiz, format_)
    assert gone == {loss.question for loss in made.losses if "left out" in loss.what}
    if not kept:
        return
    back = import_(made.content.decode(), format_)
    assert [one.kind for one in kept] == [one.kind for one in back.questions]
    for sent, got in zip(kept, back.questions, strict=True):
        assert carried(sent) == carried(got)
        assert seen(got.stem).startswith(seen(sent.stem))


@given(quiz=quizzes(), data=st.data())
def test_the_second_journey_changes_nothing(quiz, data):
    """What can get lost got lost on the first."""
    format_ = data.draw(st.sampled_from(BOTH_WAYS))
    first = export(quiz, format_)
    try:
        once = import_(first.content.decode(), format_).questions
    except QuestionError:
        assert all("left out" in " ".join(map(str, first.losses)) for _ in quiz)
        return
    second = export(once, format_)
    assert once == import_(second.content.decode(), format_).questions


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_comes_back(format_, text):
    sent = question("single choice", stem=f"{text} x {text}")
    options = [one.model_copy(update={"text": f"{one.text} {text}"}) for one in sent.options]
    options[1] = options[1].model_copy(update={"text": f"{text} B"})
    sent = sent.model_copy(update={"options": tuple(options)})
    quiz = QuestionSet(name="quiz", title=f"T {text}", questions=(sent,))
    (got,) = import_(export(quiz, format_).content.decode(), format_).questions
    assert (seen(sent.stem), carried(sent)) == (seen(got.stem), carried(got))


def test_every_kind_goes_out_or_is_listed(format_):
    made = export(EVERY_KIND, format_, draws=False)
    left_out = {loss.question for loss in made.losses if "left out" in loss.what}
    back = import_(made.content.decode(), format_)
    steps = 1  # to localise is two steps in the sample, so one question more
    assert len(EVERY_KIND) + steps == len(back.questions) + len(left_out)
    assert "a-sliders" in left_out


def test_what_was_not_given_is_listed_and_marked(format_):
    """Shipped questions come back with their reasons; misconceptions are listed on both ways."""
    shipped = load("03-herniation")
    quiz = replace(shipped, questions=shipped.questions[:5])
    assert {"single choice"} == {one.kind for one in quiz}
    made = export(quiz, format_)
    back = import_(made.content.decode(), format_, "x.y")
    for sent, got in zip(quiz, back.questions, strict=True):
        assert carried(sent) == carried(got)
        assert {"not-named", None} == {option.misconception for option in got.options}
        assert "misconceptions" in told(made, sent.id)
        assert "no misconception" in told(back, got.id)


def test_one_format_becomes_another_with_the_losses_of_both():
    quiz = load("03-herniation")
    made = convert(export(quiz, "jupyterquiz").content.decode(), "jupyterquiz", "jupyterquiz")
    said = " ".join(map(str, made.losses))
    assert "no misconception named" in said
    assert "question-1: id" in said


@given(st.data())
def test_any_text_is_read_or_refused_with_a_line(data):
    format_ = data.draw(st.sampled_from(BOTH_WAYS))
    text = data.draw(
        st.one_of(st.text(max_size=60), texts(), st.sampled_from(["", "[]", "[", "{"]))
    )
    try:
        assert len(import_(text, format_, "file").questions) > 0
    except QuestionError as error:
        assert str(error).startswith("file")  # noqa: PT017 - either way is sound


@given(quiz=quizzes(), data=st.data())
def test_a_damaged_file_is_read_or_refused(quiz, data):
    format_ = data.draw(st.sampled_from(BOTH_WAYS))
    text = export(quiz, format_).content.decode()
    for _ in range(3):
        at = data.draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", "{", "}", "<", '"', "=", "~", "]", "\\"]))
            + text[at + 1 :]
        )
    try:
        shown = [plain(one.stem) for one in import_(text, format_, "file").questions]
        assert all(shown)
    except QuestionError as error:
        assert str(error).startswith("file")  # noqa: PT017 - either way is sound


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(QuestionError, match=r"format is 'word', must be one of .*jupyterquiz"):
        export(EVERY_KIND, "word")
    with pytest.raises(QuestionError, match=r"format is 'word', must be one of .*jupyterquiz"):
        import_("", "word")


@pytest.mark.parametrize("format_", ["anki", "qti"])
def test_what_only_goes_out_is_not_read(format_):
    with pytest.raises(QuestionError, match="must be one of gift, jupyterquiz, moodle"):
        import_("", format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_in_a_text_is_listed_and_its_words_stay(format_, tmp_path):
    stem = "![a scan](scan.png) What is it?"
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n")
    asked = (question("single choice", stem=stem),)
    made = export(QuestionSet(name="q", title="t", questions=asked, folder=tmp_path), format_)
    assert "a-single-choice: picture 'scan.png' in a text" in map(str, made.losses)


def test_more_questions_than_a_quiz_has_are_refused():
    text = "\n\n".join(["What? {=a ~b}"] * 1001)
    with pytest.raises(QuestionError, match="many: 1001 questions, must be 1 to 1000"):
        import_(text, "gift", "many")


def test_a_foreign_text_is_read_as_far_as_it_fits():
    """An image within a text is longer than any text: it is taken out first."""
    image = f'<img src="data:image/png;base64,{"A" * 50_000}"/>'
    read = import_(f"[html]What {image}<b>now</b>? {{=a ~b ~c}}", "gift")
    assert "What **now**?" == read.questions.questions[0].stem


@pytest.mark.parametrize(("format_", "most"), [("gift", 1), ("jupyterquiz", 1), ("moodle", 10)])
def test_a_file_too_large_is_refused(format_, most):
    with pytest.raises(QuestionError, match=f"big: {most}000001 letters, must be at most"):
        import_(" " * (most * 1_000_000 + 1), format_, "big")


ANSWER = '{"answer": "a", "correct": true},'
ENDLESS = {
    "gift": f"a {{{'~a' * 101}}}",
    "jupyterquiz": f'[{{"question": "a", "type": "string", "answers": [{(ANSWER * 101)[:-1]}]}}]',
    "moodle": f'<quiz><question type="matching">{"<answer/>" * 201}</question></quiz>',
}


def test_a_question_without_end_is_refused(format_):
    with pytest.raises(QuestionError, match=r"file, line 1: \d+ (answers|parts), must be at most"):
        import_(ENDLESS[format_], format_, "file")
