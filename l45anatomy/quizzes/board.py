"""All there is to see of how a learner does, as one value and in lines; time is passed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from l45anatomy import evidence
from l45anatomy.quizzes.attempt import Attempt
from l45anatomy.quizzes.confusion import OTHER, ROOTS, Find, Matrix, confusion
from l45anatomy.quizzes.mastery import RECENT, Calibration, Mastery, calibration, mastery, streak
from l45anatomy.quizzes.review import Due, cards

DAYS = 28  # shown of the days learnt on
_SOON = timedelta(days=7)
_ROWS = 12  # shown of the queue


@dataclass(frozen=True)
class Board:
    """What the answers come to at one moment."""

    attempts: tuple[Attempt, ...]
    now: datetime
    find: Find | None = None

    @cached_property
    def goals(self) -> tuple[Mastery, ...]:
        """Each objective tried, the weakest first."""
        return mastery(self.attempts)

    @cached_property
    def matrix(self) -> Matrix:
        """How often a root was taken for another, or for itself."""
        return confusion(self.attempts, self.find)

    @property
    def roots(self) -> tuple[str, ...]:
        """The rows and columns of the matrix; what is no root only where it occurs."""
        has_other = any(OTHER in pair for pair in self.matrix)
        return (*ROOTS, OTHER) if has_other else ROOTS

    @cached_property
    def sure(self) -> tuple[Calibration, ...]:
        """How often each confidence was right."""
        return calibration(self.attempts)

    @property
    def streak(self) -> int:
        """The days in a row up to today or yesterday."""
        return streak(self.attempts, self.now)

    @cached_property
    def days(self) -> tuple[tuple[date, int], ...]:
        """The latest days in the learner's own time, the oldest first, with their answers."""
        today = self.now.astimezone().date()
        given = [one.when.astimezone().date() for one in self.attempts]
        shown = (today - timedelta(days=back) for back in reversed(range(DAYS)))
        return tuple((day, given.count(day)) for day in shown)

    @cached_property
    def queue(self) -> tuple[Due, ...]:
        """What is due now or within a week: the most urgent of what is due first, then by day."""
        soon = [one for one in cards(self.attempts, self.now) if one.due <= self.now + _SOON]
        return tuple(sorted(soon, key=lambda one: (one.due > self.now, *_order(one, self.now))))

    @property
    def due(self) -> int:
        """How many cards are due now."""
        return sum(one.due <= self.now for one in self.queue)

    def about(self, card: Due) -> str:
        """Say in words what a card is about."""
        if card.kind == "confusion":
            known = evidence.misconceptions().get(card.key)
            return f"Mixed up: {known.title if known else card.key}"
        asked = [one.objective for one in self.attempts if one.question == card.key]
        return f"{card.key}: {aim(asked[-1])}" if asked and asked[-1] else card.key

    def when(self, card: Due) -> str:
        """Say when a card is due."""
        if card.due <= self.now:
            return "now, a confident error" if card.is_confident_error else "now"
        days = (card.due.astimezone().date() - self.now.astimezone().date()).days
        return "later today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _order(card: Due, now: datetime) -> tuple[object, ...]:
    return card.rank if card.due <= now else (card.due,)


def aim(objective: str) -> str:
    """Give an objective in words."""
    known = evidence.objectives().get(objective)
    return known.text if known else objective


def lines(board: Board) -> Iterator[str]:
    """Tell the whole board in words: what its charts show, and nothing less."""
    if not board.attempts:
        yield "No answers yet."
        return
    yield "Mastery by objective, the weakest first"
    yield from (f"  {goal(one)}" for one in board.goals)
    yield "Roots: what it was, and what was said"
    yield from (f"  {row}" for row in mixed(board))
    if not board.matrix:
        yield "  no answer names a root yet"
    yield "How sure, and how often right"
    yield from (f"  {sure(one)}" for one in board.sure)
    if not board.sure:
        yield "  not said yet"
    yield "Days"
    yield f"  {days(board)}"
    yield "Review"
    yield f"  {queued(board)}"
    yield from (f"  {board.when(one)}: {board.about(one)}" for one in shown(board))


def goal(one: Mastery) -> str:
    """Tell how an objective goes."""
    of = "1 answer" if one.attempts == 1 else f"{one.attempts} answers"
    if one.attempts > RECENT:
        of = f"the last {RECENT} of {of}"
    return f"{one.score:.0%} in {of}: {aim(one.objective)}"


def mixed(board: Board) -> Iterator[str]:
    """Tell what each root was taken for."""
    for true in board.roots:
        said = [(given, board.matrix.get((true, given), 0)) for given in board.roots]
        told = ", ".join(f"{given} {count} x" for given, count in said if count)
        if told:
            yield f"{true}: said {told}"


def sure(one: Calibration) -> str:
    """Tell how often one confidence was right."""
    return (
        f"{one.confidence}: {one.right} of {one.given} right, {one.share:.0%} "
        f"(95 % interval {one.low:.0%} to {one.high:.0%})"
    )


def days(board: Board) -> str:
    """Tell on how many days was learnt."""
    busy = sum(count > 0 for _, count in board.days)
    total = sum(count for _, count in board.days)
    row = "1 day" if board.streak == 1 else f"{board.streak} days"
    answers = "1 answer" if total == 1 else f"{total} answers"
    return f"{row} in a row; {answers} on {busy} of the last {DAYS} days"


def queued(board: Board) -> str:
    """Tell how much waits."""
    later = len(board.queue) - board.due
    return f"{board.due} due now, {later} more within a week"


def shown(board: Board) -> tuple[Due, ...]:
    """Give the part of the queue that is shown."""
    return board.queue[:_ROWS]
