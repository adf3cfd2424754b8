"""Scripts of demos: read from TOML, one per lesson, and checked at the door.

A script has a title and scenes in order. A scene says what the simulator shows, what the class is
asked, what it is likely to answer wrongly, and what is told then. What it claims of the simulator
is held against it in `demos.proof`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    FiniteFloat,
    StrictInt,
    StringConstraints,
    ValidationError,
    field_validator,
)

from l45anatomy import controls
from l45anatomy.case import Case
from l45anatomy.quizzes.authored import authored
from l45anatomy.quizzes.item import Checked, Claim, Id, Plain, Text, doubled

__all__ = ["DemoError", "Look", "Scene", "Script", "known", "load", "read"]

FOLDER = Path(__file__).parent.parent / "data" / "demos"
LARGEST_FILE = 200_000  # bytes: an authored file is some ten thousand
MOST_SCENES = 40

Part = Literal["controls", "view", "slice", "leg", "facts"]


class DemoError(ValueError):
    """A script that can't be used: says file, scene, place, what was got, what may be."""


def _buildable(plain: Plain) -> Plain:
    """Give a case back that can be built."""
    controls.fitting(Case.from_dict(plain))
    return plain


def _offered(groups: tuple[str, ...]) -> tuple[str, ...]:
    """Give groups of controls back that there are; none at all is allowed."""
    return controls.names(groups) if groups else ()


Buildable = Annotated[Plain, AfterValidator(_buildable)]
Groups = Annotated[tuple[str, ...], AfterValidator(_offered)]
# A finding by its item, and its side where it has one: "patellar reflex left", "walking distance".
Named = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z ]+$", max_length=60)]


class Cut(Checked):
    """A plane before which the 3D view leaves everything out."""

    plane: Literal["axial", "sagittal", "coronal"]
    at_mm: FiniteFloat
    flipped: bool = False


class Taken(Checked):
    """A slice; without a position it goes through what is caught."""

    plane: Literal["axial", "sagittal", "coronal"] = "axial"
    position_mm: FiniteFloat | None = None
    weighting: Literal["T2", "T1", "CT"] = "T2"


class Look(Checked):
    """How a scene is looked at: the 3D view with its cut and what it is compared with, the slice.

    `compare` lays the spine as it was over the one of now, or wipes between them.
    """

    view: Literal[
        "posterior", "anterior", "left", "right", "superior", "foraminal left", "foraminal right"
    ] = "posterior"
    preset: Literal[
        "first look", "all", "bones", "nerves only", "disc and roots", "canal"
    ] = "first look"  # fmt: skip
    cut: Cut | None = None
    compare: Literal["", "outline", "wipe"] = ""
    slice: Taken = Taken()


class Expected(Checked):
    """A wrong answer a class is likely to give, and what to say to it."""

    says: Text
    answer: Text


class Way(Checked):
    """Which way a number goes from the case before the reveal to the one after it.

    The area is that of the sac at a `level`, the loss and the gap are those of a `root` and `side`.
    """

    of: Literal["area, mm2", "loss, percent", "gap, mm"]
    level: Literal["L3-L4", "L4-L5", "L5-S1"] | None = None
    root: Literal["L3", "L4", "L5", "S1"] | None = None
    side: Literal["left", "right"] | None = None
    goes: Literal["up", "down"]

    @field_validator("goes")
    @classmethod
    def _says_where(cls, goes: str, info: Any) -> str:
        told = info.data
        wanted = ("level",) if told.get("of") == "area, mm2" else ("root", "side")
        for name in wanted:
            if told.get(name) is None:
                raise ValueError(f"must come with {name}, which {told.get('of')!r} needs")
        return goes


