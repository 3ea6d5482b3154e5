"""A browser for the tests, and consoles for it to look at."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hooks.cli.console.board import Board
from hooks.cli.console.web.server import Server
from hooks.cli.local.program import MissingProgram
from tests.console.chromium import chromium

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all; without one the tests are skipped, and say why."""
    try:
        found = chromium()
    except MissingProgram as error:
        pytest.skip(f"no browser: {error}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.path, env={**os.environ, **found.environment}, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own size and scheme can be made of it."""
    made = browser.new_context(viewport={"width": 1400, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script breaks, the policy is violated, or another host is asked for anything."""
    made, wrong = context.new_page(), list[str]()
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    made.on("request", lambda request: wrong.append(f"asked {request.url}") if not request.url.startswith("http://127.0.0.1:") else None)
    yield made
    assert wrong == []


@pytest.fixture
def pictured(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps what a page looks like, light and dark, for the docs, if that is asked for."""

    def save(page: Page, name: str) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.screenshot(path=IMAGES / f"console-{name}-{scheme}.png")

    return save if request.config.getoption("--update-screenshots") else lambda _page, _name: None


@pytest.fixture
def served() -> Iterator[Callable[[Board], str]]:
    """Serves a board; the address of its console."""
    servers: list[Server] = []

    def serve(board: Board) -> str:
        servers.append(Server(board))
        return servers[-1].url

    yield serve
    for server in servers:
        server.close()
