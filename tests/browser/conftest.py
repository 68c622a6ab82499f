"""A real browser (Debian's chromium, driven by Playwright) in front of a real desk on a free port of loopback."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import uvicorn

from onrecord.desk.app import create_app
from onrecord.desk.command import _bind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    f"--{flag}"
    for flag in (
        "no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync",
        "no-first-run", "disable-quic",
    )
]  # fmt: skip
Scheme = Literal["light", "dark"]
ARTEFACTS = Path(__file__).parent / "artefacts"


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Hold an act that leads to another page, and wait until that page is loaded and its deferred scripts have run."""
    with page.expect_event("load"):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start chromium once; skip where it is not installed."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("needs chromium on the PATH (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Desk:
    """A served record: its address, and pages on it that remember what went wrong."""

    address: str
    token: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    def page(self, *, javascript: bool = True, width: int = 1200, scheme: Scheme = "light") -> Page:
        """Open the desk in a fresh browser context."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, color_scheme=scheme
        )
        page = context.new_page()
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("request", self._stays_here)
        page.goto(f"{self.address}/?token={self.token}")
        return page

    def _stays_here(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(self.address):
            self.complaints.append(f"request to {url}")


@pytest.fixture
def serve(chromium: Browser) -> Iterator[Callable[[Path], Desk]]:
    """Serve records for one test; at its end nothing may have gone wrong in any page."""
    started: list[tuple[Desk, uvicorn.Server, threading.Thread]] = []

    def start(record: Path) -> Desk:
        bound = _bind(0)
        desk = Desk(f"http://127.0.0.1:{bound.getsockname()[1]}", "token", chromium)
        app = create_app(record, desk.token, by="tester", today=lambda: date(2023, 5, 2))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        started.append((desk, server, thread))
        return desk

    yield start
    for desk, server, thread in started:
        server.should_exit = True
        thread.join(10)
        assert desk.complaints == []


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page, as rule and element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    source = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    # The page's policy forbids injected script elements; evaluate() runs outside of it.
    page.evaluate(source)
    found = page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


@contextmanager
def picture(page: Page, name: str) -> Iterator[None]:
    """Keep a picture of the page under `artefacts/`, whatever happens inside."""
    try:
        yield
    finally:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=str(ARTEFACTS / f"{name}.png"), full_page=True)
