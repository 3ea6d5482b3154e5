"""What each workload selects and what it rejects, as the terminal tells it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hooks.cli.local.terminal import Line, Tone
from hooks.cli.verdicts import missed
from hooks.findings import Outcome, Severity
from hooks.loop.reports import Judged
from hooks.loop.resources import Key
from hooks.protocol import Manifest

WORKLOADS = frozenset(["Prometheus", "PrometheusAgent", "Alertmanager"])
"""Workloads that a local run can start."""


_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WAITING, Severity.NOTE: Tone.PLAIN}


class Verdict(NamedTuple):
    """A sentence of a workload about an object or about itself."""

    workload: Key
    sentence: str
    tone: Tone = Tone.PLAIN

    @property
    def line(self) -> Line:
        """For the terminal."""
        return str(self.workload), self.sentence


def verdicts(judged: Iterable[Judged], objects: Iterable[Manifest]) -> Iterator[Verdict]:
    """What each workload says, in a stable order."""
    misses: dict[Key, list[Verdict]] = {}
    for each in missed(objects):
        for workload in each.workloads:
            misses.setdefault(workload, []).append(Verdict(workload, f"does not select {each.key}: {each.finding}", Tone.WAITING))
    for said in judged:
        if said.parent.kind in WORKLOADS:
            yield from _said(said, misses.get(said.parent, ()))


def _said(said: Judged, misses: Iterable[Verdict]) -> Iterator[Verdict]:
    workload, used = said.parent, (Outcome.ACCEPTED, Outcome.WAITING)
    yield from (Verdict(workload, f"selects {judgement.subject}") for judgement in said.judgements if judgement.outcome in used)
    yield from misses
    waiting = (judgement for judgement in said.judgements if judgement.outcome == Outcome.WAITING)
    yield from (Verdict(workload, f"waits for the credentials of {judgement.subject}", Tone.WAITING) for judgement in waiting)
    for judgement in said.judgements:
        yield from (Verdict(workload, f"{judgement.subject}: {finding}", _TONES[finding.severity]) for finding in judgement.findings)
    yield from (Verdict(workload, str(finding), _TONES[finding.severity]) for finding in said.findings)
