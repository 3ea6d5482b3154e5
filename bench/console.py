"""``python -m bench.console [MONITORS] [RULES]``: what the console of a generated folder takes (1,000 and 200 unless given), in a real browser."""

import os
import tempfile
import time
from pathlib import Path

import click
import msgspec
from playwright.sync_api import Browser, sync_playwright

from bench.folder import write
from hooks.cli.cluster import settings
from hooks.cli.console.board import Board
from hooks.cli.console.snapshot import Snapshot
from hooks.cli.console.web.server import Server
from hooks.cli.explain import world
from hooks.cli.local.program import MissingProgram
from hooks.cli.manifests import folder
from tests.console.chromium import chromium

_TIMES = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0], page = performance.getEntriesByType("navigation")[0];
  return [paint.startTime, page.domContentLoadedEventEnd, page.encodedBodySize];
}"""


class Times(msgspec.Struct, frozen=True, order=True):
    """Milliseconds from the click to the first paint, and until the page's script has run and its keys work; bytes of the page."""

    interactive: float
    paint: float
    size: float


def generated(monitors: int, rules: int) -> Board:
    """The board of a generated folder."""
    with tempfile.TemporaryDirectory() as text:
        write(Path(text), monitors, rules)
        return Board(Snapshot("generated", world(folder([Path(text)]), settings())))


def times(browser: Browser, address: str) -> Times:
    """Those of one visit."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(".node, summary")
    paint, interactive, size = page.evaluate(_TIMES)
    page.close()
    return Times(interactive, paint, size)


@click.command()
@click.argument("monitors", default=1000)
@click.argument("rules", default=200)
@click.option("--visits", default=5, help="The best of so many visits counts.")
def main(monitors: int, rules: int, visits: int) -> None:
    """Print a row."""
    try:
        found = chromium()
    except MissingProgram as error:
        raise click.ClickException(f"no browser: {error}") from None
    start = time.process_time()
    server = Server(generated(monitors, rules))
    seconds = time.process_time() - start
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, env={**os.environ, **found.environment}, args=["--no-sandbox"])
        best = min(times(browser, server.url) for _ in range(visits))
        browser.close()
    server.close()
    click.echo(f"console with {monitors} ServiceMonitors, {rules} PrometheusRules: read in {seconds:.1f} s of the processor")
    click.echo(f"first paint {best.paint:.0f} ms, interactive {best.interactive:.0f} ms, page {best.size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
