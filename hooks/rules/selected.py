"""PrometheusRules of a workload → rule files: which count, what each is written as, and why the others are left out."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Finding, Judgement, Outcome, Subject
from hooks.kinds.meta import ObjectMeta
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.kinds.thanosruler import ThanosRuler
from hooks.memo import Memo, content
from hooks.protocol import Objects
from hooks.rules import file
from hooks.rules.check import check
from hooks.rules.dialect import Dialect, Format
from hooks.rules.enforcement import Enforcement, enforced
from hooks.selection import labels
from hooks.versions import Version

RULES = "PrometheusRule.monitoring.coreos.com/v1"
NAMESPACES = "Namespace.v1"


class RuleFiles(msgspec.Struct, frozen=True):
    """What became of the selected PrometheusRules."""

    files: Mapping[str, str]
    """File name (``<namespace>-<name>-<uid>.yaml``) → text."""
    judgements: tuple[Judgement, ...]
    """What became of each, by key."""


class RuleContext(msgspec.Struct, frozen=True):
    """All that a rule file depends on besides its PrometheusRule."""

    reader: Format
    version: Version
    dialect: Dialect
    enforcement: Enforcement | None

    @classmethod
    def of(cls, workload: Prometheus | ThanosRuler, version: Version) -> "RuleContext":
        """The context of the rules that ``workload`` selects; ``version`` is the one of its image."""
        reader: Literal["prometheus", "thanos"] = "thanos" if isinstance(workload, ThanosRuler) else "prometheus"
        return cls(reader, version, Dialect.of(reader, version, workload.spec.enable_features), Enforcement.of(workload))


class _Accepted(msgspec.Struct, frozen=True):
    key: str
    name: str
    text: str
    findings: tuple[Finding, ...]


class _Labelled(msgspec.Struct, frozen=True):
    metadata: ObjectMeta = ObjectMeta()


def selected(workload: Prometheus | ThanosRuler, related: Objects, version: Version) -> RuleFiles:
    """The rule files of ``workload``: by ``spec.ruleSelector`` and ``spec.ruleNamespaceSelector``, each PrometheusRule on its own.

    A PrometheusRule with one thing that Prometheus would refuse is rejected as a whole, with all that is wrong; the others go on.
    """
    context = RuleContext.of(workload, version)
    namespaces = {key.rpartition("/")[2]: _labels(raw) for key, raw in related.get(NAMESPACES, {}).items()}
    compiled = [_compiled(raw, context, key) for key, raw in sorted(related.get(RULES, {}).items()) if _counts(workload, key, raw, namespaces)]
    accepted = [item for item in compiled if isinstance(item, _Accepted)]
    return RuleFiles(
        files={item.name: item.text for item in accepted},
        judgements=tuple(map(_judgement, compiled)),
    )


def _judgement(item: _Accepted | InvalidObject) -> Judgement:
    subject = Subject("monitoring.coreos.com/v1", "PrometheusRule", *item.key.split("/"))
    return Judgement(subject, Outcome.ACCEPTED if isinstance(item, _Accepted) else Outcome.REJECTED, item.findings)


def _counts(workload: Prometheus | ThanosRuler, key: str, raw: msgspec.Raw, namespaces: Mapping[str, Mapping[str, str]]) -> bool:
    spec, namespace = workload.spec, key.partition("/")[0]
    in_namespace = labels.in_namespaces(spec.rule_namespace_selector, namespace, workload.metadata.namespace, namespaces.get(namespace, {}))
    return in_namespace and labels.matches(spec.rule_selector, _labels(raw))


def _labels(raw: msgspec.Raw) -> Mapping[str, str]:
    try:
        return msgspec.json.decode(raw, type=_Labelled).metadata.labels
    except msgspec.ValidationError:
        return {}


def _compiled(raw: msgspec.Raw, context: RuleContext, key: str) -> _Accepted | InvalidObject:
    return _MEMO.value((key, context), content(raw), lambda: _judged(raw, context, key))


def _judged(raw: msgspec.Raw, context: RuleContext, key: str) -> _Accepted | InvalidObject:
    try:
        return _accepted(decoded(raw, PrometheusRule), context)
    except InvalidObject as error:
        return InvalidObject(*error.findings, key=key)


def _size(found: _Accepted | InvalidObject) -> int:
    return len(found.text) if isinstance(found, _Accepted) else len(str(found))


_MEMO: Memo[_Accepted | InvalidObject] = Memo(64 * 2**20, _size)


def _accepted(rule: PrometheusRule, context: RuleContext) -> _Accepted:
    if found := [finding for error in check(rule.spec, context.dialect) for finding in error.findings]:
        raise InvalidObject(*found)
    metadata = rule.metadata
    text, dropped = file.text(enforced(rule, context.enforcement).spec, context.reader, context.version)
    findings = tuple(drop.finding.below("spec") for drop in dropped)
    return _Accepted(rule.key, f"{metadata.namespace}-{metadata.name}-{metadata.uid}.yaml", text, findings)
