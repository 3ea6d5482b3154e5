"""A workload that selects nothing: the commonest mistake, and it works without a word."""

from collections.abc import Mapping, Sequence

from hooks.findings import Finding, Judgement, Outcome
from hooks.findings.selection import NOTHING
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.status import FINE, Verdict

Selecting = Prometheus | PrometheusAgent | ThanosRuler


def verdict(parent: Selecting, judgements: Sequence[Judgement]) -> Verdict:
    """True in any case, with the reason by which users of prometheus-operator know it."""
    found = findings(parent, judgements)
    return Verdict("True", "NoSelectedResources", str(found[0])) if found else FINE


def findings(parent: Selecting, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
    """That nothing is selected; none where something is, even if it is rejected."""
    if any(judgement.outcome != Outcome.NOT_SELECTED for judgement in judgements):
        return ()
    given = [field for field, selector in _selectors(parent).items() if selector is not None]
    if given:
        return (NOTHING.at("spec", f"no object matches {', '.join(given)}", "compare with the labels of the objects and of their namespaces"),)
    return (NOTHING.at("spec", "no selector is set, and an absent selector selects nothing", f"set one of {', '.join(_selectors(parent))}"),)


def _selectors(parent: Selecting) -> Mapping[str, object]:
    if isinstance(parent, ThanosRuler):
        return {"ruleSelector": parent.spec.rule_selector}
    scraped = {
        "serviceMonitorSelector": parent.spec.service_monitor_selector,
        "podMonitorSelector": parent.spec.pod_monitor_selector,
        "probeSelector": parent.spec.probe_selector,
        "scrapeConfigSelector": parent.spec.scrape_config_selector,
    }
    return scraped | ({"ruleSelector": parent.spec.rule_selector} if isinstance(parent, Prometheus) else {})
