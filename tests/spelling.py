"""Which words of a text are misspelt: an English dictionary, our own words, British forms.

What the tables name is known without a list of its own: structures and items with their Latin and
their synonyms, and the authors of sources. Everything else stands in `spelling.txt`.
"""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

from l45anatomy import evidence
from tests.prose import DATA, ROOT, told

OWN = Path(__file__).with_name("spelling.txt")
_WORD = re.compile(r"(?<![\w'])[A-Za-z][a-z]{2,}(?:'[a-z]+)?(?!\w)")
_NO_WORDS = (
    r"```.*?```",
    r"`[^`]*`",  # code
    r"\]\([^)]*\)",  # where a link goes
    r"\[[a-z]+\d{0,4}[a-z]?\]",  # a source
    r"<[^>]+>",
    r"\{[^}]*\}",  # what is filled in
    r"\S*[_/\\@=]\S*",  # a path, an address, a name of the program
    r"\S+\.\w\S*",  # a file
    r"[a-z-]*color-[a-z-]+",  # a property of a style sheet
)
_SAID_IN_SCRIPT = re.compile(
    r"""//(.*)|/\*((?s:.*?))\*/|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`""",
)
_CODE_IN_SCRIPT = re.compile(r"\);$|^\s*\S+(?:, \S+)+,?\s*$", re.MULTILINE)  # shaders, selectors
_PROSE = ("stem", "text", "reason", "hint", "left", "right", "otherwise", "title")
_PROSE += ("ask", "says", "answer", "reveal", "notes")
# American -> British, where the British form is one of ours.
_TWINS = (("or", "our"), ("er", "re"), ("iz", "is"), ("yz", "ys"), ("hem", "haem"))
_ZED = re.compile(r"\w{3,}iz(e|es|ed|ing|ation|ations)$")
_ONE_L = re.compile(r"(cancel|label|level|model|signal|travel)(ed|ing)$")
_AMERICAN = frozenset({"gray", "grays", "mold", "aluminum", "skeptical", "fulfill"})
_NO_BRITISH_TWIN = frozenset({"capsize", "oversize", "oversized", "resize", "resized", "resizing"})


@cache
def own() -> frozenset[str]:
    """Give the words of `spelling.txt`."""
    return frozenset(OWN.read_text(encoding="utf-8").split())


@cache
def _named() -> frozenset[str]:
    """Words of names that stand in the tables."""
    terms, items = evidence.structures().values(), evidence.items().values()
    texts = [" ".join((one.structure, one.latin, one.english, *one.synonyms)) for one in terms]
    texts += [" ".join((one.item, *one.synonyms)) for one in items]
    texts += [one.authors for one in evidence.references().values()]
    return frozenset(word.lower() for word in re.findall(r"[A-Za-z]+", " ".join(texts)))


@cache
def _english() -> SpellChecker:
    return SpellChecker(language="en")


def is_american(word: str) -> bool:
    """Whether a word has another spelling here.

    >>> [is_american(word) for word in ("color", "localize", "center", "size", "colour")]
    [True, True, True, False, False]
    """
    if word in _AMERICAN or _ONE_L.match(word):
        return True
    if _ZED.match(word) and word not in _NO_BRITISH_TWIN:
        return True
    if word in own():
        return False
    twins = (
        word[: at.start()] + british + word[at.end() :]
        for american, british in _TWINS
        for at in re.finditer(american, word)
    )
    return len(word) > 3 and any(twin in own() for twin in twins)


def is_known(word: str) -> bool:
    """Whether a word in small letters is spelt as we spell it.

    >>> [is_known(word) for word in ("foramen", "formaen", "neighbour", "neighbor", "root's")]
    [True, False, True, False, True]
    """
    stem = word.removesuffix("'s")
    if is_american(stem):
        return False
    return stem in own() or stem in _named() or stem in _english() or word in _english()


def misspelt(text: str) -> list[str]:
    """Give the words of a text that are not known, each once.

    >>> misspelt("The `formaen` of [pfirrmann2004] is a formaen at L4.")
    ['formaen']
    """
    for pattern in _NO_WORDS:
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    found = (word.lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in found if not is_known(word)))


def pages() -> Iterator[tuple[str, str]]:
    """Give lessons and pages, references aside, with the text of each."""
    paths = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("lessons/*.ipynb")]
    for path in (*paths, DATA / "README.md"):
        yield path.name, told(path).partition("\n## References")[0]


def tables() -> Iterator[tuple[str, str]]:
    """Give what tables say in words, cell by cell, and questions and demos by their sentences."""
    for path in DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row if cell.count(" ") > 1]
        yield path.name, "\n".join(cells)
    for path in (*DATA.glob("questions/*.toml"), *DATA.glob("demos/*.toml")):
        yield path.name, "\n".join(_sentences(tomllib.loads(path.read_text(encoding="utf-8"))))


def _sentences(tree: object, under: str = "") -> Iterator[str]:
    if isinstance(tree, dict):
        for key, branch in tree.items():
            yield from _sentences(branch, key)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _sentences(branch, under)
    elif under in _PROSE:
        yield str(tree)


def program() -> Iterator[tuple[str, str]]:
    """Give the sentences in the package's Python: messages, labels, documentation."""
    for path in (ROOT / "l45anatomy").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
        sentences = [text for text in texts if isinstance(text, str) and text.count(" ") > 2]
        yield path.relative_to(ROOT).as_posix(), "\n".join(sentences)


def scripts() -> Iterator[tuple[str, str]]:
    """Give the sentences in the scripts of the widgets: what they say, and their comments."""
    for path in (ROOT / "l45anatomy" / "viewer" / "js" / "src").glob("*.js"):
        texts = in_script(path.read_text(encoding="utf-8"))
        yield path.name, "\n".join(text for text in texts if _is_sentence(text))


def in_script(source: str) -> list[str]:
    """Give the strings and the comments of a script; what is filled in is left out.

    >>> in_script("say(`Root ${name} is caught.`); // aloud")
    ['Root   is caught.', ' aloud']
    """
    found = (next(filter(None, one.groups()), "") for one in _SAID_IN_SCRIPT.finditer(source))
    return [re.sub(r"\$\{[^}]*\}", " ", text) for text in found]


def _is_sentence(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", text)) > 3 and not _CODE_IN_SCRIPT.search(text)
