"""A configuration that its user writes, over several syncs."""

import base64
import gzip
from typing import Any

import pytest

from hooks.cli.cluster import cluster
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.settings import Settings

SECRET = Key("", "Secret", "monitoring", "prometheus-main")
MINE = "scrape_configs: [{job_name: mine}]"


def prometheus(**spec: Any) -> dict[str, Any]:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"namespace": "monitoring", "name": "main"}, "spec": spec}


def written(text: str) -> dict[str, Any]:
    data = {"prometheus.yaml.gz": base64.b64encode(gzip.compress(text.encode())).decode()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": "monitoring", "name": "prometheus-main"}, "data": data}


def edited(loop: Loop, data: dict[str, str]) -> dict[str, Any]:
    """As after ``kubectl edit``."""
    return {**(loop.get(SECRET) or {}), "data": data}


def configuration(loop: Loop) -> str:
    found = loop.get(SECRET)
    return gzip.decompress(base64.b64decode(found["data"]["prometheus.yaml.gz"])).decode() if found else "nothing"


@pytest.fixture
def loop() -> Loop:
    return cluster(Settings())


def settle(loop: Loop, *manifests: dict[str, Any]) -> Loop:
    assert not loop.apply(manifests)
    assert not loop.converge().unsettled
    return loop


def test_what_the_user_writes_stays(loop: Loop) -> None:
    settle(loop, prometheus())
    assert configuration(loop) == ""
    settle(loop, edited(loop, written(MINE)["data"]))
    settle(loop, prometheus(replicas=2))
    assert configuration(loop) == MINE


def test_without_the_key_the_pods_would_not_start(loop: Loop) -> None:
    settle(loop, prometheus())
    settle(loop, edited(loop, {"something.else": "eA=="}))
    assert configuration(loop) == ""


def test_what_was_there_before_stays(loop: Loop) -> None:
    settle(loop, written(MINE), prometheus())
    assert configuration(loop) == MINE
    assert not (loop.get(SECRET) or {})["metadata"].get("ownerReferences")


def test_a_selector_takes_the_configuration_over(loop: Loop) -> None:
    settle(loop, prometheus(), written(MINE))
    settle(loop, prometheus(serviceMonitorSelector={}, version="2.55.0"))
    assert configuration(loop).startswith("global:")


def test_a_missing_reference_is_no_matter_where_nothing_is_generated(loop: Loop) -> None:
    settle(loop, prometheus(additionalScrapeConfigs={"name": "not-there", "key": "a"}))
    assert configuration(loop) == ""
