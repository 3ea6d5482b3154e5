"""Relabelling rules, as Prometheus checks them when it loads its configuration (Prometheus documentation: ``<relabel_config>``)."""

from collections.abc import Iterable, Iterator

from hooks.findings import Finding, quoted
from hooks.findings.scraping import ACTION, LABEL_NAME, MODULUS, TARGET_LABEL, UNREAD
from hooks.kinds.relabeling import RelabelConfig
from hooks.selection import expressions, label_names
from hooks.selection.context import SelectionContext

_SINCE = {"lowercase": "2.36.0", "uppercase": "2.36.0", "keepequal": "2.41.0", "dropequal": "2.41.0"}
_ACTIONS = frozenset({"replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep", *_SINCE})
_WITH_TARGET = frozenset({"replace", "hashmod", *_SINCE})


def findings(rules: Iterable[RelabelConfig], path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """What Prometheus would refuse of some rules."""
    for index, rule in enumerate(rules):
        yield from of_rule(rule, f"{path}[{index}]", ctx)


def of_rule(rule: RelabelConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """What Prometheus would refuse of one rule."""
    action = (rule.action or "replace").lower()
    yield from expressions.findings(rule.regex or "", f"{path}.regex")
    yield from label_names.findings(rule.source_labels, f"{path}.sourceLabels", ctx.utf8_names)
    if action not in _ACTIONS:
        yield ACTION.at(f"{path}.action", f"{quoted(rule.action)} is no action", f"write one of {', '.join(sorted(_ACTIONS))}")
        return
    if action in _SINCE:
        yield from ctx.older_than(_SINCE[action], f"{path}.action", action)
    if action == "hashmod" and not rule.modulus:
        yield MODULUS.at(f"{path}.modulus", "hashmod needs a modulus above 0", "write how many parts there are")
    if action in _WITH_TARGET:
        yield from _target(rule, action, path, ctx)
    if action == "labelmap" and rule.replacement is not None and not label_names.valid_template(rule.replacement, ctx.utf8_targets):
        yield LABEL_NAME.at(f"{path}.replacement", f"{quoted(rule.replacement)} is no label name", label_names.REMEDY)
    yield from _unread(rule, action, path)


def _target(rule: RelabelConfig, action: str, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if not rule.target_label:
        yield TARGET_LABEL.at(f"{path}.targetLabel", f"{action} needs one", "write the label that takes the result")
    elif not label_names.valid(rule.target_label, ctx.utf8_targets):
        yield LABEL_NAME.at(f"{path}.targetLabel", f"{quoted(rule.target_label)} is no label name", label_names.REMEDY)


def _unread(rule: RelabelConfig, action: str, path: str) -> Iterator[Finding]:
    """Fields that an action does not read: Prometheus refuses them, unless they hold their default."""
    given = {"separator": (rule.separator, ";"), "replacement": (rule.replacement, "$1"), "regex": (rule.regex or None, "(.*)"), "modulus": (rule.modulus, 0)}
    changed = {name for name, (value, default) in given.items() if value not in (None, default)}
    refused, read = frozenset[str](), ""
    if action in _SINCE:
        refused = frozenset({"replacement"} if action in {"lowercase", "uppercase"} else {"regex", "modulus", "separator", "replacement"})
        read = "sourceLabels and targetLabel"
    if action in {"labeldrop", "labelkeep"}:
        changed |= {name for name, given in (("sourceLabels", rule.source_labels), ("targetLabel", rule.target_label)) if given}
        refused, read = frozenset(changed - {"regex"}), "regex"
    for name in sorted(changed & refused):
        yield UNREAD.at(f"{path}.{name}", f"{action} reads {read} only", "remove it")
