"""What a person can do with the page: find, walk with the keyboard, read why not; and what a stranger's text or page cannot do with it."""

import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hooks.cli.cluster import settings
from hooks.cli.console.board import Board
from hooks.cli.console.snapshot import Running, Snapshot
from hooks.cli.explain import world
from hooks.cli.local.observer import Alert, Discovered, Observation, Rule, Target
from hooks.cli.local.slack import Attachment, Message
from hooks.cli.local.terminal import Arrived, Moment, Tone
from hooks.cli.manifests import folder
from hooks.loop.resources import Key
from hooks.names import GROUP
from tests.console.command import console

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "my-app"
HOSTILE = '"><script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">'
GREY = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: forgotten, namespace: default, labels: {release: prom, team: shop}}
spec: {selector: {matchLabels: {app: my-app}}, endpoints: [{port: metrics}]}
"""
PASSWORD = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: locked, namespace: default, labels: {release: prometheus}}
spec: {selector: {matchLabels: {app: my-app}}, endpoints: [{port: metrics, basicAuth: {username: {name: web, key: user}, password: {name: web, key: pw}}}]}
---
apiVersion: v1
kind: Secret
metadata: {name: web, namespace: default}
stringData: {user: canary-user, pw: canary-password}
"""


def board(*texts: str, path: Path, **more: object) -> Board:
    """The example and further manifests, with nothing running but what ``more`` says."""
    (path / "more.yaml").write_text("\n---\n".join(texts), encoding="utf-8")
    seen = world(folder([EXAMPLE, path]), settings())
    return Board(msgspec.structs.replace(Snapshot("my-app", seen), **more))


@pytest.fixture
def address(served: Callable[[Board], str], tmp_path: Path) -> str:
    return served(board(GREY, PASSWORD, path=tmp_path))


def test_two_clicks_from_a_grey_monitor_to_the_reason(page: Page, address: str, pictured: Callable[[Page, str], None]) -> None:
    page.goto(address)
    page.locator(".node.idle", has_text="forgotten").click()
    expect(page.locator("#why")).to_have_text("Why not?")
    expect(page.locator(".why")).to_contain_text('release is "prom", spec.serviceMonitorSelector wants "prometheus"')
    expect(page.locator(".finding").first).to_contain_text("PH8")
    pictured(page, "why-not")


@pytest.mark.parametrize("words", ["forgot", "team=shop", "PH8004", "shop default"], ids=["name", "label", "code", "several"])
def test_search_finds_by_name_label_and_finding(page: Page, address: str, words: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".list .node")).to_have_count(1)
    expect(page.locator(".list .node")).to_contain_text("forgotten")


def test_the_keyboard_walks_along_the_chain(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".workloads .node:focus")).to_contain_text("prometheus")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".monitors .node:focus")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    focused = page.locator(".monitors .node:focus .name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(focused)


def test_every_state_has_a_shape_and_a_word(page: Page, address: str) -> None:
    page.goto(address)
    for node in page.locator(".graph .node").all():
        assert node.locator(".shape").inner_text().strip() in "✕◐?○✓"
        assert node.locator(".word").inner_text().strip()


def test_what_a_monitor_became_is_there_without_its_password(page: Page, address: str) -> None:
    page.goto(f"{address}nodes/ServiceMonitor/default/locked")
    expect(page.locator("pre").first).to_contain_text("password: (hidden)")
    expect(page.locator(".relabels").first).to_contain_text("__meta_kubernetes_namespace → namespace")
    assert "canary" not in page.content()
    page.goto(f"{address}nodes/Receiver/monitoring/prometheus-alertmanager/slack-notifications")
    expect(page.locator("pre").first).to_contain_text("channel: '#alerts'")
    assert "127.0.0.1:9099" not in page.content()


def test_a_secret_says_who_needs_it_and_nothing_of_what_it_holds(page: Page, address: str) -> None:
    page.goto(f"{address}search?q=secret web")
    page.locator(".list .node").click()
    expect(page.locator(".neighbours")).to_contain_text("locked")
    expect(page.locator(".why")).to_contain_text("spec.endpoints[0].basicAuth.password: key pw")
    assert "canary" not in page.content()


def test_text_of_strangers_is_text(page: Page, served: Callable[[Board], str], tmp_path: Path) -> None:
    labels = {"job": HOSTILE, "instance": HOSTILE}
    target = Target("serviceMonitor/default/my-app-monitor/0", "http://127.0.0.1:1/", labels, "down", HOSTILE, discovered=Discovered("default", "my-app"))
    alert = Alert({"alertname": "HighRequestLatency", "x": HOSTILE}, "firing", HOSTILE, rule=("f", "g", "HighRequestLatency"))
    said = Observation(targets=(target,), alerts=(alert,), rules=(Rule("HighRequestLatency", "alerting", HOSTILE, "err", HOSTILE),))
    running = Running(
        "monitoring/prometheus-prometheus-0", "prometheus", HOSTILE, "http://127.0.0.1:1", "", Key(GROUP, "Prometheus", "monitoring", "prometheus"), (), said
    )
    message = Message(HOSTILE, HOSTILE, (Attachment(HOSTILE, HOSTILE, "danger"),))
    shown = board(path=tmp_path, running=(running,), moments=(Moment(0.0, HOSTILE, HOSTILE, Tone.BAD),), messages=(Arrived(0.0, message),))
    address = served(shown)
    for path in ("", "messages", "timeline", "findings", f"search?q={urllib.parse.quote(HOSTILE)}", f"query?expr={urllib.parse.quote(HOSTILE)}"):
        page.goto(f"{address}{path}")
        page.wait_for_timeout(100)
        assert page.title() != "taken"
    page.goto(address)
    page.locator(".targets .node").click()
    expect(page.locator(".labels td").first).to_have_text(HOSTILE)


def test_another_site_gets_nothing(address: str) -> None:
    def status(path: str, method: str = "GET", **headers: str) -> int:
        request = urllib.request.Request(f"{address}{path}", method=method, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    assert status("") == 200
    assert status("", Host="rebound.example:9080") == 421
    assert status("actions/default/my-app/slow", "POST") == 403
    assert status("actions/default/my-app/slow", "POST", Origin="http://other.example") == 403
    assert status("actions/default/my-app/slow", "POST", Origin="null") == 403
    assert status("actions/default/my-app/slow", "POST", Origin=address.rstrip("/")) == 404  # nothing runs, so there is nothing to ask


@pytest.mark.parametrize("width", [380, 800, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_at_any_width(context: BrowserContext, page: Page, address: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "nodes/ServiceMonitor/default/my-app-monitor", "findings", "timeline"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 200) is (scheme == "dark")


def test_a_folder_in_the_console_follows_its_edits(page: Page, tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "my-app")
    with console(folder) as address:
        page.goto(address)
        expect(page.locator(".monitors .node")).to_contain_text("selected")
        monitor = folder / "servicemonitor.yaml"
        monitor.write_text(monitor.read_text(encoding="utf-8").replace("release: prometheus", "release: prom"), encoding="utf-8")
        expect(page.locator(".monitors .node")).to_contain_text("not selected", timeout=20_000)
        page.get_by_role("link", name="Timeline").click()
        expect(page.locator(".plan")).to_contain_text("- job serviceMonitor/default/my-app-monitor/0")
