"""The deck: every key gives the next frozen value."""

import dataclasses

import pytest

from l45anatomy.demos import page
from l45anatomy.demos.deck import MOVES, Deck
from l45anatomy.demos.script import load

SCRIPT = load("03-herniation")


@pytest.fixture
def deck():
    return Deck(script=SCRIPT)


def test_next_and_back_cover_the_answer_again(deck):
    told = deck.next().reveal()
    assert (1, True) == (told.place, told.is_revealed)
    for moved in (told.next(), told.back()):
        assert not moved.is_revealed
    assert deck == told.back()


def test_the_ends_hold(deck):
    last = Deck(script=SCRIPT, place=len(SCRIPT) - 1)
    assert deck == deck.back()
    assert last == last.next()
    assert deck.is_first
    assert last.is_last


def test_the_reveal_changes_the_case_and_shows_more(deck):
    told = deck.reveal()
    assert deck.case != told.case
    assert set(deck.parts) < set(told.parts)
    assert told == told.reveal()


def test_blank_hides_and_brings_back_and_a_move_brings_back_too(deck):
    dark = deck.reveal().blank()
    assert dark.is_blank
    assert deck.reveal() == dark.blank()
    for name in ("next", "back", "reveal", "reset"):
        assert not getattr(dark, name)().is_blank


def test_reset_begins_the_scene_afresh_and_keeps_the_notes(deck):
    assert deck.next().notes() == deck.next().notes().reveal().blank().reset()


@pytest.mark.parametrize("name", MOVES)
def test_no_move_changes_the_deck_itself(deck, name):
    before = dataclasses.replace(deck)
    getattr(deck, name)()
    assert before == deck


def test_a_place_outside_the_script_is_refused():
    with pytest.raises(ValueError, match=r"place is 99, must be 0 to 7"):
        Deck(script=SCRIPT, place=99)


def test_minutes_add_up():
    last = Deck(script=SCRIPT, place=len(SCRIPT) - 1)
    assert SCRIPT.minutes == last.minutes_before + last.scene.minutes


# ---- the words


def test_the_first_scene_alone_warns(deck):
    assert "Not for diagnosis or treatment of real people" in page.card(deck)["html"]
    assert "Not for diagnosis" not in page.card(deck.next())["html"]


def test_neither_answer_nor_notes_are_in_the_page_before_their_keys(deck):
    scene = deck.scene
    assert "traversing root" in scene.reveal
    for hidden in ("traversing root", scene.notes, scene.wrong[0].says):
        assert hidden not in page.card(deck)["html"]
    assert "traversing root" in page.card(deck.reveal())["html"]
    noted = page.card(deck.notes())["html"]
    assert scene.wrong[0].says in noted
    assert f"{scene.minutes} min, from minute 0 of {SCRIPT.minutes}" in noted


def test_the_speaker_always_has_the_whole_scene_and_what_follows(deck):
    """The class sees an answer with the reveal; the speaker's own window has it before."""
    second = deck.next()
    told = page.card(second)["speaker"]
    scene, third = second.scene, SCRIPT.scenes[2]
    for text in (scene.title, scene.ask, scene.wrong[0].says, scene.notes, third.title):
        assert text in told["html"]
    assert "exiting root" in scene.reveal
    assert "exiting root" in told["html"]
    assert (told["from"], told["to"]) == (deck.scene.minutes, deck.scene.minutes + scene.minutes)
    last = Deck(script=SCRIPT, place=len(SCRIPT) - 1)
    assert "last scene" in page.card(last)["speaker"]["html"]


def test_the_speaker_is_told_what_the_class_sees(deck):
    states = [page.card(one)["speaker"]["state"] for one in (deck, deck.reveal(), deck.blank())]
    assert [
        "The answer is covered.",
        "The answer is told.",
        "The class's screen is blank.",
    ] == states


def test_buttons_say_what_can_be_done(deck):
    def off(deck):
        return {one["name"] for one in page.card(deck)["actions"] if one.get("disabled")}

    assert {"back"} == off(deck)
    assert {"reveal"} == off(deck.next().reveal())
    assert {"next"} == off(Deck(script=SCRIPT, place=len(SCRIPT) - 1))


def test_the_text_twin_has_every_scene_and_the_warning():
    told = page.text(SCRIPT)
    assert page.WARNING in told
    assert all(scene.title in told for scene in SCRIPT)
