"""Relabeling, executed rule by rule: what each did to the labels of a target (Prometheus documentation, Configuration, ``<relabel_config>``).

The rules are those of the generated configuration, as YAML holds them. A rule's regular expression was checked before it got there.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
import re2  # type: ignore[import-untyped]  # the package has no types

from hooks.selection.label_names import CLASSIC

Labels = Mapping[str, str]
Rule = Mapping[str, Any]

_DEFAULTS = {"action": "replace", "separator": ";", "regex": "(.*)", "replacement": "$1"}
_REFERENCE = re.compile(r"\$(?:\$|([0-9A-Za-z_]+)|\{([0-9A-Za-z_]+)\})")


class Step(msgspec.Struct, frozen=True):
    """One rule: the labels before it and after it; ``after`` is ``None`` where the target is dropped."""

    rule: Rule
    before: Labels
    after: Labels | None

    @property
    def changed(self) -> bool:
        """Whether the rule did anything."""
        return self.after != self.before


def steps(rules: Iterable[Rule], labels: Labels) -> tuple[Step, ...]:
    """What each rule did, in their order; the last one is that which dropped the target, if one did."""
    done: list[Step] = []
    current: Labels | None = labels
    for rule in rules:
        if current is None:
            break
        done.append(Step(rule, current, _relabeled(current, _DEFAULTS | dict(rule))))
        current = done[-1].after
    return tuple(done)


class _Match(msgspec.Struct, frozen=True):
    """A rule with its defaults, and the joined values of the source labels."""

    labels: Labels
    rule: Rule

    @property
    def value(self) -> str:
        return str(self.rule["separator"]).join(self.labels.get(name, "") for name in self.rule.get("source_labels") or ())

    @property
    def target(self) -> str:
        return str(self.rule.get("target_label", ""))

    def found(self, text: str) -> Any:
        """The match of the whole ``text``, ``None`` without one."""
        return _compiled(str(self.rule["regex"])).fullmatch(text)

    def kept_if(self, condition: object) -> Labels | None:
        return self.labels if condition else None

    def with_target(self, value: str) -> Labels:
        return _with(self.labels, self.target, value)

    def with_names(self, wanted: bool) -> Labels:
        return {name: text for name, text in self.labels.items() if bool(self.found(name)) is wanted}

    def hashed(self) -> str:
        digest = hashlib.md5(self.value.encode(), usedforsecurity=False).digest()
        return str(int.from_bytes(digest[8:]) % int(self.rule["modulus"]))

    def mapped(self) -> Labels:
        copies = {_expanded(str(self.rule["replacement"]), found): text for name, text in self.labels.items() if (found := self.found(name))}
        return {**self.labels, **copies}

    def replaced(self) -> Labels:
        found = self.found(self.value)
        name = _expanded(self.target, found) if found else ""
        return _with(self.labels, name, _expanded(str(self.rule["replacement"]), found)) if CLASSIC.fullmatch(name) else self.labels


_ACTIONS: Mapping[str, Callable[[_Match], Labels | None]] = {
    "replace": _Match.replaced,
    "keep": lambda match: match.kept_if(match.found(match.value)),
    "drop": lambda match: match.kept_if(not match.found(match.value)),
    "keepequal": lambda match: match.kept_if(match.labels.get(match.target, "") == match.value),
    "dropequal": lambda match: match.kept_if(match.labels.get(match.target, "") != match.value),
    "lowercase": lambda match: match.with_target(match.value.lower()),
    "uppercase": lambda match: match.with_target(match.value.upper()),
    "hashmod": lambda match: match.with_target(match.hashed()),
    "labelmap": _Match.mapped,
    "labeldrop": lambda match: match.with_names(False),
    "labelkeep": lambda match: match.with_names(True),
}


def _relabeled(labels: Labels, rule: Rule) -> Labels | None:
    match = _Match(labels, _DEFAULTS | dict(rule))
    return _ACTIONS[str(match.rule["action"]).lower()](match)


def _with(labels: Labels, name: str, value: str) -> Labels:
    """An empty value is an absent label."""
    others = {label: text for label, text in labels.items() if label != name}
    return {**others, name: value} if value else others


def _expanded(template: str, found: Any) -> str:
    """``$1``, ``${1}`` and ``$name`` filled in as Go does: a group that is not there is empty, ``$1x`` is the group named ``1x``."""
    names = {**{str(number): text or "" for number, text in enumerate((found[0], *found.groups()))}, **{k: v or "" for k, v in found.groupdict().items()}}
    return _REFERENCE.sub(lambda reference: names.get(reference[1] or reference[2] or "", "") if reference[0] != "$$" else "$", template)


@cache
def _compiled(expression: str) -> Any:
    return re2.compile(f"(?s:{expression})")
