"""Calibrates `variation.csv` on the figures of role `calibration`, and on no others.

    python tools/calibrate.py --patients 400 --seed 0

People are drawn and measured once; then they are examined again under other rules, so that only
what shows changes. Each block of parameters is fitted to the figures it bears on by Nelder and
Mead's search, distances being taken in half widths of the published intervals. The values found are
printed; they are put into the table by hand, with the figures in the note.
"""

import argparse
import time

import numpy as np
from scipy.optimize import minimize

from l45anatomy import evidence
from l45anatomy.chance.differences import Rules, rules_of
from l45anatomy.chance.slots import layout
from l45anatomy.cohort import Cohort, Pool, pool
from l45anatomy.validation import held

CROSSED = ("yielding", "tension.crossed_share")  # stands in another table

# The parameters of each block, and words of the figures that they are fitted to.
BLOCKS = {
    "motor": (
        (
            ("motor", "susceptibility_median"),
            ("motor", "susceptibility_spread"),
            ("motor", "missed"),
        ),
        (
            "weakness found by the surgeon",
            "motor deficit in sciatica of 6 to 12 weeks",
            "weakness in sciatica is MRC 4",
        ),
    ),
    "sensory": (
        (("sensory", "susceptibility_median"),),
        ("loss of feeling found by the surgeon", "feeling sound where no root is pressed"),
    ),
    "reflex": (
        (("reflex", "susceptibility_median"),),
        ("Achilles reflex reduced on one side", "reflexes sound where no root is pressed"),
    ),
    "tension": (
        (("tension", "susceptibility_median"), CROSSED),
        (
            "straight leg raise before surgery",
            "crossed straight leg raise before surgery",
        ),
    ),
    "pain": (
        (("pain", "swapped"),),
        (
            "pain of L4-L5 herniations in the L5 region",
            "pain of L4-L5 herniations in the S1 region",
        ),
    ),
    "cauda": (
        (("cauda", "susceptibility_median"),),
        ("saddle numb in a compressed cauda equina",),
    ),
}
LEAST, MOST = 0.02, 1.2  # nobody suffers much more than the teaching patient, on average


def main() -> None:
    """Fit every block, one after the other, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patients", type=int, default=400, help="drawn for each population")
    parser.add_argument("--seed", type=int, default=0, help="l45 validate takes 1")
    parser.add_argument("--jobs", type=int, default=None)
    chosen = parser.parse_args()
    rows = {row.figure: row for row in evidence.figures() if row.role == "calibration"}
    wanted = {figure for _, figures in BLOCKS.values() for figure in figures}
    pools: dict[str, Pool] = {}
    for population in dict.fromkeys(rows[figure].population for figure in sorted(wanted)):
        start = time.monotonic()
        numbers = range(chosen.patients)
        pools[population] = pool(population, chosen.seed, numbers, chosen.jobs)
        print(f"{population}: measured in {time.monotonic() - start:.0f} s", flush=True)
    usual = {key: row.value for key, row in evidence.variation().items()}
    usual[CROSSED] = evidence.yielding()[CROSSED[1]].value
    values = dict(usual)
    for name in BLOCKS:
        values |= fitted(name, values, pools)
    for (subject, parameter), value in values.items():
        if value != usual[subject, parameter]:
            print(f"{subject},{parameter},{value:.3g}")


def fitted(
    name: str, values: dict[tuple[str, str], float], pools: dict[str, Pool]
) -> dict[tuple[str, str], float]:
    """Give the values of one block that bring its figures closest to the published ones."""
    parameters, figures = BLOCKS[name]
    rows = [row for row in evidence.figures() if row.figure in figures]

    def tried(point: np.ndarray) -> dict[tuple[str, str], float]:
        kept = np.clip(np.exp(point), LEAST, MOST)
        return values | dict(zip(parameters, kept.tolist(), strict=True))

    def away(point: np.ndarray) -> float:
        law: Rules = rules_of(tried(point))
        cross(tried(point)[CROSSED])
        total = 0.0
        for row in rows:
            found = held(row, Cohort.of(pools[row.population], law))
            half = (found.high - found.low) / 2
            total += ((found.simulated.value - row.value) / half) ** 2
        return total

    start = np.log([max(values[parameter], LEAST) for parameter in parameters])
    # Shares of a few hundred people move in steps: the first steps of the search must be large.
    simplex = start + np.vstack([np.zeros(len(start)), 0.5 * np.eye(len(start))])
    options = {"initial_simplex": simplex, "xatol": 0.02, "fatol": 0.01, "maxiter": 80}
    best = minimize(away, start, method="Nelder-Mead", options=options)
    print(f"{name}: {best.fun:.2f} left after {best.nfev} tries", flush=True)
    found = tried(best.x)
    return {parameter: found[parameter] for parameter in parameters}


def cross(share: float) -> None:
    """Let raising one leg pull at the other side by that share: the arrays are made once."""
    known = layout()
    for n, (item, _) in enumerate(known.slots):
        if item == "crossed straight leg raise":
            straight = known.slots.index(("straight leg raise", "right"))
            known.shares[n] = share * (known.shares[straight] > 0) * known.shares[straight]


if __name__ == "__main__":
    main()
