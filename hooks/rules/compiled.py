"""One PrometheusRule: decoded, judged and written as a rule file; the part of a sync that is remembered."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from hooks.decoding import decoded
from hooks.errors import InvalidObject, refuse
from hooks.findings import Finding
from hooks.findings.rules import REFUSED
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.kinds.thanosruler import ThanosRuler
from hooks.memo import Memo, content
from hooks.rendering import digest
from hooks.rules import file, verdict
from hooks.rules.check import Standard, check
from hooks.rules.dialect import Dialect, Format
from hooks.rules.enforcement import Enforcement, enforced
from hooks.settings import Settings
from hooks.versions import Dropped, Version

KEY_CHARACTERS = 253
"""Of a key in a ConfigMap, as the API server takes it."""


class RuleContext(msgspec.Struct, frozen=True):
    """All that a rule file depends on besides its PrometheusRule."""

    reader: Format
    version: Version
    standard: Standard
    enforcement: Enforcement | None

    @classmethod
    def of(cls, workload: Prometheus | ThanosRuler, version: Version, settings: Settings) -> "RuleContext":
        """The context of the rules that ``workload`` selects; ``version`` is the one of its image."""
        reader: Literal["prometheus", "thanos"] = "thanos" if isinstance(workload, ThanosRuler) else "prometheus"
        standard = Standard.of(settings, Dialect.of(reader, version, workload.spec.enable_features))
        return cls(reader, version, standard, Enforcement.of(workload))


class Accepted(msgspec.Struct, frozen=True):
    """The file ``name`` of the object ``key``."""

    key: str
    name: str
    text: str
    findings: tuple[Finding, ...]


class Rejected(msgspec.Struct, frozen=True):
    """Why there is no file ``name`` for the object ``key`` as it is now, and what else would be left out of it."""

    key: str
    name: str
    findings: tuple[Finding, ...]


Compiled = Accepted | Rejected


def compiled(raw: msgspec.Raw, context: RuleContext, key: str) -> Compiled:
    """What becomes of the object ``key``; ``raw`` is its JSON."""
    return _MEMO.value((key, context), content(raw), lambda: _judged(raw, context, key))


def _judged(raw: msgspec.Raw, context: RuleContext, key: str) -> Compiled:
    try:
        rule = decoded(raw, PrometheusRule)
    except InvalidObject as error:
        return Rejected(key, "", error.findings)
    try:
        return Accepted(key, file_name(rule), *written(rule, context))
    except InvalidObject as error:
        _, dropped = file.read(rule.spec, context.reader, context.version)
        return Rejected(key, file_name(rule), (*error.findings, *_left_out(dropped)))


def _left_out(dropped: Iterable[Dropped]) -> tuple[Finding, ...]:
    return tuple(drop.finding.below("spec") for drop in dropped)


def _size(found: Compiled) -> int:
    return len(found.text) if isinstance(found, Accepted) else sum(len(str(finding)) for finding in found.findings)


_MEMO: Memo[Compiled] = Memo(64 * 2**20, _size)


def file_name(rule: PrometheusRule) -> str:
    """``<namespace>-<name>-<uid>.yaml``; a name that leaves no room for that in the key of a ConfigMap is cut, and told apart by its digest."""
    metadata = rule.metadata
    name = f"{metadata.namespace}-{metadata.name}-{metadata.uid}.yaml"
    if len(name) <= KEY_CHARACTERS:
        return name
    end = f"-{digest(rule.key.encode())}-{metadata.uid[:64]}.yaml"
    return name[: KEY_CHARACTERS - len(end)] + end


def written(rule: PrometheusRule, context: RuleContext) -> tuple[str, tuple[Finding, ...]]:
    """The text of the file, and what is left out of it. InvalidObject: all that speaks against it."""
    standard = context.standard
    refuse(check(rule.spec, standard))
    labelled = enforced(rule, context.enforcement, standard.judge)
    text, dropped = file.text(labelled.spec, context.reader, context.version)
    # The file itself has the last word: neither the label nor the version may have made it one that is refused.
    refuse(REFUSED.at("spec.groups", each.text) for each in verdict.refusals_of(text, standard.judge, standard.dialect, context.reader) or ())
    return text, _left_out(dropped)
