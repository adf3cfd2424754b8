"""Foreign XML as a tree with line numbers, read so that nothing in it can act.

A document type is refused: entities are what makes XML dangerous, and no question needs one.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from l45anatomy.quizzes.questions import QuestionError

__all__ = ["Node", "parse"]

_DEEPEST = 40  # elements within elements


@dataclass(eq=False, kw_only=True)
class Node:
    """An element: its tag, attributes, own text and children, and the line it begins in."""

    tag: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def all(self, tag: str) -> list["Node"]:
        """Give the children of a tag."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        """Give the first child of a tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def told(self, *path: str) -> str:
        """Give the text at the end of a path of tags, empty where there is none."""
        node: Node | None = self
        for tag in path:
            node = node and node.first(tag)
        return node.text.strip() if node else ""


def parse(text: str, file: str) -> Node:
    """Read XML.

    Raises
    ------
    QuestionError
        If it is none, has a document type or nests too deep; with the line.
    """
    reader = _Reader(file)
    try:
        reader.parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - C takes no name
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        raise QuestionError(f"{file}, line {error.lineno}: no XML: {why}") from None
    return reader.root.children[0]


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Node(tag="", line=0, attributes={})
        self.open = [self.root]
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 20  # a picture is one text, and long
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_doctype: object) -> None:
        raise QuestionError(f"{self._here}: a document type (DOCTYPE), which must not be there")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) > _DEEPEST:
            raise QuestionError(f"{self._here}: elements must be nested at most {_DEEPEST} deep")
        node = Node(tag=tag, line=self.parser.CurrentLineNumber, attributes=attributes)
        self.open[-1].children.append(node)
        self.open.append(node)

    def _end(self, _tag: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].text += text

    @property
    def _here(self) -> str:
        return f"{self.file}, line {self.parser.CurrentLineNumber}"
