"""Anki decks: every kind has a card, nothing on a card acts, a renewed deck keeps its cards."""

import io
import json
import sqlite3
import zipfile

import pytest
from hypothesis import given, settings

from l45anatomy.quizzes.exchange import anki, export
from l45anatomy.quizzes.questions import QuestionSet, load
from tests.quizzes.exchange.generated import quizzes
from tests.quizzes.strategies import KINDS, OPTIONS, question
from tests.quizzes.test_markdown import EVIL, acting

EVERY_KIND = QuestionSet(
    name="kinds", title="Every kind", questions=tuple(question(kind) for kind in KINDS)
)


def opened(made):
    """Give the notes of a deck, by guid, and its media by name."""
    package = zipfile.ZipFile(io.BytesIO(made.content))
    store = sqlite3.connect(":memory:")
    store.deserialize(package.read("collection.anki2"))
    rows = store.execute("select guid, flds, tags from notes").fetchall()
    decks = json.loads(store.execute("select decks from col").fetchone()[0])
    store.close()
    notes = {
        guid: (dict(zip(anki.FIELDS, fields.split("\x1f"), strict=True)), tags)
        for guid, fields, tags in rows
    }
    names = json.loads(package.read("media"))
    media = {name: package.read(number) for number, name in names.items()}
    return notes, media, {deck["name"] for deck in decks.values()}


@pytest.fixture(scope="module")
def deck():
    return opened(export(EVERY_KIND, "anki", draws=False))


def test_every_kind_has_a_card(deck):
    notes, _, names = deck
    steps = 1  # to localise is two steps in the sample
    assert len(EVERY_KIND) + steps == len(notes)
    assert "Every kind" in names
    assert all(
        note["Question"] and (note["Answer"] or note["Reasons"]) for note, _ in notes.values()
    )


def test_the_front_does_not_tell_the_key():
    notes, _, _ = opened(export(load("03-herniation"), "anki"))
    for note, _ in notes.values():
        assert note["Reasons"]
        front = note["Question"] + note["Options"] + note["Picture"] + note["Hint"]
        assert "✓" not in front
        assert "exiting root" not in front


def test_tags_name_objective_level_and_sources():
    ((_, tags),) = opened(export(one("single choice"), "anki"))[0].values()
    assert {
        "objective::zone-decides", "bloom::apply", "difficulty::2", "source::berra2021"
    } == set(tags.split())  # fmt: skip


def test_an_objective_in_words_makes_no_tag_and_is_listed():
    made = export(one("single choice", objective="Name the root."), "anki")
    assert "a-single-choice: objective (no tag)" in map(str, made.losses)


def one(kind, **changed):
    return QuestionSet(name="q", title="t", questions=(question(kind, **changed),))


def test_pictures_go_along_and_are_named_on_the_card():
    notes, media, _ = opened(export(one("slice"), "anki"))
    ((note, _),) = notes.values()
    ((name, image),) = media.items()
    assert f'<img src="{name}" alt="a slice, axial, T2">' == note["Picture"]
    assert image.startswith(b"\x89PNG")


def test_a_deck_made_again_renews_its_cards():
    """Anki knows a card by its guid: it depends on quiz and question, not on the texts."""
    first = opened(export(one("number"), "anki"))[0]
    second = opened(export(one("number", stem="Another stem?"), "anki"))[0]
    assert set(first) == set(second)
    assert first != second


@pytest.mark.parametrize("text", EVIL)
def test_nothing_on_a_card_acts(text):
    options = [option | {"text": f"{n} {text}", "reason": text} for n, option in enumerate(OPTIONS)]
    made = export(one("single choice", stem=text, hint=text, options=options), "anki")
    for note, _ in opened(made)[0].values():
        assert [] == [found for field in note.values() for found in acting(field)]


@settings(max_examples=10)
@given(quizzes())
def test_any_quiz_makes_a_deck(quiz):
    assert len(quiz) == len(opened(export(quiz, "anki"))[0])
