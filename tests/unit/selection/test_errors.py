"""Every file below tests/errors is a claim: these manifests are refused with exactly these sentences. The first manifest is the one that is wrong."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement
from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent
from hooks.findings import Finding, errors
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.fragments import judged
from hooks.selection import prometheus
from hooks.selection.context import SelectionContext
from hooks.settings import Settings
from hooks.source import Source
from hooks.versions import Version

FOLDER = Path(__file__).parents[2] / "errors"
ROWS = sorted(FOLDER.glob("*/*.yaml"))


def said(text: str) -> list[str]:
    """Everything that is wrong with the first manifest in ``text``, seen by the Prometheus or Alertmanager that follows, if any."""
    wrong, *others = yaml.safe_load_all(text)
    workload = next((other for other in others if other["kind"] in {"Prometheus", "Alertmanager"}), None)
    try:
        return [str(finding) for finding in _findings(wrong, workload, Assets.of(others))]
    except (InvalidObject, InvalidParent) as problem:
        return [str(problem)]


def _findings(wrong: dict[str, Any], workload: dict[str, Any] | None, assets: Assets) -> Iterable[Finding]:
    if wrong["kind"] == "AlertmanagerConfig":
        config = msgspec.convert(wrong, AlertmanagerConfig)
        surroundings = Surroundings(None if workload is None else Version.parse(workload["spec"]["version"]))
        return errors(judgement(config, Source(config.metadata.namespace, assets), surroundings)[1])
    if wrong["kind"] == "Prometheus":
        return prometheus.findings(msgspec.convert(wrong, Prometheus), Settings(), assets)
    parent, obj = msgspec.convert(workload or {"spec": {}}, Prometheus), msgspec.convert(wrong, SCRAPE_KINDS[wrong["kind"]].type)
    return judged(obj, ScrapeContext.of(parent, Settings(), Assets()), SelectionContext.of(parent if workload else None), assets).findings


@pytest.mark.parametrize("file", [pytest.param(file, id=f"{file.parent.name}/{file.stem}") for file in ROWS])
def test_wrong_manifests_are_refused_with_the_reason(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [line.removeprefix("# error: ") for line in text.splitlines() if line.startswith("# error: ")] == said(text)


def test_there_are_rows_of_every_kind() -> None:
    assert {file.parent.name for file in ROWS} >= {"servicemonitor", "podmonitor", "probe", "scrapeconfig", "prometheus", "alertmanagerconfig"}
