"""Jobs that users write themselves: what Prometheus takes we take, what it refuses we refuse. raw_jobs.txt has one a line, right ones and wrong ones."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hooks import parents
from hooks.cli.local.programs import Source
from hooks.judge import ABSENT, Judge
from hooks.settings import Settings
from tests import judging
from tests.promtool import objections, promtool, unlinked
from tests.unit.prometheus_yaml.clusters import secret

pytestmark = [pytest.mark.local, pytest.mark.timeout(120)]

JOBS = tuple((Path(__file__).parent / "raw_jobs.txt").read_text("utf-8").splitlines())
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def refused_by_prometheus() -> frozenset[str]:
    tool = promtool(Source.PINNED)
    known = [job for job in JOBS if not any(name in job for name in unlinked(tool.path))]
    assert len(known) > 100
    return frozenset(objections(tool, {job: f"global: {{scrape_interval: 30s}}\nscrape_configs:\n- {job}\n" for job in known}))


def refused(judge: Judge) -> frozenset[str]:
    """The jobs with which a Prometheus of the judge's version is not served."""
    return frozenset(job for job in JOBS if "InvalidConfiguration" in status(job, judge))


def status(job: str, judge: Judge) -> str:
    metadata = {"name": "main", "namespace": "monitoring", "uid": "u", "generation": 1}
    spec = {"version": "v3.16.0", "scrapeInterval": "30s", "evaluationInterval": "30s", "additionalScrapeConfigs": {"name": "raw", "key": "jobs"}}
    body = {
        "parent": {"metadata": metadata, "spec": {**spec, "serviceMonitorSelector": {}}},
        "related": {"Secret.v1": {"monitoring/raw": secret("raw", jobs=f"- {job}\n")}},
    }
    return json.dumps(json.loads(parents.sync("prometheus", json.dumps(body).encode(), Settings(judge=judge), NOON))["status"])


def test_with_the_judge_both_refuse_the_same(refused_by_prometheus: frozenset[str]) -> None:
    with judging.judge() as judge:
        assert refused(judge) == refused_by_prometheus


def test_our_own_checks_are_never_stricter(refused_by_prometheus: frozenset[str]) -> None:
    ours = refused(ABSENT)
    assert ours - refused_by_prometheus == frozenset()
    assert len(ours) > 10
