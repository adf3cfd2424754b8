"""Laws of undo and redo."""

from hypothesis import given
from hypothesis import strategies as st

from l45anatomy.controls.history import LONGEST, History

MOVES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["a", "b", None])), max_size=30)


def after(moves) -> History[int]:
    history: History[int] = History(-1)
    for state, moved in moves:
        history = history.then(state, moved)
    return history


@given(MOVES)
def test_redo_takes_back_an_undo_and_nothing_else(moves):
    history = after(moves)
    if history.before:
        assert history.undo().redo().now == history.now
        assert history.undo().redo().before == history.before
    else:
        assert history.undo() == history


@given(MOVES)
def test_undoing_all_leads_to_the_beginning_and_redoing_all_back(moves):
    history = after(moves)
    start = history
    for _ in range(len(moves) + 1):
        start = start.undo()
    assert start.now == -1
    for _ in range(len(moves) + 1):
        start = start.redo()
    assert start.now == history.now


@given(MOVES, st.integers(10, 20))
def test_a_new_move_forgets_what_was_undone(moves, state):
    history = after(moves).undo().then(state)
    assert history.undone == ()
    assert history.now == state


def test_a_drag_is_one_step_and_a_rest_ends_it():
    drag = History(0).then(1, "s").then(2, "s").then(3, "s")
    assert drag.undo().now == 0
    assert drag.rested().then(4, "s").undo().now == 3


def test_there_and_back_leaves_nothing_to_undo():
    drag = History(0).then(5, "other").then(1, "s").then(2, "s").then(5, "s")
    assert (5, (0,)) == (drag.now, drag.before)
    assert drag.then(3, "s").undo().now == 5


def test_only_so_many_steps_are_kept():
    history: History[int] = History(-1)
    for number in range(LONGEST + 50):
        history = history.then(number)
    assert len(history.before) == LONGEST
