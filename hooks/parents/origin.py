"""What a configuration was made from, as a comment in it.

Prometheus 3.4 to 3.15 remember the checksum of the files that they loaded last. When a change fails while it is applied and is then taken back, the files
are the good ones again, byte for byte: the checksum is the remembered one, nothing is loaded, and the half-applied state stays for good. The comment
moves on with every change of an object, so what comes back is never the same bytes.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from hooks import names
from hooks.assets import references
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.protocol import Objects
from hooks.rules.selected import RULES
from hooks.versions import Feature

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
    """``secrets`` (name → key → value) with the comment in front of each prometheus.yaml, where the version needs it."""
    if not (inputs.ctx.native and inputs.ctx.version in Feature.STICKS_AFTER_FAILED_RELOAD):
        return {name: dict(data) for name, data in secrets.items()}
    line = f"# made from {_digest(parent, related)}\n".encode()
    return {name: {key: line + value if key == names.CONFIG_FILE else value for key, value in data.items()} for name, data in secrets.items()}


def _digest(parent: Scraper, related: Objects) -> str:
    """Of the generations of the objects. The Secrets that ``parent`` itself names have none, but a version that every change moves on."""
    seen = hashlib.sha256(f"{parent.metadata.uid} {parent.metadata.generation}\n".encode())
    for group in (*(kind.messages_key for kind in SCRAPE_KINDS.values()), RULES):
        for key, raw in sorted(related.get(group, {}).items()):
            found = _metadata(raw)
            seen.update(b"%s %s %s\n" % (key.encode(), found.uid, found.generation))
    for group, key in sorted({(_SOURCES[each.kind], f"{each.namespace}/{each.name}") for each in references(parent, parent.metadata.namespace)}):
        if key in related.get(group, {}):
            found = _metadata(related[group][key])
            seen.update(b"%s %s %s\n" % (key.encode(), found.uid, found.resource_version))
    return seen.hexdigest()[:16]


def _metadata(raw: msgspec.Raw) -> _Metadata:
    try:
        return _head.decode(raw).metadata
    except msgspec.MsgspecError:
        return _Metadata(uid=raw)
