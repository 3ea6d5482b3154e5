"""The story, told by the page alone: press slow, see pending, firing and the message, press fast, see that it is resolved.

The rule and Alertmanager are made quicker than in the example, so that it takes a minute and not eight.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hooks.cli.local.programs import MissingProgram, Source, program
from tests.console.command import console
from tests.local.running import Running

pytestmark = [pytest.mark.local, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    try:
        for name in ("prometheus", "alertmanager"):
            program(name, Source.PINNED)
    except MissingProgram as error:
        pytest.skip(str(error))
    started = Running(tmp_path_factory.mktemp("console"), Source.PINNED, before=_quicker)
    try:
        started.shows("target up: job=my-app ")
        yield started
    finally:
        started.close()


def _quicker(folder: Path) -> None:
    rule = folder / "prometheusrule.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("[5m]", "[15s]").replace("for: 2m", "for: 10s"), encoding="utf-8")
    manager = folder / "alertmanager.yaml"
    manager.write_text(
        manager.read_text(encoding="utf-8").replace("group_wait: 5s", "group_wait: 1s").replace("group_interval: 10s", "group_interval: 2s"), encoding="utf-8"
    )


@pytest.fixture
def home(running: Running, page: Page) -> Page:
    page.goto(running.shows(r"console +open (http://127\.0\.0\.1:\d+/)")[1])
    return page


def test_the_story_from_the_page_alone(home: Page, pictured: Callable[[Page, str], None]) -> None:
    expect(home.locator(".targets .node")).to_contain_text("up", timeout=30_000)
    expect(home.locator(".targets .node")).to_contain_text("last scrape")
    alert = home.locator(".card.alert")
    expect(alert).to_contain_text("inactive", timeout=30_000)
    home.get_by_role("button", name="slow").click()
    expect(home.locator(".recent")).to_contain_text("is asked: slow")
    expect(alert.locator(".state")).to_contain_text("pending", timeout=60_000)
    expect(alert.locator(".next")).to_contain_text(re.compile(r"at \d\d:\d\d:\d\d, 0:0\d left"))
    expect(alert.locator(".state")).to_contain_text("firing", timeout=40_000)
    expect(alert.locator(".message")).to_contain_text("High request latency on my-app", timeout=30_000)
    expect(alert.locator("[aria-current=step]")).to_have_text("message")
    expect(home.locator(".receivers .node")).to_contain_text("active alert")
    pictured(home, "graph")
    home.get_by_role("button", name="fast").click()
    expect(alert.locator("[aria-current=step]")).to_have_text("resolved", timeout=60_000)
    home.get_by_role("link", name="Messages").click()
    expect(home.locator(".message").first).to_contain_text("resolved: High request latency on my-app")
    expect(home.locator(".message")).to_have_count(2)


def test_a_broken_monitor_appears_with_its_reason_and_disappears_when_it_is_mended(running: Running, home: Page) -> None:
    monitor = home.locator(".monitors .node", has_text="broken")
    file = running.folder / "broken.yaml"
    file.write_text(
        "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: broken, namespace: default, labels: {release: prometheus}}\n"
        'spec: {selector: {matchLabels: {app: my-app}}, endpoints: [{port: metrics, relabelings: [{sourceLabels: [a], regex: "(", targetLabel: b}]}]}\n',
        encoding="utf-8",
    )
    expect(monitor).to_contain_text("rejected", timeout=20_000)
    expect(home.get_by_role("link", name=re.compile("Findings"))).to_contain_text("1")
    monitor.click()
    expect(home.locator("h1")).to_contain_text("broken")
    expect(home.locator(".finding")).to_contain_text("spec.endpoints[0].relabelings[0].regex")
    home.get_by_role("link", name="Timeline").click()
    expect(home.locator(".block", has_text="changed: ServiceMonitor default/broken")).to_contain_text("refused")
    home.get_by_role("link", name="Graph").click()
    file.unlink()
    expect(monitor).to_have_count(0, timeout=20_000)


def test_an_edit_is_told_with_what_it_does_and_what_it_then_did(running: Running, home: Page, pictured: Callable[[Page, str], None]) -> None:
    home.get_by_role("link", name="Timeline").click()
    running.edit("servicemonitor.yaml", "- port: metrics", "- port: metrics\n      interval: 2s")
    edit = home.locator(".block", has_text="changed: ServiceMonitor default/my-app-monitor")
    expect(edit).to_contain_text("reload", timeout=20_000)
    expect(edit).to_contain_text("scrape_interval: + 2s")
    expect(edit).to_contain_text("reloaded its configuration without a restart", timeout=20_000)
    pictured(home, "timeline")


def test_a_prometheus_elsewhere_is_asked_too(running: Running, page: Page) -> None:
    with console(running.folder, "--url", running.url("prometheus-prometheus-0")) as address:
        page.goto(address)
        expect(page.locator(".targets .node")).to_contain_text("up", timeout=20_000)
        expect(page.locator(".workloads .node")).to_contain_text("running")
        expect(page.locator(".card.alert")).to_contain_text("inactive")


def test_a_query_is_answered_with_a_plot_and_a_table(home: Page, pictured: Callable[[Page, str], None]) -> None:
    home.get_by_role("link", name="Query").click()
    home.locator("#expr").fill("sum by (job) (rate(request_latency_seconds_count[15s]))")
    home.locator("#expr").press("Enter")
    expect(home.locator(".values")).to_contain_text('{job="my-app"}')
    expect(home.locator("svg.plot .series path")).to_have_count(1)
    pictured(home, "query")
    home.get_by_text(re.compile(r"\d+ metrics")).click()
    home.get_by_role("link", name="request_latency_seconds_count", exact=True).click()
    expect(home.locator("#expr")).to_have_value("request_latency_seconds_count")
    home.locator("#expr").fill("sum(")
    home.locator("#expr").press("Enter")
    expect(home.locator(".error")).to_contain_text("parse error")
