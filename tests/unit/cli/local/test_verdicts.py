"""What the terminal says of selection."""

from typing import Any

import pytest

from hooks.cli.local.terminal import Tone
from hooks.cli.local.verdicts import verdicts
from hooks.findings import Finding, Judgement, Outcome, Subject
from hooks.findings.fields import VALUE
from hooks.findings.versions import DROPPED
from hooks.loop.reports import Judged
from hooks.loop.resources import Key

Manifest = dict[str, Any]
GROUP = "monitoring.coreos.com"
SERVER = Key(GROUP, "Prometheus", "m", "p")


def prometheus(**spec: Any) -> Manifest:
    return {"apiVersion": f"{GROUP}/v1", "kind": "Prometheus", "metadata": {"name": "p", "namespace": "m"}, "spec": spec}


def monitor(**labels: str) -> Manifest:
    return {"apiVersion": f"{GROUP}/v1", "kind": "ServiceMonitor", "metadata": {"name": "s", "namespace": "a", "labels": labels}, "spec": {}}


def judgement(outcome: Outcome, *findings: Finding) -> Judgement:
    return Judgement(Subject(f"{GROUP}/v1", "ServiceMonitor", "a", "s"), outcome, findings)


SPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a", "labels": {"tier": "web"}}}
ALL: Manifest = {"serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}}
MISS = "does not select ServiceMonitor a/s: "


@pytest.mark.parametrize(
    ("objects", "sentences"),
    [
        pytest.param([prometheus(**ALL), monitor()], [], id="selected"),
        pytest.param(
            [prometheus(), monitor()], [f"{MISS}metadata.namespace: spec.serviceMonitorNamespaceSelector does not select namespace a"], id="own-namespace-only"
        ),
        pytest.param(
            [prometheus(serviceMonitorNamespaceSelector={"matchLabels": {"tier": "web"}}), monitor(), SPACE],
            [f"{MISS}there is no spec.serviceMonitorSelector, which selects nothing, {{}} selects everything"],
            id="no-selector",
        ),
        pytest.param(
            [prometheus(serviceMonitorSelector={"matchLabels": {"release": "x"}}, serviceMonitorNamespaceSelector={}), monitor(release="y")],
            [f'{MISS}metadata.labels: release is "y", spec.serviceMonitorSelector wants "x"'],
            id="other-labels",
        ),
    ],
)
def test_why_an_object_is_not_looked_at(objects: list[Manifest], sentences: list[str]) -> None:
    assert [verdict.line for verdict in verdicts([Judged(SERVER)], objects)] == [("Prometheus m/p", sentence) for sentence in sentences]


@pytest.mark.parametrize(
    ("judged", "sentences"),
    [
        pytest.param([judgement(Outcome.ACCEPTED)], ["selects ServiceMonitor a/s"], id="accepted"),
        pytest.param(
            [judgement(Outcome.WAITING)], ["selects ServiceMonitor a/s", "waits for the credentials of ServiceMonitor a/s"], id="waiting-for-credentials"
        ),
        pytest.param(
            [judgement(Outcome.REJECTED, VALUE.at("spec.x", "bad; or so"), VALUE.at("spec.y", "worse"))],
            ["ServiceMonitor a/s: spec.x: bad; or so", "ServiceMonitor a/s: spec.y: worse"],
            id="each-error-on-a-line",
        ),
    ],
)
def test_what_became_of_an_object(judged: list[Judgement], sentences: list[str]) -> None:
    said = Judged(SERVER, (DROPPED.at("runtime", "left out"),), tuple(judged))
    told = list(verdicts([said], []))
    assert [verdict.line for verdict in told] == [("Prometheus m/p", sentence) for sentence in (*sentences, "runtime: left out")]
    assert all((verdict.tone is Tone.BAD) is ("bad" in verdict.sentence or "worse" in verdict.sentence) for verdict in told)
