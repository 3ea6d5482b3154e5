"""A thousand monitors: groups that fold, the worst on top, found by a search; and a page that is there at once."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.console import generated, times
from hooks.cli.console.board import Board
from hooks.cli.console.web.server import Server

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = Server(generated(1000, 100))
    yield server.url
    server.close()


def test_it_is_interactive_at_once(browser: Browser, address: str) -> None:
    best = min(times(browser, address) for _ in range(4))
    assert best.interactive < 1000  # with room for a machine that does other things too; bench has the figure
    assert best.size < 150 * 1024


def test_the_example_is_painted_within_300_milliseconds(browser: Browser, served: Callable[[Board], str]) -> None:
    address = served(generated(5, 2))
    assert min(times(browser, address).paint for _ in range(5)) < 300


def test_groups_fold_and_open_with_the_worst_first(page: Page, address: str) -> None:
    page.goto(address)
    group = page.locator(".monitors details").first
    expect(page.locator(".monitors .node")).to_have_count(0)
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.locator(".node").first).to_be_visible()
    page.locator(".monitors").get_by_role("link", name="namespaces more").click()
    expect(page.locator("h1")).to_have_text("Monitors by namespace")


def test_one_of_a_thousand_is_found(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("servicemonitor app-777")
    page.keyboard.press("Enter")
    expect(page.locator(".list .node")).to_have_count(1)
    page.locator(".list .node").click()
    expect(page.locator("h1")).to_contain_text("app-777")
