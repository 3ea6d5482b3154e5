"""PrometheusRule as a parent: no children; its status says whether every expression parses."""

from datetime import datetime

import msgspec

from hooks import rules
from hooks.findings import Finding
from hooks.findings.rules import EXPRESSION, OTHER_LANGUAGE
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.parents import configuration
from hooks.protocol import RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings

Parent = PrometheusRule


def customize(parent: PrometheusRule) -> tuple[RelatedRule, ...]:  # noqa: ARG001  # every room is called alike
    """Nothing else is needed."""
    return ()


def sync(request: SyncRequest[PrometheusRule], settings: Settings, *, now: datetime) -> SyncResponse:
    """The verdict on its rules. Whether they have to be PromQL is for those to say who select them."""
    found = rules.check(request.parent.spec, rules.Standard.of(settings))
    return configuration.judged(request, (), [_unselected(finding) for finding in found], now)


def _unselected(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, code=OTHER_LANGUAGE) if finding.code == EXPRESSION else finding
