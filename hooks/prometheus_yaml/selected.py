"""The objects that a workload selects: what is accepted, what is rejected and why, what has to wait.

One object never holds up another: each is decoded, judged and compiled on its own.
"""

from collections.abc import Iterator

import msgspec

from hooks.findings import Judgement, Outcome, Subject
from hooks.kinds.scraped import SCRAPE_KINDS, ScrapeKind
from hooks.prometheus_yaml.compiled import Accepted, Foreign, Rejected, Sent, Waiting, compiled
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.prometheus_yaml.frame import Frame
from hooks.prometheus_yaml.pieces import Pieces
from hooks.protocol import Objects
from hooks.rendering import Block
from hooks.selection.related import Namespaces, asset


class ScrapeObject(msgspec.Struct, frozen=True, gc=False):
    """One object that has jobs: their YAML, or ``None`` while it waits for its values."""

    kind: str
    key: str
    pieces: Pieces | None

    @property
    def text(self) -> Block | None:
        """The jobs in one piece."""
        return None if self.pieces is None else self.pieces.text


class ScrapeObjects(msgspec.Struct, frozen=True):
    """All objects that a workload selects, in the order of the configuration: by kind, then by ``namespace/name``."""

    entries: tuple[ScrapeObject, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """What became of each, in the same order, and what is said about it."""
    tls_files: dict[str, bytes] = {}
    """What the accepted objects need below ``names.CERTS_DIR``."""

    @property
    def accepted(self) -> tuple[tuple[str, str], ...]:
        """(kind, key) of the objects in the configuration."""
        return tuple((entry.kind, entry.key) for entry in self.entries if entry.pieces is not None)

    @property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """(kind, key) of those whose values are being collected."""
        return tuple((entry.kind, entry.key) for entry in self.entries if entry.pieces is None)


def scrape_objects(workload: Scraper, related: Objects, inputs: Inputs) -> ScrapeObjects:
    """What ``workload`` selects among the related ServiceMonitors, PodMonitors, Probes and ScrapeConfigs."""
    frame = Frame.of(workload, inputs)
    found = [(kind.name, key, each) for kind in SCRAPE_KINDS.values() for key, each in _compiled(kind, related, frame)]
    return ScrapeObjects(
        entries=tuple(_entry(kind, key, each) for kind, key, each in found if isinstance(each, Accepted | Waiting)),
        judgements=tuple(_judgement(kind, key, each) for kind, key, each in found),
        tls_files={file: value for _, _, each in found if isinstance(each, Accepted) for file, value in each.tls_files.items()},
    )


def _entry(kind: str, key: str, each: Accepted | Waiting) -> ScrapeObject:
    return ScrapeObject(kind, key, each.pieces if isinstance(each, Accepted) else None)


def _judgement(kind: str, key: str, each: Accepted | Rejected | Waiting) -> Judgement:
    subject = Subject(SCRAPE_KINDS[kind].api_version, kind, *key.split("/"))
    if isinstance(each, Waiting):
        return Judgement(subject, Outcome.WAITING)
    if isinstance(each, Rejected):
        return Judgement(subject, Outcome.REJECTED, each.findings)
    return Judgement(subject, Outcome.ACCEPTED, each.findings)


def _compiled(kind: ScrapeKind, related: Objects, frame: Frame) -> Iterator[tuple[str, Accepted | Rejected | Waiting]]:
    for key, found in compiled(kind.type, [*_sent(kind, related, frame)], frame):
        if not isinstance(found, Foreign):
            yield key, found


def _sent(kind: ScrapeKind, related: Objects, frame: Frame) -> Iterator[Sent]:
    """The objects in namespaces that count."""
    allowed = Namespaces(related, frame.selectors[kind.name].namespaces, frame.own)
    for key, raw in sorted(related.get(kind.messages_key, {}).items()):
        if key.partition("/")[0] in allowed:
            yield Sent(key, raw, asset(related, kind.name, key))
