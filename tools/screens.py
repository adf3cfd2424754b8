"""Takes the pictures of the simulator in `docs/pictures/`, in JupyterLab as a student sees it.

python -m tools.screens [name ...]
"""

import io
import json
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import SETTINGS, SWITCHES, Lab, Screen, executable, running
from tests.browser.fronts import shown, write_notebook

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
LEFT = 'Herniation("left", "subarticular", 7.0)'
SCREENS = {  # file -> (theme, what the cell shows)
    "simulator": ("light", f"simulator(Case({LEFT}))"),
    "simulator-dark": ("dark", f"simulator(Case({LEFT}))"),
    "herniation": ("light", 'simulator(Case(Herniation("right", "foraminal", 6.0)))'),
    "stenosis": ("light", 'simulator(Case(Stenosis.central(0.8)), "stenosis")'),
    "slip": (
        "light",
        'simulator(Case(Spondylolisthesis(slip_percent=25.0)), ("spondylolisthesis", "posture"))',
    ),
    "predict-first": ("light", f"simulator(Case({LEFT}), predict=True)"),
}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def take(browser: Browser, lab: Lab, name: str) -> None:
    """Take one picture."""
    _, cell = SCREENS[name]
    file = f"{name}.ipynb"
    write_notebook(
        lab.folder / file,
        "from l45anatomy import Case, Herniation, Spondylolisthesis, Stenosis, simulator",
        cell,
    )
    page = browser.new_page(viewport={"width": 1500, "height": 1500}, reduced_motion="reduce")
    screen = Screen(page, lab)
    screen.open(file)
    screen.run_all()
    place = page.locator(".l45-simulator").first
    if "predict" not in name:
        place = shown(page).place
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.mouse.move(2, 2)
    picture = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    # Without a second look at the colours a caught root, few pixels as it is, would lose its own.
    picture.quantize(256, kmeans=3).save(PICTURES / f"{name}.png", optimize=True)
    page.close()
    for session in lab.ask("sessions"):
        lab.ask(f"sessions/{session['id']}", "DELETE")


def main(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(SWITCHES))
        for theme in THEMES:
            wanted = [n for n in names or SCREENS if SCREENS[n][0] == theme]
            if not wanted:
                continue
            SETTINGS["@jupyterlab/apputils-extension/themes"] = {"theme": THEMES[theme]}
            with tempfile.TemporaryDirectory() as home, running(Path(home)) as lab:
                for name in wanted:
                    take(browser, lab, name)
                    print(json.dumps({name: SCREENS[name][1]}))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
