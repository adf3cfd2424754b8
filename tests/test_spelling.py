"""What is read is spelt well, and as in Britain; a word of the trade stands in spelling.txt."""

from collections.abc import Callable, Iterator

import pytest

from tests import spelling

Texts = Callable[[], Iterator[tuple[str, str]]]


@pytest.mark.parametrize(
    "texts", [spelling.pages, spelling.tables, spelling.program, spelling.scripts]
)
def test_every_word_is_in_the_dictionary_or_in_our_list(texts: Texts) -> None:
    """A right word that fails here goes into tests/spelling.txt, in small letters, in its place."""
    found = {name: spelling.misspelt(text) for name, text in texts()}
    assert found
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    ["The formaen.", "It is narow.", "Its color.", "A gray wall.", "We localize.", "Modeled."],
)
def test_a_misspelt_or_an_american_word_is_seen(text: str) -> None:
    assert spelling.misspelt(text)
    assert spelling.misspelt("The foramen is narrow. Its colour, a grey centre. We localise.") == []


def test_our_own_words_stand_in_order_and_once() -> None:
    words = spelling.OWN.read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words))
