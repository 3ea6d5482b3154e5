"""PrometheusRules of a workload → rule files: which count, what each is written as, and why the others are left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks.findings import Judgement, Outcome, Subject
from hooks.findings.rules import LAST_GOOD, LIMIT
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.selectors import Selectors
from hooks.kinds.thanosruler import ThanosRuler
from hooks.protocol import Manifest, Objects
from hooks.rules import last_good
from hooks.rules.compiled import Accepted, Compiled, Rejected, RuleContext, compiled
from hooks.selection import related as objects
from hooks.settings import Settings
from hooks.versions import Version

RULES = "PrometheusRule.monitoring.coreos.com/v1"


class RuleFiles(msgspec.Struct, frozen=True):
    """What became of the selected PrometheusRules."""

    files: Mapping[str, str]
    """File name (``<namespace>-<name>-<uid>.yaml``) → text."""
    judgements: tuple[Judgement, ...]
    """What became of each, by key."""


def selected(workload: Prometheus | ThanosRuler, related: Objects, version: Version, settings: Settings, observed: Iterable[Manifest] = ()) -> RuleFiles:
    """The rule files of ``workload``: by ``spec.ruleSelector`` and ``spec.ruleNamespaceSelector``, each PrometheusRule on its own.

    A PrometheusRule with one thing that Prometheus would refuse is rejected as a whole, with all that is wrong; the others go on. What the ``observed``
    ConfigMaps hold of it from before stays, as long as that can still be used.
    """
    context = RuleContext.of(workload, version, settings)
    wanted = Selectors(workload.spec.rule_selector, workload.spec.rule_namespace_selector)
    chosen = objects.selected(related, RULES, wanted, workload.metadata.namespace)
    found = tuple(_limited((compiled(raw, context, key) for key, raw in chosen), settings.rule_limits.namespace_bytes))
    before = last_good.files([item for item in found if isinstance(item, Rejected)], observed, context)
    return RuleFiles(
        files={**before, **{item.name: item.text for item in found if isinstance(item, Accepted)}},
        judgements=tuple(_judgement(item, before) for item in found),
    )


def _limited(found: Iterable[Compiled], most: int) -> Iterator[Compiled]:
    """The same with at most so many bytes of files for each namespace; what comes later is rejected."""
    taken: Counter[str] = Counter()
    for item in found:
        namespace = item.key.partition("/")[0]
        size = len(item.text) if isinstance(item, Accepted) else 0
        if taken[namespace] + size > most:
            problem = f"the rules of the namespace {namespace} have more than {most} bytes"
            yield Rejected(item.key, item.name, (LIMIT.at("spec.groups", problem, "remove some"),))
        else:
            taken[namespace] += size
            yield item


def _judgement(item: Compiled, before: Mapping[str, str]) -> Judgement:
    subject = Subject("monitoring.coreos.com/v1", "PrometheusRule", *item.key.split("/"))
    kept = (LAST_GOOD.at("spec.groups", "the version from before goes on running"),) if item.name in before else ()
    return Judgement(subject, Outcome.ACCEPTED if isinstance(item, Accepted) else Outcome.REJECTED, (*item.findings, *kept))
