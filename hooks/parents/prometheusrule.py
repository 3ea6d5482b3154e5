"""PrometheusRule as a parent: no children; its status says whether every expression parses."""

from datetime import datetime

from hooks import rules
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.parents import configuration
from hooks.protocol import RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings

Parent = PrometheusRule


def customize(parent: PrometheusRule) -> tuple[RelatedRule, ...]:  # noqa: ARG001  # every room is called alike
    """Nothing else is needed."""
    return ()


def sync(request: SyncRequest[PrometheusRule], settings: Settings, *, now: datetime) -> SyncResponse:  # noqa: ARG001
    """The verdict on its rules."""
    findings = [finding for error in rules.check(request.parent.spec) for finding in error.findings]
    return configuration.judged(request.parent, (), findings, now)
