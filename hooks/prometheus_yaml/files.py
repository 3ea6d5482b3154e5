"""Documents → the files of the configuration Secrets.

Sidecar mode: one gzipped file for all shards, in which the config-reloader expands ``$(SHARD)`` and the like. Native mode: one file a shard with
the numbers in it, as plain text; from 512 KiB on the jobs lie in buckets, each a Secret of its own, which Prometheus reads through scrape_config_files.
"""

from collections.abc import Mapping

import msgspec
import xxhash
from msgspec.structs import replace

from hooks import names
from hooks.errors import InvalidParent
from hooks.kinds.prometheus import Prometheus
from hooks.prometheus_yaml import agent, server
from hooks.prometheus_yaml.context import Inputs, Workload
from hooks.prometheus_yaml.file import Document, Jobs
from hooks.prometheus_yaml.last_good import Kept, kept
from hooks.prometheus_yaml.selected import Entry, Selection
from hooks.protocol import Objects
from hooks.rendering import Block, gzipped, yaml_text
from hooks.shards import number_in_zone, zone_of
from hooks.versions import Dropped

INLINE_LIMIT = 512 * 1024
"""Bytes up to which native mode keeps everything in prometheus.yaml."""
SECRET_LIMIT = 1024 * 1024
"""Bytes of values that a Secret may hold (Kubernetes: MaxSecretSize)."""
BUCKET_SIZE = 256 * 1024
"""Bytes that a bucket holds on average at most, as long as there are buckets left: chance fills some of them far more than others."""
MAX_BUCKETS = 64
"""As many are mounted ahead, so that the pods need no restart when the configuration grows."""


class Shard(msgspec.Struct, frozen=True):
    """For whom files are written: a shard in native mode, all of them (number 0) in sidecar mode."""

    number: int
    config: str
    """Name of the Secret with prometheus.yaml."""
    children: Objects = {}
    """Observed children of the workload, for the last good jobs of objects that wait."""


class Files(msgspec.Struct, frozen=True):
    """What becomes of a workload's configuration."""

    secrets: dict[str, dict[str, bytes]]
    """Name of a Secret → key → value."""
    dropped: tuple[Dropped, ...] = ()
    """Fields of the workload itself that its version does not read."""
    tls_files: Mapping[str, bytes] = {}
    """What the last good jobs of waiting objects need below ``names.CERTS_DIR``, beside ``Selection.tls_files``."""


def files(workload: Workload, selection: Selection, rule_folders: tuple[str, ...], shard: Shard, inputs: Inputs) -> Files:
    """The configuration Secrets of ``workload``, one call a shard in native mode. InvalidParent where it contradicts itself or does not fit."""
    before = kept(selection.waiting, shard.config, workload.metadata.namespace, shard.children)
    entries = tuple(_with_text(entry, before) for entry in selection.entries)
    if inputs.ctx.native:
        return replace(_native(workload, entries, rule_folders, shard, inputs), tls_files=before.tls_files)
    document, dropped = _document(workload, entries, rule_folders, inputs)
    packed = gzipped(yaml_text(document).encode())
    if len(packed) > SECRET_LIMIT:
        raise InvalidParent("spec", f"the compressed configuration takes {len(packed)} bytes, more than the {SECRET_LIMIT} of a Secret, select fewer objects")
    return Files({shard.config: {names.CONFIG_FILE_GZ: packed}}, dropped, before.tls_files)


def _with_text(entry: Entry, before: Kept) -> Entry:
    return entry if entry.text is not None else replace(entry, text=before.jobs.get((entry.kind, entry.key), Block("")))


def _document(workload: Workload, entries: tuple[Entry, ...], rule_folders: tuple[str, ...], inputs: Inputs) -> Document:
    jobs = Jobs(**{field: tuple(entry.text for entry in entries if entry.kind == kind and entry.text) for kind, field in _FIELDS.items()})
    if isinstance(workload, Prometheus):
        return server.document(workload, jobs, rule_folders, inputs)
    return agent.document(workload, jobs, inputs)


_FIELDS = {"ServiceMonitor": "service_monitors", "PodMonitor": "pod_monitors", "Probe": "probes", "ScrapeConfig": "scrape_configs"}


def _native(workload: Workload, entries: tuple[Entry, ...], rule_folders: tuple[str, ...], shard: Shard, inputs: Inputs) -> Files:
    """A shard that is only kept for its data (its number is not among the active ones) scrapes nothing."""
    active, split = shard.number < inputs.ctx.sharding.shards, sum(len(entry.text or "") for entry in entries) > INLINE_LIMIT
    document, dropped = _document(workload, () if split else entries, rule_folders, inputs)
    if not active:
        document, split = replace(document, scrape_configs=()), False
    elif split:
        document = replace(document, scrape_config_files=(names.NATIVE_SCRAPE_FILES,))
    numbers = _numbers(workload, shard.number, inputs)
    main = {shard.config: {names.CONFIG_FILE: _expanded(yaml_text(document), numbers)}}
    return Files(main | (_scrape_files(entries, shard.config, numbers) if split else {}), dropped)


def _numbers(workload: Workload, shard: int, inputs: Inputs) -> dict[str, str]:
    spec, settings = workload.spec, inputs.settings
    return {
        "$(SHARD)": str(shard),
        "$(INZONE_SHARD)": str(number_in_zone(shard, spec, settings)),
        "$(TOPOLOGY_ZONE)": zone_of(shard, spec, settings),
    }


def _expanded(text: str, numbers: Mapping[str, str]) -> bytes:
    """``text`` with the variables replaced wherever they stand, a user's own rules included, as the config-reloader does it."""
    for variable, value in numbers.items():
        text = text.replace(variable, value)
    return text.encode()


def _scrape_files(entries: tuple[Entry, ...], config: str, numbers: Mapping[str, str]) -> dict[str, dict[str, bytes]]:
    """The buckets that hold something. An object stays in its bucket until the number of buckets doubles."""
    jobs = [(xxhash.xxh64_intdigest(f"{entry.kind}/{entry.key}".encode()), _expanded(entry.text or "", numbers)) for entry in entries if entry.text]
    buckets = _buckets(jobs)
    return {f"{config}-scrape-{number}": {names.scrape_file(number): b"scrape_configs:\n" + b"".join(texts)} for number, texts in buckets.items()}


def _buckets(jobs: list[tuple[int, bytes]]) -> dict[int, list[bytes]]:
    """The fewest buckets, a power of two, of a fair size. InvalidParent where the jobs do not fit into as many as there are."""
    average = sum(len(text) for _, text in jobs) / BUCKET_SIZE
    for count in (2**power for power in range(1, MAX_BUCKETS.bit_length())):
        buckets: dict[int, list[bytes]] = {}
        for number, text in jobs:
            buckets.setdefault(number % count, []).append(text)
        fits = all(sum(map(len, texts)) < SECRET_LIMIT - 1024 for texts in buckets.values())
        if fits and (count >= average or count == MAX_BUCKETS):
            return dict(sorted(buckets.items()))
    raise InvalidParent(
        "spec", f"the scrape jobs do not fit into {MAX_BUCKETS} Secrets, select fewer objects or use the config-reloader, which compresses them"
    )
