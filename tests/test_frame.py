"""The words every other module uses, and how bad input is refused by them."""

import numpy as np
import pytest

from l45anatomy import Case
from l45anatomy.cohort import cohort
from l45anatomy.frame import source_of, whole


@pytest.mark.parametrize("seed", ["a", -1, 1.5, None, True])
def test_a_seed_that_is_no_whole_number_is_refused_with_what_is_allowed(seed):
    with pytest.raises(ValueError, match=r"seed is .*, must be a whole number from 0 on"):
        Case().sampled(seed)
    with pytest.raises(ValueError, match=r"seed is .*, must be a whole number from 0 on"):
        cohort("symptom-free at 20", 2, seed)


@pytest.mark.parametrize("n", [0, -3, 2.5, "many"])
def test_a_cohort_is_a_whole_number_of_people(n):
    with pytest.raises(ValueError, match=r"n is .*, must be a whole number from 1 on"):
        cohort("symptom-free at 20", n)


@pytest.mark.parametrize("code", [None, 3, "", "L45-", "hello"])
def test_what_is_no_code_is_refused_with_what_is(code):
    with pytest.raises(ValueError, match=r"must be a share code copied whole"):
        Case.from_code(code)


def test_the_same_seed_gives_the_same_numbers_and_a_source_goes_on():
    assert source_of(3).random() == source_of(3).random()
    going = np.random.default_rng(3)
    assert going is source_of(going)
    assert 7 == whole("n", np.int64(7), 1)
