"""A JupyterLab of its own and a Chromium of its own for each worker, and hands to use them.

Nothing here waits by the clock: every step waits for what it needs to see. Settings, kernels and
answers live in a folder that goes with the run; screenshots stay in `artefacts/`.
"""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.viewing import calm_page, stage

__all__ = ["calm_page", "stage"]  # fixtures that live beside what they show

ROOT = Path(__file__).parent.parent.parent
ARTEFACTS = ROOT / "artefacts"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",  # WebGL drawn by the processor: no graphics card is asked for
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
PATIENCE_S = 60
TRIES = 6
MOST_ASKED = 60  # as many dialogs as a lesson has cells
BLINK_MS = 5_000
BREATH_MS = 250
PATIENCE_MS = 180_000  # software WebGL on a small machine is slow

# What a cell complained of: an error that ended it, or words on its error stream.
ERROR = ":is([data-mime-type$='.jupyter.error'], [data-mime-type$='.jupyter.stderr'])"
ALL_RAN_OR_ONE_FAILED = """(error) => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
  const waiting = prompts.some((prompt) => /\\[[ *]\\]/.test(prompt.textContent));
  return (prompts.length && !waiting) || document.querySelector(error);
}"""
# A cell has run and one before it was never begun.
LOST_ONE = """() => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
  const told = prompts.map((prompt) => prompt.textContent);
  const first = told.findIndex((text) => text.includes("[ ]"));
  return first >= 0 && told.slice(first).some((text) => /\\[\\d/.test(text));
}"""
# A lesson is stored with the counts of its claims; its first cell has none until it is run.
HAS_BEGUN = """() => /\\[[*\\d]/.test(
  document.querySelector(".jp-CodeCell .jp-InputPrompt")?.textContent)"""
ASKS_OR_BEGAN = f"""() => document.querySelector(".jp-Dialog button.jp-mod-accept") ? "asks"
  : ({HAS_BEGUN})() && "began\""""
LABS_OWN = ("favicon", "Could not restore the debugger state")
# The whole notebook stays on the page, so that a cell out of sight can be looked at too.
SETTINGS = {"@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"}}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it is, and what lies in it."""

    url: str
    token: str
    folder: Path

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the server's own interface and give what it answers."""
        request = urllib.request.Request(  # noqa: S310 - our own server on this machine
            f"{self.url}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")


