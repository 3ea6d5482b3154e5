"""Texts that a user writes for Prometheus himself: what it would refuse, and what is too new to be judged here.

Which fields there are, of which kind and in which versions, is read from Prometheus' sources (``raw_fields.json``, see tools/rawfields). Findings name
places, never values: these texts hold passwords.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import yaml

from hooks.durations import duration
from hooks.findings import Finding
from hooks.findings.fields import REQUIRED, RULE, TYPE, VALUE
from hooks.findings.versions import REFUSED, UNKNOWN
from hooks.kinds.relabeling import RelabelConfig
from hooks.selection import relabeling
from hooks.selection.context import SelectionContext
from hooks.versions import NEWEST_PROMETHEUS, Version
from hooks.yaml_reading import NULL, SEQ

Members = Mapping[str, yaml.Node]

_LISTS = {"relabel_configs": "relabel_config", "metric_relabel_configs": "relabel_config", "alert_relabel_configs": "relabel_config"}
_MAPPINGS = frozenset({"authorization", "basic_auth", "oauth2", "tls_config"})
_TEXTS = ("action", "regex", "replacement", "separator", "target_label")
_LOGINS = ("basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file")
_TRUE_OR_FALSE = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""What a field of Prometheus is called. Another key may be anything, and is not repeated."""
_REASONS = {
    "action": "is no action that this Prometheus knows",
    "regex": "is no regular expression in RE2 syntax",
    "modulus": "has to be there for hashmod, and above 0",
    "target_label": "has to be there for this action, and be a label name",
}
"""What is wrong with a rule, by its field; the checks' own sentences hold values."""
_SHAPES = {"list": "a list", "duration": "a duration, such as 30s", "number": "a whole number", "flag": "true or false"}


class _Field(NamedTuple):
    """A field of a section: what its value has to be, and which versions read it."""

    kind: str
    since: Version | None
    until: Version | None

    def is_read(self, version: Version) -> bool:
        return (self.since is None or version >= self.since) and (self.until is None or version < self.until)


@cache
def _sections() -> Mapping[str, Mapping[str, _Field]]:
    """Package data, hence as constant as code."""
    found = msgspec.json.decode(files("hooks.prometheus_yaml").joinpath("raw_fields.json").read_bytes())
    return {
        section: {name: _Field(kind, *(Version.parse(text) if text else None for text in lives)) for name, (kind, *lives) in fields.items()}
        for section, fields in found.items()
    }


