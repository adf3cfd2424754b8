"""A deck as pieces of a page and as plain text; every text of a script is read as Markdown."""

from html import escape
from typing import Any

from l45anatomy.demos.deck import Deck
from l45anatomy.demos.script import Scene, Script
from l45anatomy.quizzes.markdown import block, line, plain
from l45anatomy.wording import sources_named

__all__ = ["WARNING", "card", "text"]

WARNING = "Not for diagnosis or treatment of real people."


def card(deck: Deck) -> dict[str, Any]:
    """Give what the card of a demo shows."""
    return {
        "html": _words(deck),
        "place": _place(deck),
        "speaker": _speaker(deck),
        "actions": _actions(deck),
        "blank": deck.is_blank,
    }


def text(script: Script) -> str:
    """Give a whole script as plain text, for where no screen is alive."""
    lines = [f"Demo: {plain(script.title)}, {script.minutes} min. {WARNING}"]
    for number, scene in enumerate(script, start=1):
        lines += [
            "",
            f"{number}. {plain(scene.title)} ({scene.minutes} min)",
            f"   Ask: {plain(scene.ask)}",
            *(f"   If they say: {plain(w.says)} - {plain(w.answer)}" for w in scene.wrong),
            f"   Reveal: {plain(scene.reveal)}",
        ]
    return "\n".join(lines)


def _place(deck: Deck) -> str:
    return f"{deck.place + 1} of {len(deck.script)}"


def _words(deck: Deck) -> str:
    scene = deck.scene
    warning = f'<p class="l45-demo-warning">{escape(WARNING)}</p>' if deck.is_first else ""
    told = notes = ""
    if deck.is_revealed:
        sources = escape(sources_named(scene.sources))
        told = (
            f'<div class="l45-demo-told" role="status">{block(scene.reveal)}</div>'
            f'<p class="l45-demo-sources">Sources: {sources}</p>'
        )
    if deck.has_notes:
        notes = _notes(scene, deck)
    return (
        f'<p class="l45-demo-place">{line(deck.script.title)} &middot; {_place(deck)}</p>'
        f"<h2>{line(scene.title)}</h2>{warning}"
        f'<div class="l45-demo-ask">{block(scene.ask)}</div>{told}{notes}'
    )


def _notes(scene: Scene, deck: Deck) -> str:
    """Give what only the speaker needs: time, what to expect, what to do."""
    when = f"{scene.minutes} min, from minute {deck.minutes_before} of {deck.script.minutes}"
    return (
        f'<aside class="l45-demo-notes" aria-label="Speaker notes"><h3>Notes: {when}</h3>'
        f"{block(scene.notes)}<h3>They may say</h3>{_expected(scene)}</aside>"
    )


def _expected(scene: Scene) -> str:
    """Give the wrong answers a class is likely to give, and what to say to each."""
    said = "".join(f"<dt>{line(w.says)}</dt><dd>{line(w.answer)}</dd>" for w in scene.wrong)
    return f"<dl>{said}</dl>"


def _speaker(deck: Deck) -> dict[str, Any]:
    """Give the window of notes: a page, the minutes of the plan, and what the class sees now."""
    scene, script = deck.scene, deck.script
    follows = f"Next: {line(deck.follows.title)}" if deck.follows else "This is the last scene."
    state = "The answer is told." if deck.is_revealed else "The answer is covered."
    return {
        "html": (
            f"<p>{line(script.title)} &middot; {_place(deck)}</p><h1>{line(scene.title)}</h1>"
            f'<h2>Ask</h2><div class="l45-notes-ask">{block(scene.ask)}</div>'
            f"<h2>They may say</h2>{_expected(scene)}"
            f"<h2>What to do</h2>{block(scene.notes)}"
            f"<h2>The answer to tell</h2>{block(scene.reveal)}"
            f'<p class="l45-notes-next">{follows}</p>'
        ),
        "state": "The class's screen is blank." if deck.is_blank else state,
        "from": deck.minutes_before,
        "to": deck.minutes_before + scene.minutes,
        "of": script.minutes,
    }


def _actions(deck: Deck) -> list[dict[str, Any]]:
    told = deck.is_revealed
    return [
        {"name": "back", "label": "Back", "key": "←", "disabled": deck.is_first},
        {
            "name": "reveal",
            "label": "Reveal",
            "key": "Space",
            "primary": not told,
            "disabled": told,
        },
        {"name": "next", "label": "Next", "key": "→", "primary": told, "disabled": deck.is_last},
        {"name": "reset", "label": "Reset", "key": "0"},
        {"name": "blank", "label": "Blank", "key": "b", "pressed": deck.is_blank},
        {"name": "notes", "label": "Notes", "key": "s", "pressed": deck.has_notes},
    ]