@dataclass
class Screen:
    """A browser page with JupyterLab in it, used as a learner uses it."""

    page: Page
    lab: Lab
    complaints: list[str] = field(default_factory=list)
    lesson: str = ""
    pardoned: tuple[str, ...] = ()  # what a front end itself is known to complain of

    def open(self, lesson: str) -> None:
        """Open a notebook alone on the page and wait for its kernel."""
        self.lesson = lesson
        self.page.goto(f"{self.lab.url}/doc/tree/{lesson}?token={self.lab.token}&reset")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the page is connected to a kernel with nothing to do.

        The page alone does not tell: it shows an idle kernel before it has one.
        """
        for _ in range(PATIENCE_MS // BREATH_MS):
            if self._is_connected():
                break
            self.page.wait_for_timeout(BREATH_MS)
        else:
            pytest.fail(f"{self.lesson} has no kernel with nothing to do")
        idle = self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        expect(idle).to_be_visible(timeout=PATIENCE_MS)

    def _is_connected(self) -> bool:
        """Ask the server: in the page nothing can be waited for that has to be asked there."""
        own = (one["kernel"] for one in self.lab.ask("sessions") if one["path"] == self.lesson)
        return any(k and k["connections"] and k["execution_state"] == "idle" for k in own)

    def run_all(self) -> None:
        """Run every cell from the menu, to the last."""
        self._begin_all()
        self.wait_until_all_ran()

    def _begin_all(self) -> None:
        """Choose that all cells run.

        On a busy machine Lab may not know its kernel yet, and asks for it; then it is told.
        """
        patience_ms = PATIENCE_MS / TRIES
        for _ in range(TRIES):
            self.choose("Run", "Run All Cells")
            with suppress(PlaywrightTimeoutError):
                told = self.page.wait_for_function(ASKS_OR_BEGAN, timeout=patience_ms).json_value()
                if told == "asks":
                    self._answer(self.page.locator(".jp-Dialog"))
                    self.page.wait_for_function(HAS_BEGUN, timeout=patience_ms)
                return
        pytest.fail("Lab runs no cell, though asked to")

    def restart_and_run_all(self) -> None:
        """Clear what was shown, restart the kernel from the menu, say yes, and run every cell."""
        self.choose("Edit", "Clear Outputs of All Cells")
        self.choose("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu by its words; what Lab asks meanwhile is answered first.

        That closes the menu, so it is opened again.
        """
        asked, patience_ms = self.page.locator(".jp-Dialog"), PATIENCE_MS / TRIES
        self.page.add_locator_handler(asked, self._answer, no_wait_after=True)
        for _ in range(TRIES):
            with suppress(PlaywrightTimeoutError):
                self._item(menu, exact=True).click(timeout=patience_ms)
                self._item(item).click(timeout=patience_ms)
                break
            if asked.count():  # Escape would mean that no kernel is wanted
                self._answer(asked)
            else:
                self.page.keyboard.press("Escape")  # the next try would close a menu left open
        else:
            pytest.fail(f"Lab does not offer {item} in {menu}")
        self.page.remove_locator_handler(asked)

    def _item(self, words: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("menuitem", name=words, exact=exact).first

    def _answer(self, asked: Locator) -> None:
        """Say yes; but for which kernel it should take, there is nothing that Lab need ask.

        Each cell that waits for a kernel asks for it by a dialog of its own, one after the other.
        """
        for _ in range(MOST_ASKED):
            if not asked.count():
                return
            with suppress(PlaywrightTimeoutError):  # it may have gone meanwhile
                if "Select Kernel" not in (told := asked.first.inner_text(timeout=BLINK_MS)):
                    self.complain(f"Lab asked: {told}")
                asked.first.locator("button.jp-mod-accept").click(timeout=BLINK_MS)

    def wait_until_all_ran(self) -> None:
        """Wait until every code cell has its number, or one ended in an error.

        Lab may lose cells on their way to a kernel, the first as well as the last: if that has
        nothing to do, it is asked again.
        """
        for _ in range(TRIES):
            with suppress(PlaywrightTimeoutError):
                patience_ms = PATIENCE_MS / TRIES
                self.page.wait_for_function(ALL_RAN_OR_ONE_FAILED, arg=ERROR, timeout=patience_ms)
                if not self.page.evaluate(LOST_ONE):
                    break
            if self._is_connected():
                self._begin_all()
        self.page.wait_for_function(ALL_RAN_OR_ONE_FAILED, arg=ERROR, timeout=PATIENCE_MS)
        self.wait_for_kernel()
        assert self.errors() == []

    def errors(self) -> list[str]:
        """The text of everything that a cell complained of."""
        return self.page.locator(".jp-OutputArea-output" + ERROR).all_inner_texts()

    def keep(self, name: str) -> bytes:
        """Keep a screenshot as an artefact and give its bytes."""
        ARTEFACTS.mkdir(exist_ok=True)
        return self.page.screenshot(path=ARTEFACTS / f"{name}.png")

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error on the page's console."""
        if message.type == "error":
            self.complain(f"{message.text} ({message.location.get('url', '')})")

    def complain(self, text: str) -> None:
        """Note what the page complains of, but for what Lab complains of itself."""
        if not any(known in text for known in (*LABS_OWN, *self.pardoned)):
            self.complaints.append(text)


def executable() -> str:
    named = os.environ.get("L45_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found:
        return found
    reason = "no Chromium on the path: apt-get install chromium, or name its file in L45_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(home: Path, port: int, token: str, base: str) -> subprocess.Popen[bytes]:
    """Start JupyterLab as `l45 lab` does, but for settings and answers of its own."""
    (home / "config").mkdir()
    server = {"ServerApp": {"base_url": base}}
    (home / "config" / "jupyter_server_config.json").write_text(json.dumps(server))
    for name, setting in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(setting))
    environment = {
        **os.environ,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "L45_PROGRESS": str(home / "progress.sqlite"),
    }
    command = [sys.executable, "-m", "l45anatomy", "lab", "--no-browser", "--port", str(port)]
    environment["JUPYTER_TOKEN"] = token
    return subprocess.Popen(
        [*command, "--folder", str(home / "lessons")],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _wait_until_it_runs(server: subprocess.Popen[bytes], log: Path) -> int:
    """Read what JupyterLab says until it names its port, and let a thread read on.

    It is not always the port asked for: another process may have taken that one meanwhile.
    """
    assert server.stdout is not None
    with log.open("wb") as said:
        for line in server.stdout:
            said.write(line)
            if named := re.search(rb"http://127\.0\.0\.1:(\d+)/", line):
                break
        else:
            said.flush()
            pytest.fail(f"JupyterLab ended with {server.wait()}:\n{log.read_text()}")
    threading.Thread(target=_read_on, args=(server.stdout, log), daemon=True).start()
    port = int(named[1])
    while server.poll() is None and not _listens(port):
        threading.Event().wait(0.05)  # it names its port a moment before it listens
    return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _read_on(stream: IO[bytes], log: Path) -> None:
    with stream, log.open("ab") as said:
        shutil.copyfileobj(stream, said)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium without a window and with an empty profile."""
    path = executable()
    expect.set_options(
        timeout=1000 * PATIENCE_S
    )  # two workers on a small machine are slow at times
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@contextmanager
def running(home: Path, base: str = "/") -> Iterator[Lab]:
    """A JupyterLab on a free port over a copy of the lessons, below a path if one is given."""
    token = secrets.token_hex(16)
    server = _start(home, _free_port(), token, base)
    port = _wait_until_it_runs(server, home / "lab.log")
    try:
        yield Lab(f"http://127.0.0.1:{port}{base.rstrip('/')}", token, home / "lessons")
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_S)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab of one's own."""
    with running(tmp_path_factory.mktemp("home")) as lab:
        yield lab


@contextmanager
def looking(lab: Lab, chromium: Browser, name: str) -> Iterator[Screen]:
    """A page on JupyterLab, no kernel running and nothing answered yet.

    What the page complains of fails the test, and a last picture of it is kept by this name.
    """
    for session in lab.ask("sessions"):
        lab.ask(f"sessions/{session['id']}", "DELETE")
    for kernel in lab.ask("kernels"):  # Voila's kernels belong to no session
        lab.ask(f"kernels/{kernel['id']}", "DELETE")
    for file in lab.folder.parent.glob("progress.sqlite*"):
        file.unlink()
    page = chromium.new_page(viewport={"width": 1400, "height": 1600})
    page.set_default_timeout(PATIENCE_MS)
    shown = Screen(page, lab)
    page.on("console", shown.hear)
    page.on("pageerror", lambda error: shown.complain(str(error)))
    yield shown
    shown.keep(f"{name}-end")
    page.close()
    assert shown.complaints == []


@pytest.fixture
def screen(lab: Lab, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A page of one test alone."""
    with looking(lab, chromium, request.node.name) as shown:
        yield shown
