"""Whether a remote-write endpoint can be used."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from hooks.durations import duration
from hooks.findings import Finding, quoted
from hooks.findings.fields import CONFLICT
from hooks.findings.references import UNNAMED
from hooks.findings.scraping import IDENTITY, QUEUE, UUID
from hooks.kinds.remote import RemoteEndpoint
from hooks.kinds.remote_write import AzureAD, QueueConfig, RemoteWrite
from hooks.selection import http, references, relabeling, urls
from hooks.selection.context import SelectionContext
from hooks.source import Source
from hooks.versions import Version

_SINCE = {"oauth": "2.48.0", "sdk": "2.52.0", "workloadIdentity": "3.7.0"}
_HYPHENATED = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID = re.compile(rf"(?:urn:uuid:)?{_HYPHENATED}|\{{{_HYPHENATED}\}}|[0-9a-f]{{32}}", re.IGNORECASE)
_OPTIONAL_CLIENT = "3.5.0"
"""Since then a managed identity needs no client id."""
_STRICT_QUEUE = Version.parse("3.12.0")
"""Since then a queue that contradicts itself stops the whole configuration."""
_SHARDS, _MIN_BACKOFF, _MAX_BACKOFF = 50, "30ms", "5s"
"""What Prometheus takes where nothing is said."""


def findings(remote: RemoteWrite, path: str, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    """Why Prometheus could not write there."""
    yield from references.findings(remote, path, source)
    yield from http.findings(remote, path, source)
    yield from form(remote, path, ctx)
    if remote.azure_ad is not None and remote.azure_ad.oauth is not None and remote.azure_ad.oauth.client_secret is None:
        yield UNNAMED.at(f"{path}.azureAd.oauth.clientSecret", "no secret is named", "write its name")


def repeated(path: str, remotes: Iterable[RemoteEndpoint]) -> Iterator[Finding]:
    """Names that two endpoints have: Prometheus tells them apart by it."""
    seen: set[str] = set()
    for index, name in enumerate(remote.name for remote in remotes):
        if name and name in seen:
            yield CONFLICT.at(f"{path}[{index}].name", f"{quoted(name)} is the name of an earlier one", "choose another")
        seen.add(name or "")


def form(remote: RemoteWrite, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """The part that needs no values."""
    yield from urls.malformed(remote.url or "", f"{path}.url")
    yield from relabeling.findings(remote.write_relabel_configs, f"{path}.writeRelabelConfigs", ctx)
    if remote.azure_ad is not None:
        yield from _azure(remote.azure_ad, f"{path}.azureAd", ctx)
    if remote.queue_config is not None and (ctx.version is None or ctx.version >= _STRICT_QUEUE):
        yield from _queue(remote.queue_config, f"{path}.queueConfig")


def _queue(queue: QueueConfig, path: str) -> Iterator[Finding]:
    """Zero counts as absent, as when it is written."""
    for name, number in (
        ("capacity", queue.capacity),
        ("maxSamplesPerSend", queue.max_samples_per_send),
        ("maxShards", queue.max_shards),
        ("minShards", queue.min_shards),
    ):
        if number is not None and number < 0:
            yield QUEUE.at(f"{path}.{name}", f"{number} is negative", "write a positive number")
    most = queue.max_shards or _SHARDS
    if (queue.min_shards or 1) > most > 0:
        yield QUEUE.at(f"{path}.minShards", f"{queue.min_shards} is more than maxShards, which is {most}", "raise maxShards or lower this")
    if _length(queue.max_backoff, _MAX_BACKOFF) < _length(queue.min_backoff, _MIN_BACKOFF):
        longest, first = queue.max_backoff or _MAX_BACKOFF, queue.min_backoff or _MIN_BACKOFF
        yield QUEUE.at(f"{path}.maxBackoff", f"{longest} is less than minBackoff, which is {first}", "raise it or lower minBackoff")


def _length(text: str | None, absent: str) -> timedelta:
    return duration(text or absent) or timedelta()


def _azure(azure: AzureAD, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    identities = {"managedIdentity": azure.managed_identity, "oauth": azure.oauth, "sdk": azure.sdk, "workloadIdentity": azure.workload_identity}
    given = [name for name, identity in identities.items() if identity is not None]
    if not given:
        yield IDENTITY.at(path, "it says nothing about who writes", f"give one of {', '.join(identities)}")
    if len(given) > 1:
        yield IDENTITY.at(f"{path}.{given[1]}", f"{given[0]} is given too", "remove one of them")
    for name in given[:1]:
        if name in _SINCE:
            yield from ctx.older_than(_SINCE[name], f"{path}.{name}", name)
    if azure.managed_identity is not None and not azure.managed_identity.client_id:
        yield from ctx.older_than(_OPTIONAL_CLIENT, f"{path}.managedIdentity", "an identity without clientId")
    if azure.oauth is not None:
        yield from _no_uuid(azure.oauth.client_id, f"{path}.oauth.clientId")
    if azure.workload_identity is not None:
        yield from _no_uuid(azure.workload_identity.client_id, f"{path}.workloadIdentity.clientId")
        yield from _no_uuid(azure.workload_identity.tenant_id, f"{path}.workloadIdentity.tenantId")


def _no_uuid(text: str | None, path: str) -> Iterator[Finding]:
    if not _UUID.fullmatch(text or ""):
        yield UUID.at(path, f"{quoted(text or '')} is no UUID", "write it like 00000000-0000-0000-0000-000000000000")
