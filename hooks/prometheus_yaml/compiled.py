"""One object: decoded, matched, judged and compiled; the part of a sync that is remembered."""

import msgspec

from hooks.assets import Asset, Assets, asset_of, references, tls_files
from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Finding, errors
from hooks.findings.scraping import REFUSED
from hooks.kinds.base import Kind
from hooks.memo import Memo, Uses, content
from hooks.prometheus_yaml.fragments import judged
from hooks.prometheus_yaml.frame import Frame
from hooks.prometheus_yaml.pieces import Pieces, is_item
from hooks.selection.labels import matches

ROOM = 96 * 2**20
"""Bytes for what is remembered: 10,000 objects for four workloads take about half of it."""


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """It is part of the configuration."""

    pieces: Pieces
    findings: tuple[Finding, ...]
    """What is left out of it."""
    tls_files: dict[str, bytes]


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """It cannot be used: why, and what else would be left out of it."""

    findings: tuple[Finding, ...]


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """The values that it references are still being collected for its current generation."""


class Foreign(msgspec.Struct, frozen=True, gc=False):
    """The workload does not select it."""


Compiled = Accepted | Rejected | Waiting | Foreign


def compiled(kind: type[Kind], key: str, raw: msgspec.Raw, asset: msgspec.Raw | None, frame: Frame) -> Compiled:
    """What becomes of the object ``key``; ``raw`` is its JSON, ``asset`` that of its asset Secret."""
    decisive = (content(raw), None if asset is None else content(asset))
    return _MEMO.value((kind, key, frame.fingerprint), decisive, lambda: _judged(kind, raw, asset, frame))


def _size(found: Compiled) -> int:
    """Bytes in memory, about: most parts of a text are shared with other objects."""
    if isinstance(found, Rejected):
        return sum(len(str(finding)) for finding in found.findings)
    if not isinstance(found, Accepted):
        return 0
    own = sum(len(part) for part in found.pieces.parts if not is_item(part))
    return own + 16 * len(found.pieces.parts) + sum(map(len, found.tls_files.values()))


_MEMO: Memo[Compiled] = Memo(ROOM, _size)


def uses() -> Uses:
    """How often an object was known since this process began; for metrics only."""
    return _MEMO.uses


def _judged(kind: type[Kind], raw: msgspec.Raw, asset: msgspec.Raw | None, frame: Frame) -> Compiled:
    try:
        obj = decoded(raw, kind)
        if not matches(frame.selectors[kind.__name__].objects, obj.metadata.labels):
            return Foreign()
        known = _assets(obj, asset)
        if known is None:
            return Waiting()
        made = judged(obj, frame.ctx, frame.selection, known)
        if errors(made.findings):
            return Rejected(made.findings)
        if refusal := frame.bench.refusal_of_jobs(made.text, known.values.values()):
            return Rejected((REFUSED.at("spec", refusal), *made.findings))
        return Accepted(Pieces.of(made.text), made.findings, tls_files(obj, obj.metadata.namespace, known))
    except InvalidObject as error:
        return Rejected(error.findings)


def _assets(obj: Kind, asset: msgspec.Raw | None) -> Assets | None:
    """The values that ``obj`` references; ``None`` while they are not there for its generation. An asset that another object owns is not believed."""
    if not references(obj, obj.metadata.namespace):
        return Assets()
    found = None if asset is None else asset_of(asset)
    return found.assets if found is not None and _speaks_for(found, obj) else None


def _speaks_for(asset: Asset, obj: Kind) -> bool:
    return asset.owner_uid == obj.metadata.uid and asset.generation == obj.metadata.generation
