"""Pointing: at a structure of the spine, at the skin of a root."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, field_validator, model_validator

from l45anatomy import dermatomes, evidence
from l45anatomy.naming import named
from l45anatomy.quizzes.item import Feedback, Id, Item, Mark, Prompt, Text, Wrong, doubled, refuse
from l45anatomy.wording import listed


class Missed(Wrong):
    """Wrong structures with one reason."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]


class Structure(Item):
    """A structure to be clicked in the 3D view; any of `key` is right."""

    kind: Literal["structure"]
    key: Annotated[tuple[Text, ...], Field(min_length=1)]
    reason: Text
    wrong: tuple[Missed, ...] = ()
    otherwise: Text

    @model_validator(mode="after")
    def _names_structures(self) -> Self:
        names = (*self.key, *(name for wrong in self.wrong for name in wrong.names))
        if double := doubled(names):
            raise ValueError(f"must name each structure once, {double!r} is there twice")
        for name in names:
            try:
                named(name)
            except KeyError as error:
                raise ValueError(f"must name structures: {error.args[0]}") from None
        if self.picture is None or self.picture.of != "spine":
            raise ValueError("picture is missing, must be of the spine that is clicked")
        return self

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        return self._prompt(self.kind)

    def mark(self, answer: JsonValue) -> Mark:
        """Mark the name of a structure.

        Raises
        ------
        ValueError
            If nothing is called so.
        """
        try:
            clicked = named(str(answer)).structure
        except KeyError:
            raise refuse(self.id, answer, "the name of a structure") from None
        is_right = clicked in self.key
        key = Feedback(
            text=" or ".join(self.key), correct=True, chosen=is_right, reason=self.reason
        )
        feedback = (key,) if is_right else (self._wrong(clicked), key)
        return Mark(
            question=self.id,
            answer=clicked,
            score=float(is_right),
            feedback=feedback,
            proof=self.picture.case if self.picture else None,
        )

    def _wrong(self, clicked: str) -> Feedback:
        for wrong in self.wrong:
            if clicked in wrong.names:
                why = {"reason": wrong.reason, "misconception": wrong.misconception}
                return Feedback(text=clicked, correct=False, chosen=True, **why)
        return Feedback(text=clicked, correct=False, chosen=True, reason=self.otherwise)


class Dermatome(Item):
    """The skin of a root to be painted on the leg; the key is what a map of the dermatomes says.

    A region belongs to the root that carries most of it in the map `skin`.
    """

    kind: Literal["dermatome"]
    root: Literal["L2", "L3", "L4", "L5", "S1"]
    skin: Text = dermatomes.DEFAULT
    reason: Text
    misconception: Id = "dermatome-shift"

    @field_validator("skin")
    @classmethod
    def _is_a_map(cls, skin: str) -> str:
        return dermatomes.known(skin)

    @model_validator(mode="after")
    def _has_skin(self) -> Self:
        if not self.key:
            raise ValueError(
                f"root is {self.root!r}, which has no region of its own in {self.skin}"
            )
        return self

    @property
    def owners(self) -> dict[str, str]:
        """The root that carries most of each region the map draws."""
        regions = evidence.dermatomes()[self.skin]
        return {
            region: max(patches, key=lambda patch: patch.share).root
            for region, patches in regions.items()
        }

    @property
    def key(self) -> tuple[str, ...]:
        """The regions of the root."""
        return tuple(region for region, root in self.owners.items() if root == self.root)

    def prompt(self, seed: int) -> Prompt:  # noqa: ARG002 - every kind is asked alike
        """Give what may be told before the answer."""
        return self._prompt(self.kind, regions=list(self.owners))

    def mark(self, answer: JsonValue) -> Mark:
        """Mark a list of regions; the score is what is shared of all that was painted or due.

        Raises
        ------
        ValueError
            If it is no list of regions.
        """
        owners = self.owners
        if not isinstance(answer, list) or any(region not in owners for region in answer):
            raise refuse(self.id, answer, f"a list of {', '.join(owners)}")
        painted, due = {str(region) for region in answer}, set(self.key)
        feedback = [self._told(region, painted) for region in owners if region in painted | due]
        return Mark(
            question=self.id,
            answer=[region for region in owners if region in painted],
            score=len(painted & due) / len(painted | due),
            feedback=(
                Feedback(
                    text=f"{self.root}: {listed(list(self.key))}",
                    correct=True,
                    chosen=painted == due,
                    reason=f"{self.reason} (Map: {self.skin}.)",
                ),
                *feedback,
            ),
        )

    def _told(self, region: str, painted: set[str]) -> Feedback:
        owner, is_painted = self.owners[region], region in painted
        if owner != self.root:
            reason = f"In this map most of it belongs to {owner}."
            tag: str | None = self.misconception
        elif is_painted:
            reason, tag = f"{self.root} carries most of it.", None
        else:
            reason, tag = f"It was left out: {self.root} carries most of it.", None
        return Feedback(
            text=region,
            correct=owner == self.root,
            chosen=is_painted,
            reason=reason,
            misconception=tag,
        )
