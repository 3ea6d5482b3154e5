"""What a configuration was made from, as a comment in it.

Prometheus 3.4 to 3.15 remember the checksum of the files that they loaded last. When a change fails while it is applied and is then taken back, the files
are the good ones again, byte for byte: the checksum is the remembered one, nothing is loaded, and the half-applied state stays for good. The comment
moves on with every change of an object, so what comes back is never the same bytes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks import names
from hooks.assets import references
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.protocol import Objects
from hooks.rules.selected import RULES
from hooks.versions import Feature

_GROUPS = {kind.prefix.encode(): kind.messages_key for kind in SCRAPE_KINDS.values()}
_JOB = re.compile(rb"\n- job_name: (%s)/([^/\n]+/[^/\n]+)" % b"|".join(_GROUPS))
_SOURCES = {"Secret": "Secret.v1", "ConfigMap": "ConfigMap.v1"}


class _Metadata(msgspec.Struct, frozen=True, rename="camel"):
    """As they were sent: what they are is no matter here, only whether they changed."""

    uid: msgspec.Raw = msgspec.Raw(b"")
    generation: msgspec.Raw = msgspec.Raw(b"")
    resource_version: msgspec.Raw = msgspec.Raw(b"")


class _Head(msgspec.Struct, frozen=True):
    metadata: _Metadata = _Metadata()


_head = msgspec.json.Decoder(_Head)


def marked(secrets: Mapping[str, Mapping[str, bytes]], parent: Scraper, related: Objects, inputs: Inputs) -> dict[str, dict[str, bytes]]:
    """``secrets`` (name → key → value) with the comment in front of each file, where the version needs it.

    Where the jobs lie in files of their own, each tells of the objects in it: an edit of one rewrites one file.
    """
    if not (inputs.ctx.native and inputs.ctx.version in Feature.STICKS_AFTER_FAILED_RELOAD):
        return {name: dict(data) for name, data in secrets.items()}
    spread = any(key != names.CONFIG_FILE for data in secrets.values() for key in data)
    main = _line((*_own(parent, related), *([] if spread else _generations(related, *(kind.messages_key for kind in SCRAPE_KINDS.values())))))
    return {
        name: {key: (main if key == names.CONFIG_FILE else _line(_scraped(value, related))) + value for key, value in data.items()}
        for name, data in secrets.items()
    }


def _line(parts: Iterable[bytes]) -> bytes:
    """At most ``buckets.COMMENT`` bytes."""
    return f"# made from {hashlib.sha256(b''.join(parts)).hexdigest()[:16]}\n".encode()


def _own(parent: Scraper, related: Objects) -> Iterator[bytes]:
    """The workload, its rules, and the Secrets that it names itself. These have no generation, but a version that every change moves on."""
    yield f"{parent.metadata.uid} {parent.metadata.generation}\n".encode()
    yield from _generations(related, RULES)
    for group, key in sorted({(_SOURCES[each.kind], f"{each.namespace}/{each.name}") for each in references(parent, parent.metadata.namespace)}):
        if key in related.get(group, {}):
            found = _metadata(related[group][key])
            yield b"%s %s %s\n" % (key.encode(), found.uid, found.resource_version)


def _generations(related: Objects, *groups: str) -> Iterator[bytes]:
    for group in groups:
        for key, raw in sorted(related.get(group, {}).items()):
            yield _generation(key, raw)


def _scraped(file: bytes, related: Objects) -> Iterator[bytes]:
    """The objects whose jobs are in a file of our own."""
    for prefix, key in dict.fromkeys(_JOB.findall(file)):
        group, name = _GROUPS[prefix], key.decode()
        if name in related.get(group, {}):
            yield _generation(name, related[group][name])


def _generation(key: str, raw: msgspec.Raw) -> bytes:
    found = _metadata(raw)
    return b"%s %s %s\n" % (key.encode(), found.uid, found.generation)


def _metadata(raw: msgspec.Raw) -> _Metadata:
    try:
        return _head.decode(raw).metadata
    except msgspec.MsgspecError:
        return _Metadata(uid=raw)