class Scene(Checked):
    """One scene: what is shown, asked and told.

    `before` is the case until the reveal, `case` the one after it; without `before` there is one.
    `show` names the parts of the simulator that are seen at once, `uncover` those that come with
    the reveal, `controls` the groups of controls that are offered.
    `claim` names all that is compressed in `case`, no more and no less, and `claim_before` in
    `before`; `abnormal` and `normal` name findings of `case`, `ways` what grew or shrank.
    """

    id: Id
    title: Text
    minutes: Annotated[StrictInt, Field(ge=1, le=20)]
    before: Buildable | None = None
    case: Buildable
    controls: Groups = ()
    show: tuple[Part, ...] = ("view", "slice")
    uncover: tuple[Part, ...] = ("leg", "facts")
    look: Look = Look()
    ask: Text
    wrong: Annotated[tuple[Expected, ...], Field(min_length=1)]
    reveal: Text
    notes: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    claim: tuple[Claim, ...]
    claim_before: tuple[Claim, ...] | None = None
    abnormal: tuple[Named, ...] = ()
    normal: tuple[Named, ...] = ()
    ways: tuple[Way, ...] = ()

    @field_validator("claim_before", "ways")
    @classmethod
    def _has_a_before(cls, told: Any, info: Any) -> Any:
        if told and info.data.get("before") is None:
            raise ValueError("must not be there without before")
        return told

    def parts(self, *, revealed: bool) -> tuple[str, ...]:
        """Give the parts of the simulator that are seen."""
        told = (*self.show, *self.uncover) if revealed else self.show
        return (*(("controls",) if self.controls else ()), *dict.fromkeys(told))

    def shown(self, *, revealed: bool) -> Case:
        """Give the case on the stage."""
        return Case.from_dict(self.case if revealed or self.before is None else self.before)


class _File(Checked):
    """The shape of a script file."""

    title: Text
    scene: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=MOST_SCENES)]

    @field_validator("scene")
    @classmethod
    def _can_be_shown(cls, scenes: tuple[Scene, ...]) -> tuple[Scene, ...]:
        if double := doubled(scene.id for scene in scenes):
            raise ValueError(f"must have a different id each, {double!r} is there twice")
        if not any(scene.controls for scene in scenes):
            raise ValueError("must offer controls in one scene at least")
        return scenes


@dataclass(frozen=True, kw_only=True)
class Script:
    """The scenes of one demo, in the order in which they are shown."""

    name: str
    title: str
    scenes: tuple[Scene, ...]

    def __iter__(self) -> Iterator[Scene]:
        return iter(self.scenes)

    def __len__(self) -> int:
        return len(self.scenes)

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(scene.minutes for scene in self)

    @property
    def controls(self) -> tuple[str, ...]:
        """The groups of controls that any scene offers."""
        return controls.names([name for scene in self for name in scene.controls])


def known() -> tuple[str, ...]:
    """The names of the demos that come with the package."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name: str | Path) -> Script:
    """Read a script: one that comes with the package by its name, or any TOML file by its path.

    Raises
    ------
    DemoError
        If there is none of that name, or it can't be used.
    """
    if isinstance(name, str) and not name.endswith(".toml"):
        if name not in known():
            allowed = ", ".join(known())
            raise DemoError(f"demo is {name!r}, must be one of {allowed} or a .toml file")
        return _load(FOLDER / f"{name}.toml")
    return _load(Path(name))


def read(content: Mapping[str, Any], name: str) -> Script:
    """Check the content of a script, already parsed; `name` stands in its errors."""
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        raise DemoError("\n".join(_problems(name, content, error))) from None
    return Script(name=Path(name).stem, title=file.title, scenes=file.scene)


def _load(path: Path) -> Script:
    return read(authored(path, LARGEST_FILE, DemoError), path.name)


def _problems(file: str, content: Mapping[str, Any], error: ValidationError) -> Iterator[str]:
    """One line for each thing that is wrong: file, scene, place, what was got, what may be."""
    for problem in error.errors(include_url=False):
        place = problem["loc"]
        where = file
        if place[:1] == ("scene",) and len(place) > 1:
            number = int(place[1])
            given = content["scene"][number]
            named = given.get("id") if isinstance(given, Mapping) else None
            where += f", scene {named!r}" if named else f", scene number {number + 1}"
            place = place[2:]
        what = ".".join(map(str, place))
        match problem["type"]:
            case "missing":
                yield f"{where}: {what} is missing, must be given"
            case "extra_forbidden":
                yield f"{where}: {what} is no key of a script, must not be there"
            case "value_error":
                yield f"{where}: {what}: {problem['ctx']['error']}"
            case _:
                got = repr(problem["input"])[:60]
                allowed = problem["msg"].replace("Input should ", "must ")
                yield f"{where}: {what} is {got}, {allowed}"
