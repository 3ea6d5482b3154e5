"""One object: decoded, matched, judged and compiled; the part of a sync that is remembered."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from hooks.assets import Assets, collected, tls_files
from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Finding, errors
from hooks.findings.scraping import REFUSED
from hooks.kinds.base import Kind
from hooks.memo import Memo, Uses, content
from hooks.prometheus_yaml.fragments import Fragment, judged
from hooks.prometheus_yaml.frame import Frame
from hooks.prometheus_yaml.judged import Bench
from hooks.prometheus_yaml.pieces import Pieces, is_item
from hooks.selection.labels import matches

ROOM = 96 * 2**20
"""Bytes for what is remembered: 10,000 objects for four workloads take about half of it."""
TOGETHER = 100
"""Objects about which Prometheus' own code is asked at once."""


class Sent(NamedTuple):
    """An object as it came."""

    key: str
    raw: msgspec.Raw
    """Its JSON."""
    asset: msgspec.Raw | None
    """That of its asset Secret."""


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


class _Unjudged(NamedTuple):
    """What an object compiles to, before Prometheus' own code was asked about it."""

    fragment: Fragment
    obj: Kind
    assets: Assets

    def judged(self, bench: Bench, *, taken: bool) -> Accepted | Rejected:
        """``taken``: it is known to be, together with others."""
        if not taken and (refusal := bench.refusal_of_jobs(self.fragment.text, self.assets.values.values())):
            return Rejected((REFUSED.at("spec", refusal), *self.fragment.findings))
        return Accepted(Pieces.of(self.fragment.text), self.fragment.findings, tls_files(self.obj, self.obj.metadata.namespace, self.assets))


def compiled(kind: type[Kind], objects: Sequence[Sent], frame: Frame) -> Iterator[tuple[str, Compiled]]:
    """What becomes of each object, by its key and in the order given."""
    for start in range(0, len(objects), TOGETHER):
        yield from _together(kind, objects[start : start + TOGETHER], frame)


def _together(kind: type[Kind], objects: Sequence[Sent], frame: Frame) -> Iterator[tuple[str, Compiled]]:
    decisive = [(content(each.raw), None if each.asset is None else content(each.asset)) for each in objects]
    known = [_MEMO.known((kind, each.key, frame.fingerprint), told) for each, told in zip(objects, decisive, strict=True)]
    made = [_made(kind, each, frame) if found is None else found for each, found in zip(objects, known, strict=True)]
    new = [each.fragment.text for each in made if isinstance(each, _Unjudged)]
    taken = len(new) > 1 and frame.bench.takes("".join(new))
    for each, told, before, found in zip(objects, decisive, known, made, strict=True):
        value = found.judged(frame.bench, taken=taken) if isinstance(found, _Unjudged) else found
        if before is None:
            _MEMO.keep((kind, each.key, frame.fingerprint), told, value)
        yield each.key, value


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


def _made(kind: type[Kind], sent: Sent, frame: Frame) -> Compiled | _Unjudged:
    try:
        obj = decoded(sent.raw, kind)
        if not matches(frame.selectors[kind.__name__].objects, obj.metadata.labels):
            return Foreign()
        known = collected(obj, sent.asset)
        if known is None:
            return Waiting()
        made = judged(obj, frame.ctx, frame.selection, known)
        return Rejected(made.findings) if errors(made.findings) else _Unjudged(made, obj, known)
    except InvalidObject as error:
        return Rejected(error.findings)
