"""What each workload selects and what it rejects, as the terminal tells it."""

from collections.abc import Iterable, Iterator, Mapping

from hooks.cli.verdicts import missed
from hooks.findings import Outcome
from hooks.loop.reports import Judged
from hooks.loop.resources import Key
from hooks.protocol import Manifest

WORKLOADS = frozenset(["Prometheus", "PrometheusAgent", "Alertmanager"])
"""Workloads that a local run can start."""


def verdicts(judged: Iterable[Judged], objects: Iterable[Manifest]) -> Iterator[tuple[str, str]]:
    """(``Kind namespace/name`` of a workload, sentence about an object or about itself), in a stable order."""
    misses: dict[Key, list[str]] = {}
    for each in missed(objects):
        for workload in each.workloads:
            misses.setdefault(workload, []).append(f"does not select {each.key}: {each.finding}")
    for said in judged:
        if said.parent.kind in WORKLOADS:
            yield from ((str(said.parent), sentence) for sentence in _sentences(said, misses))


def _sentences(said: Judged, misses: Mapping[Key, list[str]]) -> Iterator[str]:
    used = (Outcome.ACCEPTED, Outcome.WAITING)
    yield from (f"selects {judgement.subject}" for judgement in said.judgements if judgement.outcome in used)
    yield from misses.get(said.parent, ())
    yield from (f"waits for the credentials of {judgement.subject}" for judgement in said.judgements if judgement.outcome == Outcome.WAITING)
    yield from (f"{judgement.subject}: {finding}" for judgement in said.judgements for finding in judgement.findings)
    yield from map(str, said.findings)
