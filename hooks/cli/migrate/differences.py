"""A child as it is and as the hooks want it, field by field, and what each difference means for the pods."""

import base64
import enum
import gzip
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
import yaml

from hooks import names
from hooks.cli.migrate.defaults import is_default
from hooks.cli.migrate.ownership import OWN_ANNOTATIONS, UID
from hooks.protocol import Manifest
from hooks.workloads.labels import INPUT_HASH

_SHOWN = 60
"""Characters of a value that a line repeats."""
_BOOKS = (OWN_ANNOTATIONS, INPUT_HASH, "deprecated.daemonset.template.generation")
_WORKLOADS = ("StatefulSet", "DaemonSet")
_IMMUTABLE = ("spec.serviceName", "spec.selector", "spec.podManagementPolicy", "spec.volumeClaimTemplates")
_CONFIGURATIONS = (names.CONFIG_FILE, names.CONFIG_FILE_GZ, names.ALERTMANAGER_CONFIG_FILE, names.ALERTMANAGER_CONFIG_FILE_GZ)
_SECTIONS = {"scrape_configs": ("job_name", "jobs"), "receivers": ("name", "receivers")}
"""Lists of a configuration whose items are told by name."""


class Effect(enum.IntEnum):
    """What happens to the pods of a workload, from harmless to not."""

    NOTHING = 0
    RELOAD = 1
    RESTART = 2
    RECREATE = 3


class Difference(msgspec.Struct, frozen=True):
    """One line: the field, what becomes of it, and what that means. Never a value of a Secret."""

    path: str
    change: str
    effect: Effect


def differences(live: Manifest | None, wanted: Manifest | None) -> tuple[Difference, ...]:
    """What would be changed of one child; one that is not there yet is made, one that is not wanted goes."""
    if live is None or wanted is None:
        kind = (live or wanted or {}).get("kind")
        return (Difference("", "is made" if live is None else "goes", _whole(kind, gone=wanted is None)),)
    kind = live["kind"]
    if kind in ("Secret", "ConfigMap"):
        metadata = _fields(_bookkept(live["metadata"]), _bookkept(wanted["metadata"]), "metadata")
        return (*(Difference(path, change, Effect.NOTHING) for path, change in metadata), *_data(live, wanted))
    pairs = (*_fields(_bookkept(live["metadata"]), _bookkept(wanted["metadata"]), "metadata"), *_fields(live.get("spec"), wanted.get("spec"), "spec"))
    return tuple(Difference(path, change, _effect(kind, path)) for path, change in pairs)


def _whole(kind: str | None, *, gone: bool) -> Effect:
    if kind in _WORKLOADS:
        return Effect.RECREATE if gone else Effect.RESTART
    return Effect.RELOAD if kind in ("Secret", "ConfigMap") else Effect.NOTHING


def _effect(kind: str, path: str) -> Effect:
    if kind not in _WORKLOADS:
        return Effect.NOTHING
    if path.startswith(_IMMUTABLE):
        return Effect.RECREATE
    return Effect.RESTART if path.startswith("spec.template") else Effect.NOTHING


def _bookkept(metadata: Manifest) -> Manifest:
    """Labels and annotations without those by which operators and the host of the hooks keep books."""
    labels = {name: value for name, value in (metadata.get("labels") or {}).items() if name != UID}
    notes = {name: value for name, value in (metadata.get("annotations") or {}).items() if not name.startswith(_BOOKS)}
    return {"labels": labels, "annotations": notes}


def _fields(live: Any, wanted: Any, path: str, beside: Mapping[str, Any] = MappingProxyType({})) -> Iterator[tuple[str, str]]:
    """``beside`` is what the value stands in."""
    if isinstance(live, Mapping) and isinstance(wanted, Mapping):
        for name in sorted({*live, *wanted}):
            yield from _fields(live.get(name), wanted.get(name), f"{path}.{name}", live)
    elif _named(live) and _named(wanted):
        yield from _items(live, wanted, path)
    elif live != wanted and not (_absent(live, path, beside) and _absent(wanted, path, beside)):
        yield path, f"{_shown(live)} → {_shown(wanted)}"


def _items(live: Sequence[Manifest], wanted: Sequence[Manifest], path: str) -> Iterator[tuple[str, str]]:
    """Lists of named things, such as containers: by name, then by order, which counts in a pod template."""
    before, after = ({_name(item): item for item in items} for items in (live, wanted))
    for name in sorted({*before, *after}):
        yield from _fields(before.get(name), after.get(name), f"{path}[{name}]")
    if before.keys() == after.keys() and list(before) != list(after):
        yield path, f"order {', '.join(before)} → {', '.join(after)}"


def _named(value: Any) -> bool:
    """Whether a list has things with names of their own in it; mounts do not count, one volume may be mounted twice."""
    if not isinstance(value, list) or not value or not all(isinstance(item, Mapping) and _name(item) for item in value):
        return False
    return len(set(map(_name, value))) == len(value)


def _name(item: Mapping[str, Any]) -> str:
    """Of a container or volume, or of a claim template, which is a whole object."""
    return str(item.get("name") or (item.get("metadata") or {}).get("name") or "")


def _absent(value: Any, path: str, beside: Mapping[str, Any]) -> bool:
    """Whether saying nothing means the same."""
    return value in (None, "", 0, False, [], {}) or is_default(path.rpartition(".")[2], value, beside)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _data(live: Manifest, wanted: Manifest) -> Iterator[Difference]:
    before, after = live.get("data") or {}, wanted.get("data") or {}
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield Difference(f"data[{key}]", _content(live["kind"], key, before.get(key), after.get(key)), Effect.RELOAD)


def _content(kind: str, key: str, before: str | None, after: str | None) -> str:
    if before is None or after is None:
        return "is new" if before is None else "goes"
    if not key.removesuffix(".gz").endswith(".yaml"):
        return "differs"
    try:
        texts = [_text(kind, key, value) for value in (before, after)]
        old, new = (yaml.load(text, yaml.CSafeLoader) for text in texts)
    except (OSError, EOFError, ValueError, yaml.YAMLError):
        return "differs"
    if old == new:
        return "the same, compressed anew" if texts[0] == texts[1] else "the same, written otherwise"
    known = key in _CONFIGURATIONS and isinstance(old, dict) and isinstance(new, dict)
    return "; ".join(_sections(old, new)) if known else "differs"


def _text(kind: str, key: str, value: str) -> bytes:
    content = base64.b64decode(value) if kind == "Secret" else value.encode()
    return gzip.decompress(content) if key.endswith(".gz") else content


def _sections(old: Manifest, new: Manifest) -> Iterator[str]:
    """Which sections differ; of jobs and receivers, which came, went and differ. Names only: values may be credentials."""
    for section in sorted({*old, *new}):
        if old.get(section) == new.get(section):
            continue
        if section not in _SECTIONS:
            yield f"{section} differs"
            continue
        identity, noun = _SECTIONS[section]
        before, after = ({item[identity]: item for item in content.get(section) or ()} for content in (old, new))
        changed = [name for name in before if name in after and before[name] != after[name]]
        parts = (("gone", sorted(before.keys() - after.keys())), ("new", sorted(after.keys() - before.keys())), ("changed", changed))
        yield f"{len(before)} → {len(after)} {noun}" + "".join(f", {word}: {', '.join(names)}" for word, names in parts if names)
