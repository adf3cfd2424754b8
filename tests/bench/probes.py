"""What is run in a fresh kernel for each row: cells of code, the last of which prints JSON.

A kernel of its own for each keeps one measurement out of the other's memory. A trame server starts
between two cells, hence cells rather than one text.
"""

SPENT = """
import json, os, sys, time
import psutil
def spent():
    used = psutil.Process().cpu_times()
    return 1000 * (used.user + used.system)
def memory():
    whole = psutil.Process().memory_full_info()
    return {"rss": whole.rss / 1e6, "uss": whole.uss / 1e6}
"""

COMPUTING = (SPENT, "from tests.bench import moves; print(json.dumps(moves.computing_ms()))")

VIEWS = (
    SPENT,
    """
from tests.bench import moves
print(json.dumps({"views": moves.views_ms(), "yardstick": moves.yardstick_ms()}))
""",
)

VIEWS_AFTER_PAUSES = (
    SPENT,
    """
from tests.bench import moves
print(json.dumps({"views": moves.views_ms(pauses=True), "yardstick": moves.yardstick_ms()}))
""",
)

SLICES = (SPENT, "from tests.bench import moves; print(json.dumps(moves.slices_ms()))")

# Drawn twice: the first time every body is new, the second time other people have the same bodies.
COHORT = (
    SPENT,
    """
from l45anatomy.cohort import pool
taken = {}
for population in ("operated herniation", "symptom-free at 60", "stenosis clinic"):
    times = []
    for numbers in (range(60), range(60, 160)):
        start = spent()
        pool(population, 0, numbers, 1)
        times.append((spent() - start) / len(numbers))
    taken[population] = times[::-1]
print(json.dumps(taken))
""",
)

AT_REST = ("import json; from tests.bench import moves; print(json.dumps({'n': moves.at_rest()}))",)
# The cache is a folder of this run's own: empty the first time, filled the second.
NEW_PERSON = (
    "import json; from tests.bench import moves; print(json.dumps({'s': moves.new_person_s()}))",
)

OUR_MOVES = (
    SPENT,
    """
from tests.bench import moves
from l45anatomy.viewer import SpineView
scenes = moves.herniations()
view = SpineView(scenes[0])
view
""",
    """
view._handle_custom_msg({"kind": "ready", "from": "bench"}, [])  # what a front end sends first
start, sent = spent(), [view.show(scene) for scene in scenes[1:]]
told = {"cpu_ms": (spent() - start) / len(sent), "bytes": sum(sent) / len(sent)}
start = spent()
for case in moves.unseen():
    view.show(moves.derived(case))
told["whole_ms"] = (spent() - start) / len(sent)
print(json.dumps(told))
""",
)

# trame publishes to nobody here, so what a browser would fetch is asked for as a browser does:
# the scene's description, and each array whose hash it has not seen.
TRAME_MOVES = (
    SPENT,
    """
import tempfile
os.environ["VTK_WASM_DIR_OVERRIDE"] = tempfile.mkdtemp()  # else it looks for a download
import pyvista
from tests.bench import moves, trame_scene
scenes = moves.herniations()
plotter = trame_scene.plotter_of(scenes[0])
pyvista.set_jupyter_backend("client")
""",
    "_ = plotter.show(jupyter_backend='client', return_viewer=True)",
    """
from trame_pyvista.ui import get_viewer
viewer = get_viewer(plotter)
server, seen, published = viewer.server, set(), []
def hashes(state):
    if isinstance(state, dict):
        if isinstance(state.get("hash"), str):
            yield state["hash"]
        state = list(state.values())
    if isinstance(state, list):
        for inner in state:
            yield from hashes(inner)
def fetched(states):
    total = 0
    for state in states:
        total += len(json.dumps(state, default=str))
        for name in set(hashes(state)) - seen:
            seen.add(name)
            total += len(bytes(server.protocol_call("viewport.geometry.array.get", name, True)))
    return total
publish = server.protocol.publish
server.protocol.publish = lambda topic, state, **rest: published.append(state)
def move(scene):
    published.clear()
    trame_scene.move(plotter, scene)
    return fetched(published)
move(scenes[0])
start, sent = spent(), [move(scene) for scene in scenes[1:]]
told = {"cpu_ms": (spent() - start) / len(sent), "bytes": sum(sent) / len(sent)}
start = spent()
for case in moves.unseen():
    move(moves.derived(case))
told["whole_ms"] = (spent() - start) / len(sent)
print(json.dumps(told))
""",
)

BARE_MEMORY = (SPENT, "import pyvista; print(json.dumps(memory()))")
OUR_MEMORY = (
    SPENT,
    """
from tests.bench import moves
from l45anatomy.views.scene import parts
from l45anatomy.viewer import SpineView
case = moves.cases(7)["herniation"]
view = SpineView(parts(case))
findings = tuple(case.exam)
view
""",
    """
view._handle_custom_msg({"kind": "ready", "from": "bench"}, [])
print(json.dumps(memory()))
""",
)

BARE_PICTURE = (
    SPENT,
    """
start = time.perf_counter()
import pyvista
plotter = pyvista.Plotter(off_screen=True)
plotter.add_mesh(pyvista.Sphere())
_ = plotter.screenshot(return_img=True)
print(json.dumps({"s": time.perf_counter() - start}))
""",
)
# The same scene as a learner sees it, drawn once by PyVista as a still picture.
STILL_PICTURE = (
    SPENT,
    """
start = time.perf_counter()
from l45anatomy import Case, Herniation
_ = Case(Herniation(side="left", zone="subarticular", reach_mm=7)).png()
print(json.dumps({"s": time.perf_counter() - start}))
""",
)
OUR_PICTURE = (
    SPENT,
    """
start = time.perf_counter()
from l45anatomy import Case, Herniation
from l45anatomy.views.scene import parts
from l45anatomy.viewer import SpineView
view = SpineView(parts(Case(Herniation(side="left", zone="subarticular", reach_mm=7))))
view
""",
    """
view._handle_custom_msg({"kind": "ready", "from": "bench"}, [])
print(json.dumps({"s": time.perf_counter() - start}))
""",
)
