"""Documents → the files of the configuration Secrets.

Sidecar mode: one gzipped file for all shards, in which the config-reloader expands ``$(SHARD)`` and the like. Native mode: one file per shard with
the numbers in it, as plain text; from 512 KiB on the jobs lie in buckets, each a Secret of its own, which Prometheus reads through scrape_config_files.
"""

import bisect
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from hooks import names
from hooks.errors import InvalidObject, InvalidParent
from hooks.findings.scraping import REFUSED
from hooks.findings.workloads import NO_ROOM
from hooks.judge import ABSENT
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml import agent, server
from hooks.prometheus_yaml.buckets import SECRET_LIMIT, Buckets, Job, buckets
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.prometheus_yaml.file import Document, Jobs
from hooks.prometheus_yaml.judged import Bench
from hooks.prometheus_yaml.last_good import LastGood, kept
from hooks.prometheus_yaml.pieces import Pieces
from hooks.prometheus_yaml.selected import ScrapeObjects
from hooks.protocol import Objects
from hooks.rendering import gzipped, yaml_text
from hooks.shards import number_in_zone, zone_of
from hooks.versions import Dropped

INLINE_LIMIT = 512 * 1024
"""Bytes up to which native mode keeps everything in prometheus.yaml."""


class ConfigShard(msgspec.Struct, frozen=True):
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
    """What the last good jobs of waiting objects need below ``names.CERTS_DIR``, beside ``ScrapeObjects.tls_files``."""
    left_out: tuple[tuple[str, InvalidObject], ...] = ()
    """(kind, error) of objects for which there is no room; the error's ``key`` names the object."""


class _Texts(msgspec.Struct, frozen=True):
    """The files that all shards have in common, with variables for what tells the shards apart."""

    main: str
    buckets: dict[int, str] = {}
    dropped: tuple[Dropped, ...] = ()
    left_out: tuple[tuple[str, InvalidObject], ...] = ()


def files(workload: Scraper, selection: ScrapeObjects, rule_folders: tuple[str, ...], shards: Sequence[ConfigShard], inputs: Inputs) -> tuple[Files, ...]:
    """The configuration Secrets of ``workload``, shard by shard. InvalidParent where it contradicts itself or does not fit.

    What all shards have in common is made once, unless objects wait and the shards do not have the same last good jobs of them.
    """
    _check_frame(workload, rule_folders, inputs)
    if not inputs.ctx.native:
        return tuple(_packed(workload, selection, rule_folders, shard, inputs) for shard in shards)
    made: list[tuple[Mapping[tuple[str, str], Pieces], _Texts]] = []
    found: list[Files] = []
    for shard in shards:
        if shard.number >= inputs.ctx.sharding.shards:
            found.append(_idle(workload, rule_folders, shard, inputs))
            continue
        before = kept(selection.waiting, shard.config, workload.metadata.namespace, shard.children)
        texts = next((texts for jobs, texts in made if jobs == before.jobs), None)
        if texts is None:
            texts = _texts(workload, _jobs(selection, before), rule_folders, inputs)
            made.append((before.jobs, texts))
        found.append(Files(_secrets(workload, texts, shard, inputs), texts.dropped, before.tls_files, texts.left_out))
    return tuple(found)


def _check_frame(workload: Scraper, rule_folders: tuple[str, ...], inputs: Inputs) -> None:
    """InvalidParent where Prometheus would refuse what its configuration holds beside the jobs of objects, each of which was judged by itself."""
    bench = Bench.of(workload.spec, inputs.ctx.version, inputs.settings.judge)
    if inputs.settings.judge is ABSENT:
        return
    if refusal := bench.refusal(yaml_text(document(workload, (), rule_folders, inputs)[0]), inputs.assets.values.values()):
        raise InvalidParent(REFUSED.at("spec", refusal))


def _idle(workload: Scraper, rule_folders: tuple[str, ...], shard: ConfigShard, inputs: Inputs) -> Files:
    """Of a shard that is only kept for its data (its number is not among the active ones): it scrapes nothing."""
    file, dropped = document(workload, (), rule_folders, inputs)
    text = yaml_text(replace(file, scrape_configs=()))
    return Files({shard.config: {names.CONFIG_FILE: _expanded(text, _numbers(workload, shard.number, inputs))}}, dropped)


def _jobs(selection: ScrapeObjects, before: LastGood) -> tuple[Job, ...]:
    """Of the accepted objects, and the last good ones of those that wait."""
    found = ((entry, entry.pieces or before.jobs.get((entry.kind, entry.key))) for entry in selection.entries)
    return tuple(Job(entry.kind, entry.key, pieces) for entry, pieces in found if pieces is not None and pieces.parts)


