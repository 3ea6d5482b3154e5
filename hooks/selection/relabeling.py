"""Relabelling rules, as Prometheus checks them when it loads its configuration (Prometheus documentation: ``<relabel_config>``)."""

from collections.abc import Iterable

from hooks.errors import InvalidObject
from hooks.kinds.relabeling import RelabelConfig
from hooks.selection import expressions, label_names
from hooks.selection.context import SelectionContext

_SINCE = {"lowercase": "2.36.0", "uppercase": "2.36.0", "keepequal": "2.41.0", "dropequal": "2.41.0"}
_ACTIONS = frozenset({"replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep", *_SINCE})
_WITH_TARGET = frozenset({"replace", "hashmod", *_SINCE})
_DEFAULTS = {"separator": ";", "replacement": "$1", "regex": "(.*)"}


def check_all(rules: Iterable[RelabelConfig], path: str, ctx: SelectionContext) -> None:
    """InvalidObject at the first rule that Prometheus would refuse."""
    for index, rule in enumerate(rules):
        check(rule, f"{path}[{index}]", ctx)


def check(rule: RelabelConfig, path: str, ctx: SelectionContext) -> None:
    """InvalidObject where the version does not know the action, or where a field does not suit it."""
    action = (rule.action or "replace").lower()
    if action not in _ACTIONS:
        raise InvalidObject(f"{path}.action", f'"{rule.action}" is no action, write one of {", ".join(sorted(_ACTIONS))}')
    if action in _SINCE:
        ctx.check_since(_SINCE[action], f"{path}.action", action)
    expressions.check(rule.regex or "", f"{path}.regex")
    if action == "hashmod" and not rule.modulus:
        raise InvalidObject(f"{path}.modulus", "hashmod needs a modulus above 0, write how many parts there are")
    if action in _WITH_TARGET:
        _check_target(rule, action, path, ctx)
    if action == "labelmap" and rule.replacement is not None and not label_names.valid_template(rule.replacement, ctx.utf8_targets):
        raise InvalidObject(f"{path}.replacement", f'"{rule.replacement}" is no label name, {label_names.REMEDY}')
    _check_unused(rule, action, path)


def _check_target(rule: RelabelConfig, action: str, path: str, ctx: SelectionContext) -> None:
    if not rule.target_label:
        raise InvalidObject(f"{path}.targetLabel", f"{action} needs one, write the label that takes the result")
    if not label_names.valid(rule.target_label, ctx.utf8_targets):
        raise InvalidObject(f"{path}.targetLabel", f'"{rule.target_label}" is no label name, {label_names.REMEDY}')


def _check_unused(rule: RelabelConfig, action: str, path: str) -> None:
    """Fields that an action does not read: Prometheus refuses them, unless they hold their default."""
    changed = {name for name, default in _DEFAULTS.items() if getattr(rule, name) is not None and getattr(rule, name) != default}
    changed -= {"regex"} if not rule.regex else set()
    changed |= {"modulus"} if rule.modulus else set()
    if action in _SINCE:
        refused = {"replacement"} if action in {"lowercase", "uppercase"} else {"regex", "modulus", "separator", "replacement"}
        _refuse(changed & refused, action, "sourceLabels and targetLabel", path)
    if action in {"labeldrop", "labelkeep"}:
        changed |= {name for name, given in (("sourceLabels", rule.source_labels), ("targetLabel", rule.target_label)) if given}
        _refuse(changed - {"regex"}, action, "regex", path)


def _refuse(fields: set[str], action: str, allowed: str, path: str) -> None:
    if fields:
        raise InvalidObject(f"{path}.{min(fields)}", f"{action} reads {allowed} only, remove it")
