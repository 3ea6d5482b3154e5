"""Relabeling on this machine does what Prometheus does: the real one is asked for its steps."""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.cli.explain.relabeling import steps
from hooks.cli.local.ports import free_port
from hooks.cli.local.processes import Process, stop
from hooks.cli.local.programs import MissingProgram, Source, program

LABELS = {"__address__": "10.0.0.1:8080", "__meta_kubernetes_pod_name": "web-0", "app": "Web", "tier": "Web", "empty": "x"}
RULES: dict[str, dict[str, Any]] = {
    "replace": {"source_labels": ["__meta_kubernetes_pod_name"], "target_label": "pod"},
    "replace-with-groups": {"source_labels": ["__meta_kubernetes_pod_name"], "regex": "(\\w+)-(\\d+)", "target_label": "n_$2", "replacement": "${1}_$2"},
    "a-named-group-runs-as-far-as-it-can": {"source_labels": ["app"], "target_label": "x", "replacement": "$1x"},
    "replace-joins-labels": {"source_labels": ["app", "tier"], "separator": "/", "target_label": "both"},
    "replace-without-a-match-changes-nothing": {"source_labels": ["app"], "regex": "other", "target_label": "app", "replacement": "y"},
    "an-empty-replacement-removes-the-label": {"target_label": "empty", "replacement": ""},
    "keep": {"action": "keep", "source_labels": ["app"], "regex": "Web"},
    "keep-anchors": {"action": "keep", "source_labels": ["app"], "regex": "We"},
    "drop": {"action": "drop", "source_labels": ["app"], "regex": "W.b"},
    "keepequal": {"action": "keepequal", "source_labels": ["app"], "target_label": "tier"},
    "dropequal": {"action": "dropequal", "source_labels": ["app"], "target_label": "tier"},
    "lowercase": {"action": "lowercase", "source_labels": ["app"], "target_label": "app"},
    "uppercase": {"action": "uppercase", "source_labels": ["app"], "target_label": "app"},
    "hashmod": {"action": "hashmod", "source_labels": ["__address__"], "modulus": 7, "target_label": "__tmp_hash"},
    "labelmap": {"action": "labelmap", "regex": "__meta_kubernetes_(.+)"},
    "labeldrop": {"action": "labeldrop", "regex": "tier|empty"},
    "labelkeep": {"action": "labelkeep", "regex": "app|__.*"},
}


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Prometheus with one scrape pool per rule."""
    try:
        found = program("prometheus", Source.PINNED)
    except MissingProgram as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("prometheus")
    jobs = [{"job_name": name, "static_configs": [{"targets": ["127.0.0.1:1"]}], "relabel_configs": [rule]} for name, rule in RULES.items()]
    (folder / "prometheus.yml").write_text(yaml.safe_dump({"scrape_configs": jobs}))
    address = f"127.0.0.1:{free_port(19190 + os.getpid() % 500)}"
    command = [str(found.path), f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data", f"--web.listen-address={address}"]
    process = Process(command, dict(os.environ), folder / "log", folder)
    try:
        _wait_for(_steps_url(f"http://{address}", next(reversed(RULES))), folder / "log")
        yield f"http://{address}"
    finally:
        stop([process])


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        else:
            return


def _steps_url(prometheus: str, pool: str) -> str:
    return f"{prometheus}/api/v1/targets/relabel_steps?{urllib.parse.urlencode({'scrapePool': pool, 'labels': json.dumps(LABELS)})}"


@pytest.mark.local
@pytest.mark.parametrize("name", RULES)
def test_each_action_does_what_prometheus_does(prometheus: str, name: str) -> None:
    with urllib.request.urlopen(_steps_url(prometheus, name), timeout=10) as answer:
        (expected,) = json.load(answer)["data"]["steps"]
    (step,) = steps([RULES[name]], LABELS)
    assert (step.after is not None) == expected["keep"]
    if step.after is not None:
        assert step.after == expected["output"]


def test_rules_after_the_one_that_drops_are_not_executed() -> None:
    done = steps([RULES["drop"], RULES["replace"]], LABELS)
    assert [step.after for step in done] == [None]