def _texts(workload: Scraper, jobs: tuple[Job, ...], rule_folders: tuple[str, ...], inputs: Inputs) -> _Texts:
    if sum(job.pieces.size for job in jobs) <= INLINE_LIMIT:
        file, dropped = document(workload, jobs, rule_folders, inputs)
        return _Texts(yaml_text(file), dropped=dropped)
    file, dropped = document(workload, (), rule_folders, inputs)
    filled = buckets(f"{type(workload).__name__} {workload.key}", jobs)
    left_out = tuple((job.kind, _no_room(job, filled)) for job in filled.left_out)
    return _Texts(yaml_text(replace(file, scrape_config_files=(names.NATIVE_SCRAPE_FILES,))), filled.texts, dropped, left_out)


def _no_room(job: Job, filled: Buckets) -> InvalidObject:
    reason = f"its scrape jobs take {job.pieces.size} bytes, for which the {len(filled.texts)} Secrets have no room, split it or select fewer objects"
    return InvalidObject(NO_ROOM.at("spec", reason), key=job.key)


def _packed(workload: Scraper, selection: ScrapeObjects, rule_folders: tuple[str, ...], shard: ConfigShard, inputs: Inputs) -> Files:
    """One file, without the objects that take most room where it would not fit."""
    before = kept(selection.waiting, shard.config, workload.metadata.namespace, shard.children)
    jobs = _jobs(selection, before)

    def packed(left_out: Sequence[Job]) -> bytes:
        gone = {(job.kind, job.key) for job in left_out}
        file, _ = document(workload, tuple(job for job in jobs if (job.kind, job.key) not in gone), rule_folders, inputs)
        return gzipped(yaml_text(file).encode())

    data, left_out = packed(()), list[Job]()
    if len(data) > SECRET_LIMIT:
        largest = sorted(jobs, key=lambda job: (-len(gzipped(job.pieces.text.encode())), job.kind, job.key))
        left_out = largest[: bisect.bisect_left(range(len(jobs)), True, key=lambda count: len(packed(largest[:count])) <= SECRET_LIMIT)]
        data = packed(left_out)
    if len(data) > SECRET_LIMIT:
        raise InvalidParent(
            NO_ROOM.at("spec", f"without any object the compressed configuration takes {len(data)} bytes, more than the {SECRET_LIMIT} of a Secret")
        )
    reason = f"the compressed configuration would take more than the {SECRET_LIMIT} bytes of a Secret, split this object or select fewer"
    errors = tuple((job.kind, InvalidObject(NO_ROOM.at("spec", reason), key=job.key)) for job in left_out)
    return Files({shard.config: {names.CONFIG_FILE_GZ: data}}, document(workload, (), rule_folders, inputs)[1], before.tls_files, errors)


def document(workload: Scraper, jobs: tuple[Job, ...], rule_folders: tuple[str, ...], inputs: Inputs) -> Document:
    """prometheus.yaml with ``jobs``, and what is left out of it. InvalidParent where the workload contradicts itself."""
    texts = Jobs(**{f"{kind.attribute}s": tuple(job.pieces.text for job in jobs if job.kind == name) for name, kind in SCRAPE_KINDS.items()})
    if isinstance(workload, Prometheus):
        return server.document(workload, texts, rule_folders, inputs)
    return agent.document(workload, texts, inputs)


def _secrets(workload: Scraper, texts: _Texts, shard: ConfigShard, inputs: Inputs) -> dict[str, dict[str, bytes]]:
    """The files of one shard."""
    numbers = _numbers(workload, shard.number, inputs)
    main = _expanded(texts.main, numbers)
    if len(main) > SECRET_LIMIT:
        raise InvalidParent(NO_ROOM.at("spec", f"prometheus.yaml takes {len(main)} bytes without any object, more than the {SECRET_LIMIT} of a Secret"))
    scraped = {f"{shard.config}{names.BUCKET}{number}": {names.scrape_file(number): _expanded(text, numbers)} for number, text in texts.buckets.items()}
    return {shard.config: {names.CONFIG_FILE: main}, **scraped}


def _numbers(workload: Scraper, shard: int, inputs: Inputs) -> dict[str, str]:
    spec, settings = workload.spec, inputs.settings
    return {
        names.SHARD_VARIABLE: str(shard),
        names.INZONE_SHARD_VARIABLE: str(number_in_zone(shard, spec, settings)),
        names.ZONE_VARIABLE: zone_of(shard, spec, settings),
    }


def _expanded(text: str, numbers: Mapping[str, str]) -> bytes:
    """``text`` with the variables replaced wherever they stand, a user's own rules included, as the config-reloader does it."""
    for variable, value in numbers.items():
        text = text.replace(names.expanded_later(variable), value)
    return text.encode()
