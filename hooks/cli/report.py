"""``promhooks report``: what a bug report needs, in one file that anybody may read."""

import hashlib
import importlib.metadata
import platform
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks import parents
from hooks.cli.check import checked
from hooks.cli.cluster import EPOCH, settings
from hooks.cli.formats.data import entry
from hooks.cli.local.progress import busy
from hooks.cli.manifests import ARGUMENT, Document, Folder
from hooks.cli.objects import OBJECT, is_named
from hooks.cli.redaction import redacted
from hooks.cli.sources import Connection, cluster_options, contents
from hooks.errors import InvalidParent, InvalidRequest, NotOurs, TooEarly
from hooks.judge import ABSENT
from hooks.kinds.registry import KINDS
from hooks.loop.hooks import OurHooks, Synced
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.settings import VARIABLES, Settings


class Sync(msgspec.Struct, frozen=True):
    """One question to the hooks, and the digest of their answer."""

    kind: str
    """The name of the hook: ``prometheus``, ``servicemonitor`` …"""
    object: str
    """``Kind namespace/name``."""
    request: Any
    digest: str


class Report(msgspec.Struct, frozen=True):
    """The file. Nothing in it was made from a value of a Secret."""

    versions: dict[str, str]
    settings: dict[str, Any]
    objects: tuple[Manifest, ...]
    findings: tuple[dict[str, Any], ...]
    syncs: tuple[Sync, ...]


@click.command()
@click.argument("paths", metavar="[DIR…]", nargs=-1, type=ARGUMENT)
@cluster_options
@click.option(
    "--of",
    "wanted",
    type=OBJECT,
    multiple=True,
    help="Record what the hooks are asked about this object; by default about each workload, or each object where there is none.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), default="promhooks-report.json", show_default=True)
def command(paths: tuple[Path, ...], wanted: tuple[Key, ...], output: Path, **connection: Any) -> None:
    """Write what a bug report needs to one file: versions, settings, the objects below DIR or of a cluster, all findings, and what the hooks are asked.

    Values of Secrets, logins in addresses, variables of containers and headers are replaced before anything is computed; names, labels and addresses of
    your objects stay, so look through the file before you send it. promhooks replay asks the hooks the same again.

    \b
    Examples:
      promhooks report monitoring/
      promhooks report --cluster --of prometheus/monitoring/k8s -o bug.json
      promhooks replay bug.json
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    with busy("collecting"):
        report = reported(contents(paths, Connection(**connection)), settings(), wanted)
    output.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    click.echo(f"{output}: {len(report.objects)} objects, {len(report.findings)} findings, {len(report.syncs)} recorded questions; look through it first")


def reported(folder: Folder, chosen: Settings, wanted: tuple[Key, ...] = ()) -> Report:
    """The report about the objects of a folder; with ``wanted``, only the questions about these are recorded."""
    documents = tuple(Document(redacted(each.manifest), each.file, each.node) for each in folder.documents)
    hooks = _Recording(chosen)
    result = checked(Folder(documents, folder.findings), chosen, hooks)
    workloads = {key for key in hooks.asked if KINDS[key.kind].has_workload} or set(hooks.asked)
    recorded = {key for key in hooks.asked if any(is_named(key, each) for each in wanted)} if wanted else workloads
    return Report(
        versions={
            "promhooks": importlib.metadata.version("promhooks"),
            "python": platform.python_version(),
            "system": platform.platform(),
            "judge": "absent" if chosen.judge is ABSENT else "present",
        },
        settings=msgspec.to_builtins({name: getattr(chosen, name) for name in VARIABLES}),
        objects=tuple(each.manifest for each in documents),
        findings=tuple(map(entry, result.findings)),
        syncs=tuple(_sync(key, *hooks.asked[key], chosen) for key in sorted(recorded)),
    )


def _sync(key: Key, kind: str, request: bytes, chosen: Settings) -> Sync:
    return Sync(kind, str(key), msgspec.json.decode(request), digest(answer(kind, request, chosen)))


def answer(kind: str, request: bytes, chosen: Settings) -> bytes:
    """What the hooks say to a sync request, at the time at which everything is rendered; the sentence where they refuse."""
    try:
        return parents.sync(kind, request, chosen, EPOCH)
    except (InvalidParent, InvalidRequest, NotOurs, TooEarly) as error:
        return f"{type(error).__name__}: {error}".encode()


def digest(found: bytes) -> str:
    """By which two answers are told apart."""
    return hashlib.sha256(found).hexdigest()


class _Parent(msgspec.Struct, frozen=True):
    parent: Manifest


class _Recording:
    """Hooks that remember the last question about each object."""

    def __init__(self, chosen: Settings) -> None:
        self._hooks = OurHooks(chosen)
        self.asked: dict[Key, tuple[str, bytes]] = {}

    def customize(self, kind: str, body: bytes) -> bytes:
        return self._hooks.customize(kind, body)

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        if kind in parents.PARENTS:
            self.asked[Key.of(msgspec.json.decode(body, type=_Parent).parent)] = kind, body
        return self._hooks.sync(kind, body, now)