def job_findings(job: yaml.MappingNode, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """What is wrong with a scrape job."""
    members = entries(job)
    yield from section_findings(job, "scrape_config", path, ctx)
    if not _text(members.get("job_name")):
        yield REQUIRED.at(f"{path}.job_name", "every job needs a name", "write one that no other job has")
    yield from _times(members, path, ctx)


def section_findings(node: yaml.MappingNode, section: str, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """What is wrong with a section and those below it."""
    members = entries(node)
    for name, value in members.items():
        yield from _field_findings(section, name, value, f"{path}.{name if _NAME.fullmatch(name) else '…'}", ctx)
    logins = [name for name in _LOGINS if name in members and members[name].tag != NULL]
    if len(logins) > 1 and section in {"scrape_config", "alertmanager"}:
        yield RULE.at(f"{path}.{logins[1]}", f"{logins[0]} is set too", "keep one way to log in")
    if section == "relabel_config":
        yield from _rule_findings(members, path, ctx)
    if not _items(members.get("relabel_configs")):
        for index, group in enumerate(_items(members.get("static_configs"))):
            yield from _target_findings(group, f"{path}.static_configs[{index}].targets")


def entries(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """The members of a mapping, those that are merged into it included."""
    own = {str(key.value): value for key, value in node.value if key.tag != "tag:yaml.org,2002:merge"}
    parts = (part for key, value in node.value if key.tag == "tag:yaml.org,2002:merge" for part in (value.value if value.tag == SEQ else [value]))
    merged = {name: found for part in parts if isinstance(part, yaml.MappingNode) for name, found in entries(part).items()}
    return {**merged, **own}


def _field_findings(section: str, name: str, value: yaml.Node, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    version = ctx.version or NEWEST_PROMETHEUS
    below = _below(name)
    field = _field(section, name, below)
    if field is None and version[:2] > NEWEST_PROMETHEUS[:2]:
        yield UNKNOWN.at(path, f"is no field that is known here, where Prometheus {NEWEST_PROMETHEUS} is the newest", "look it up")
    elif field is None:
        yield REFUSED.at(path, "Prometheus has no such field", "remove it or correct its name")
    elif not field.is_read(version):
        yield REFUSED.at(path, f"Prometheus {version} does not read it", "remove it or use another version")
    elif value.tag != NULL:
        yield from _value_findings(field.kind, value, path)
        yield from _nested(below, value, path, ctx)


def _field(section: str, name: str, below: str) -> _Field | None:
    """A list of discoveries is known as long as one of its fields is."""
    found = _sections()[section].get(name)
    if found is None and below.endswith("_sd_config") and below in _sections() and section in {"scrape_config", "alertmanager"}:
        starts = [field.since for field in _sections()[below].values()]
        ends = [field.until for field in _sections()[below].values()]
        return _Field("list", None if None in starts else min(each for each in starts if each), None if None in ends else max(each for each in ends if each))
    return _Field("list", None, None) if found is None and name == "static_configs" and section in {"scrape_config", "alertmanager"} else found


def _below(name: str) -> str:
    """The section that a field, or each entry of it, is; empty where nothing is known of it."""
    if name in _MAPPINGS:
        return name
    return _LISTS.get(name) or (name.removesuffix("s") if name.endswith("_sd_configs") or name == "static_configs" else "")


def _value_findings(kind: str, value: yaml.Node, path: str) -> Iterator[Finding]:
    text = str(value.value) if isinstance(value, yaml.ScalarNode) else None
    fits = {
        "list": isinstance(value, yaml.SequenceNode),
        "duration": text is not None and duration(text) is not None,
        "number": text is not None and bool(re.fullmatch(r"[+-]?[0-9][0-9a-fA-FxXoObB_]*", text)),
        "flag": text is not None and text.lower() in _TRUE_OR_FALSE,
    }
    if not fits.get(kind, True):
        yield (VALUE if kind == "duration" and text is not None else TYPE).at(path, f"must be {_SHAPES[kind]}")


def _nested(section: str, value: yaml.Node, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if section not in _sections():
        return
    parts = [(path, value)] if section in _MAPPINGS else [(f"{path}[{index}]", part) for index, part in enumerate(value.value)] if value.tag == SEQ else []
    for where, part in parts:
        if isinstance(part, yaml.MappingNode):
            yield from section_findings(part, section, where, ctx)
        else:
            yield TYPE.at(where, "must be a mapping")


def _times(members: Members, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    interval = _length(members.get("scrape_interval")) or duration(ctx.scrape_interval or "")
    timeout = _length(members.get("scrape_timeout"))
    if interval and timeout and timeout > interval:
        yield RULE.at(f"{path}.scrape_timeout", "is longer than the scrape interval", "shorten it")


def _length(node: yaml.Node | None) -> timedelta | None:
    return duration(_text(node))


def _text(node: yaml.Node | None) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) and node.tag != NULL else ""


def _items(node: yaml.Node | None) -> Sequence[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _target_findings(group: yaml.Node, path: str) -> Iterator[Finding]:
    """Relabeling may make an address of anything, of an URL to probe for instance; where there is none, Prometheus looks at once."""
    for index, target in enumerate(_items(entries(group).get("targets") if isinstance(group, yaml.MappingNode) else None)):
        if "/" in _text(target):
            yield VALUE.at(f"{path}[{index}]", "is no host with a port", "write it without scheme and path, these have fields of their own")


def _rule_findings(members: Members, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """The checks of the rules of monitors, which say the same in other letters."""
    sources, modulus = members.get("source_labels"), _text(members.get("modulus"))
    texts = {name: str(node.value) for name in _TEXTS if isinstance(node := members.get(name), yaml.ScalarNode)}
    rule = RelabelConfig(
        source_labels=tuple(map(_text, sources.value)) if isinstance(sources, yaml.SequenceNode) else (),
        modulus=int(modulus) if modulus.isdecimal() and len(modulus) < 20 else None,
        **texts,
    )
    for finding in relabeling.of_rule(rule, path, ctx):
        name = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", finding.path.removeprefix(f"{path}."))
        yield RULE.at(f"{path}.{name}", _REASONS.get(name, "does not suit the action, which does not read it"), "mend the rule")
