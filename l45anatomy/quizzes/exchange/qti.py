"""Writing QTI 2.1: a package with one file for each question, its pictures, a test and a manifest.

Every answer has its feedback; what is right is decided by the rules in each file, so that any
player of QTI marks as this package does, but for part marks.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from l45anatomy.quizzes.exchange.form import Exported, Loss, lacking, of_set
from l45anatomy.quizzes.exchange.pictures import Image, image
from l45anatomy.quizzes.exchange.portable import Portable, portable
from l45anatomy.quizzes.exchange.qti_item import QTI, item
from l45anatomy.quizzes.kinds import Match, MultipleChoice, Number, Order
from l45anatomy.quizzes.markdown import plain
from l45anatomy.quizzes.questions import QuestionSet

__all__ = ["write"]

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same questions give the same file
_LOST = ("objective", "bloom", "difficulty", "sources", "hint", "misconceptions", "leniency")


def write(questions: QuestionSet, draws: bool = True) -> Exported:  # noqa: FBT001, FBT002 - every format is called alike
    """Give questions as a QTI package."""
    ported, losses = portable(questions)
    lost = [*of_set(questions), *losses]
    files: dict[str, bytes] = {}
    belongs: dict[str, list[str]] = {}
    for question in ported:
        shown = image(question, draws=draws)
        lost += [*lacking(question, *_LOST), *_special(question)]
        lost += [shown] if isinstance(shown, Loss) else []
        picture = shown if isinstance(shown, Image) else None
        name = f"items/{question.id}.xml"
        files[name] = _as_bytes(item(question, picture))
        belongs[name] = []
        if picture is not None:
            belongs[name] = [f"items/{picture.name}"]
            files[f"items/{picture.name}"] = picture.content
    files["test.xml"] = _as_bytes(_test(questions, list(belongs)))
    files["imsmanifest.xml"] = _as_bytes(_manifest(belongs))
    return Exported(content=_packed(files), losses=tuple(lost))


def _special(question: Portable) -> Iterator[Loss]:
    """Give what is lost of some kinds only."""
    if question.picture is not None:
        yield Loss(question.id, "the case of the picture: it is an image now")
    match question:
        case Number():
            yield Loss(question.id, f"limits: {question.low:g} to {question.high:g}")
        case MultipleChoice() | Order() | Match():
            yield Loss(question.id, "part of the marks: all of it is right, or nothing is")


def _test(questions: QuestionSet, names: list[str]) -> Element:
    title = " ".join(plain(questions.title).split())
    root = Element("assessmentTest", xmlns=QTI, identifier="test", title=title)
    part = SubElement(
        root,
        "testPart",
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    section = SubElement(
        part, "assessmentSection", identifier="section", title=title, visible="true"
    )
    for n, name in enumerate(names):
        SubElement(section, "assessmentItemRef", identifier=f"item-{n}", href=name)
    return root


def _manifest(belongs: dict[str, list[str]]) -> Element:
    """Give the list of all files and what belongs to what."""
    root = Element("manifest", xmlns=_PACKAGE, identifier="manifest")
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "QTIv2.1 Package"
    SubElement(about, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = _resource(resources, "resource-test", "imsqti_test_xmlv2p1", ["test.xml"])
    for n, (name, more) in enumerate(belongs.items()):
        _resource(resources, f"resource-{n}", "imsqti_item_xmlv2p1", [name, *more])
        SubElement(test, "dependency", identifierref=f"resource-{n}")
    return root


def _resource(resources: Element, identifier: str, kind: str, files: list[str]) -> Element:
    given = {"identifier": identifier, "type": kind, "href": files[0]}
    made = SubElement(resources, "resource", given)
    for file in files:
        SubElement(made, "file", href=file)
    return made


def _as_bytes(root: Element) -> bytes:
    out = io.BytesIO()
    ElementTree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()
