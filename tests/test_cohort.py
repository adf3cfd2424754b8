"""A cohort is the same whoever measures it, and holds the people it says it does."""

import joblib
import numpy as np
import pytest

from l45anatomy import Case, evidence
from l45anatomy.chance.differences import rules, rules_of
from l45anatomy.cohort import Cohort, cohort, names, pool
from l45anatomy.cohort.drawing import draw, parts_of
from l45anatomy.cohort.pool import source_of_person
from l45anatomy.cohort.selecting import slots_named
from l45anatomy.frame import ROOTS

POPULATION, SEED = "operated herniation", 3


@pytest.fixture(scope="module")
def numbers() -> list[int]:
    """Numbers of people who share one body: what is measured of it is measured once."""
    people = {n: draw(POPULATION, source_of_person(SEED, n, 0)) for n in range(300)}
    alike = [n for n, who in people.items() if (who.sex, who.canal_mm) == ("female", 16.8)]
    return alike[:14]


@pytest.fixture(scope="module")
def operated(numbers) -> Cohort:
    """A few operated people."""
    return Cohort.of(pool(POPULATION, SEED, numbers))


def same(one: Cohort, other: Cohort) -> bool:
    """Whether two cohorts hold the same people with the same findings."""
    return (
        one.pool.numbers == other.pool.numbers
        and one.people == other.people
        and np.array_equal(one.table, other.table)
        and np.array_equal(one.body.loss, other.body.loss)
    )


def test_two_cores_draw_the_same_people_as_one(operated, numbers):
    assert same(operated, Cohort.of(pool(POPULATION, SEED, numbers, jobs=2)))


def test_a_cluster_draws_the_same_people(operated, numbers):
    """Through joblib's dask backend, as `pip install l45anatomy[dask]` allows it."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config(backend="dask"),
    ):
        assert same(operated, Cohort.of(pool(POPULATION, SEED, numbers)))


@pytest.mark.slow
def test_a_cohort_is_the_same_on_one_core_and_on_two():
    assert same(cohort(POPULATION, 2, seed=5, jobs=1), cohort(POPULATION, 2, seed=5, jobs=2))


def test_more_people_begin_with_the_same():
    fewer, more = (cohort("symptom-free at 20", n, seed=1) for n in (2, 4))
    assert more.pool.numbers[:2] == fewer.pool.numbers
    assert np.array_equal(more.table[:2], fewer.table)
    assert more.drawn >= fewer.drawn


def test_another_seed_draws_other_people(operated):
    other = [draw(POPULATION, source_of_person(SEED + 1, n, 0)) for n in operated.pool.numbers]
    assert tuple(other) != operated.people


def test_what_is_measured_of_many_is_what_a_case_says(operated):
    for n in range(4):
        case = operated.case(n)
        for root in ROOTS:
            for m, side in enumerate(("right", "left")):
                expected = max(
                    c.grade for c in case.compressions if (c.root, c.side) == (root, side)
                )
                assert expected == operated.body.grade[n, m, ROOTS.index(root)]
        assert [s.area_mm2 for s in case.sac] == pytest.approx(operated.body.sac_mm2[n])


def test_the_exam_of_one_person_is_the_row_of_the_many(operated):
    for n in range(3):
        exam = operated.exam(n)
        for item in ("extensor hallucis longus", "Achilles reflex", "straight leg raise"):
            found = operated.seen.step[n, slots_named(item)] > 0
            assert [exam[item, side].abnormal for side in ("right", "left")] == found.tolist()


def test_who_was_operated_had_pain_and_a_touched_root(operated):
    assert operated.pain.min() >= 2
    assert operated.body.grade.max(axis=(1, 2)).min() >= 1
    assert operated.drawn >= len(operated)


def test_who_is_symptom_free_has_no_pain():
    """Some of them with a herniation that is plain to see."""
    free = cohort("symptom-free at 80", 8)
    assert free.pain.max() == 0
    assert any("protrusion" in row for row in free.table["changes"])


def test_the_worse_side_is_where_the_herniation_lies(operated):
    for n in range(len(operated)):
        herniation = operated.people[n].changes[0]
        if herniation.zone != "central":
            assert ("right", "left")[operated.side[n]] == herniation.side


def test_people_under_other_rules_are_the_same_people(numbers):
    """How calibration looks at them: what presses stays, what shows changes."""
    everybody = pool(POPULATION, SEED, numbers)
    values = {key: row.value for key, row in evidence.variation().items()}
    values["pain", "susceptibility_median"] = 0.1
    numb = everybody.examined(rules_of(values))
    usual = everybody.examined(rules())
    assert (numb.taken <= usual.taken + 1e-12).all()
    assert len(Cohort.of(everybody, rules_of(values))) < len(Cohort.of(everybody))


@pytest.mark.parametrize("population", names())
def test_every_population_can_be_drawn(population):
    """Each draw is a case the model can be given, of a person from the stock."""
    for seed in range(40):
        person = draw(population, np.random.default_rng(seed))
        Case(*person.changes, anatomy=person.body)
        assert 18 <= person.age <= 100


@pytest.mark.parametrize("population", names())
def test_there_are_few_bodies(population):
    """What is measured of a body must serve many people."""
    row = parts_of(population)["person"]["canal_mm"][0]
    assert (row.high - row.low) / row.step < 10


def test_shares_of_options_add_up():
    for population in names():
        for part, parameters in parts_of(population).items():
            for name, rows in parameters.items():
                for given in {row.given for row in rows if row.option}:
                    total = sum(row.value for row in rows if row.given == given)
                    assert total == pytest.approx(1, abs=0.01), (population, part, name, given)


def test_an_unknown_population_is_refused():
    with pytest.raises(ValueError, match=r"population is 'everybody', must be one of"):
        cohort("everybody", 3)


def test_no_people_are_refused():
    with pytest.raises(ValueError, match="n is 0, must be a whole number from 1 on"):
        cohort("operated herniation", 0)


def test_a_bar_shows_on_the_error_stream_only(capsys):
    cohort("symptom-free at 20", 2, progress=True)
    told = capsys.readouterr()
    assert told.out == ""
    assert "symptom-free at 20" in told.err
