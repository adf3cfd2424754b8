"""The slider moves that are measured: one scene after the other, as parts of the live view."""

import time
from statistics import median

REACHES_MM = tuple(range(1, 11))


def cases(reach_mm):
    """One case for each cause, each a little worse with the reach."""
    from l45anatomy import Case, Herniation, Spondylolisthesis, Stenosis

    return {
        "herniation": Case(Herniation(side="left", zone="subarticular", reach_mm=reach_mm)),
        "stenosis": Case(Stenosis.central(reach_mm / 10)),
        "slip": Case(Spondylolisthesis(slip_percent=3 * reach_mm)),
    }


def herniations():
    """The scenes of a herniation that grows, millimetre by millimetre."""
    from l45anatomy.views.scene import parts

    return [parts(cases(reach_mm)["herniation"]) for reach_mm in (0, *REACHES_MM)]


def unseen():
    """Herniations between those of `herniations`, as many as it has moves."""
    return [cases(reach_mm - 0.5)["herniation"] for reach_mm in REACHES_MM]


def computing_ms():
    """Milliseconds from the change to meshes, compressions and findings, by cause."""
    for case in cases(0.5).values():
        derived(case)
    taken = {}
    for reach_mm in REACHES_MM:
        for cause, case in cases(reach_mm).items():
            start = time.perf_counter()
            derived(case)
            taken.setdefault(cause, []).append(1000 * (time.perf_counter() - start))
    return {cause: median(times) for cause, times in taken.items()}


def derived(case):
    """Work out all that a slider move asks of the model and give the scene: meshes, findings."""
    from l45anatomy.views.scene import parts

    scene = parts(case)
    _ = case.compressions, tuple(case.exam)
    return scene


def yardstick_ms():
    """Milliseconds of processor time for 30,000 small numpy operations: how fast this hour is.

    A shared machine runs half as fast again from one hour to the next; ratios to this compare.
    """
    import numpy as np

    low, high, found = np.arange(200.0), np.arange(200.0)[::-1], np.empty(200)
    times = []
    for _ in range(7):
        start = time.process_time()
        for _ in range(10_000):
            np.minimum(low, high, out=found)
            found += low
            found.max()
        times.append(1000 * (time.process_time() - start))
    return median(times)


def views_ms(*, pauses=False):
    """Milliseconds of processor time until all views of a simulator show a move, by cause.

    Where a hand `pauses` after each, the next steps are worked out meanwhile; that is not counted.
    """
    from l45anatomy import simulator
    from l45anatomy.controls.setting import Setting

    taken = {}
    for cause, group in (("herniation",) * 2, ("stenosis",) * 2, ("slip", "spondylolisthesis")):
        shown = simulator(cases(0.5)[cause], group)
        shown.view._is_watched = True
        for view in (shown.view, shown.slice):
            view.send = lambda *_: None  # nobody listens; what is sent is measured elsewhere
        times = []
        for reach_mm in REACHES_MM:
            case = cases(reach_mm)[cause]
            there, here = Setting.of(case, (group,)).values, shown.panel.values
            moves = {name: value for name, value in there.items() if value != here[name]}
            start = time.process_time()
            shown.panel.move(**moves)
            times.append(1000 * (time.process_time() - start))
            if pauses:
                shown._ahead.finish()
        taken[cause] = median(times)
    return taken


def slices_ms():
    """Milliseconds of processor time for a slice of a spine that is there, by plane."""
    from l45anatomy.views.mri.plane import through

    case, taken = cases(7)["herniation"], {}
    derived(case)
    for plane in ("axial", "sagittal", "coronal"):
        first_mm = through(case, plane).position_mm
        case.mri(plane, first_mm)
        times = []
        for step_mm in REACHES_MM:
            start = time.process_time()
            case.mri(plane, first_mm + step_mm)
            times.append(1000 * (time.process_time() - start))
        taken[plane] = median(times)
    return taken


def at_rest():
    """How many triangles the default scene has."""
    from l45anatomy import Case
    from l45anatomy.views.scene import parts

    return sum(part.mesh.n_cells for part in parts(Case()))


def new_person_s():
    """Seconds until all meshes of somebody nobody has seen are there, nerves included."""
    from l45anatomy import Case, healthy
    from l45anatomy.views.scene import parts

    start = time.perf_counter()
    parts(Case(anatomy=healthy("male", 1900)))
    return time.perf_counter() - start
