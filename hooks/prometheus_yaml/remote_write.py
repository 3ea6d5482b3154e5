"""remote_write: where samples are sent to."""

from typing import Annotated

import msgspec

from hooks.kinds import remote_write as kind
from hooks.prometheus_yaml.http import http_client, sigv4
from hooks.prometheus_yaml.model import Duration, HTTPClient, RelabelConfig, SigV4
from hooks.prometheus_yaml.relabeling import rules
from hooks.source import Source
from hooks.versions import INLINE, Section, since, until


class ManagedIdentity(Section, frozen=True, kw_only=True):
    """azuread.managed_identity; without an id the one that the system assigned."""

    client_id: str | None = None


class AzureOAuth(Section, frozen=True, kw_only=True):
    """azuread.oauth."""

    client_id: str | None = None
    client_secret: str | None = None
    tenant_id: str | None = None


class AzureSDK(Section, frozen=True, kw_only=True):
    """azuread.sdk."""

    tenant_id: str | None = None


class WorkloadIdentity(Section, frozen=True, kw_only=True):
    """azuread.workload_identity."""

    client_id: str | None = None
    tenant_id: str | None = None


class AzureAD(Section, frozen=True, kw_only=True):
    """azuread."""

    managed_identity: ManagedIdentity | None = None
    oauth: Annotated[AzureOAuth | None, since("2.48.0")] = None
    sdk: Annotated[AzureSDK | None, since("2.52.0")] = None
    workload_identity: Annotated[WorkloadIdentity | None, since("3.7.0")] = None
    cloud: str | None = None
    scope: Annotated[str | None, since("3.9.0")] = None


class Queue(Section, frozen=True, kw_only=True):
    """queue_config."""

    capacity: int | None = None
    min_shards: Annotated[int | None, since("2.6.0")] = None
    max_shards: int | None = None
    max_samples_per_send: int | None = None
    batch_send_deadline: Duration = None
    max_retries: Annotated[int | None, until("2.11.0")] = None
    min_backoff: Duration = None
    max_backoff: Duration = None
    retry_on_http_429: Annotated[bool | None, since("2.26.0")] = None
    sample_age_limit: Annotated[Duration, since("2.50.0")] = None


class Metadata(Section, frozen=True, kw_only=True):
    """metadata_config."""

    send: bool | None = None
    send_interval: Duration = None
    max_samples_per_send: Annotated[int | None, since("2.29.0")] = None


class RemoteWrite(Section, frozen=True, kw_only=True):
    """One entry of remote_write."""

    url: str
    name: Annotated[str | None, since("2.15.0")] = None
    remote_timeout: Duration = None
    headers: Annotated[dict[str, str] | None, since("2.15.0")] = None
    protobuf_message: Annotated[str | None, since("2.54.0")] = None
    send_exemplars: Annotated[bool | None, since("2.27.0")] = None
    send_native_histograms: Annotated[bool | None, since("2.40.0")] = None
    round_robin_dns: Annotated[bool | None, since("3.1.0")] = None
    write_relabel_configs: tuple[RelabelConfig, ...] | None = None
    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")
    sigv4: Annotated[SigV4 | None, since("2.26.0")] = None
    azuread: Annotated[AzureAD | None, since("2.45.0")] = None
    queue_config: Queue | None = None
    metadata_config: Annotated[Metadata | None, since("2.23.0")] = None


def section(parts: tuple[kind.RemoteWrite, ...], source: Source) -> tuple[RemoteWrite, ...] | None:
    """The remote_write section; ``None`` where nothing is sent."""
    return tuple(_endpoint(part, source) for part in parts) or None


def _endpoint(part: kind.RemoteWrite, source: Source) -> RemoteWrite:
    return RemoteWrite(
        url=part.url or "",
        name=part.name or None,
        remote_timeout=part.remote_timeout,
        headers={name: part.headers[name] for name in sorted(part.headers)} or None,
        protobuf_message=None if part.message_version is None else kind.MESSAGES.get(part.message_version, kind.MESSAGES["V1.0"]),
        send_exemplars=part.send_exemplars,
        send_native_histograms=part.send_native_histograms,
        round_robin_dns=part.round_robin_dns,
        write_relabel_configs=rules(part.write_relabel_configs) or None,
        http=http_client(part, source),
        sigv4=sigv4(part.sigv4, source),
        azuread=_azuread(part.azure_ad, source),
        queue_config=_queue(part.queue_config),
        metadata_config=_metadata(part),
    )


def _azuread(part: kind.AzureAD | None, source: Source) -> AzureAD | None:
    if part is None:
        return None
    managed, workload = part.managed_identity, part.workload_identity
    return AzureAD(
        managed_identity=ManagedIdentity(client_id=managed.client_id or None) if managed else None,
        oauth=_azure_oauth(part.oauth, source),
        sdk=AzureSDK(tenant_id=part.sdk.tenant_id or "") if part.sdk else None,
        workload_identity=WorkloadIdentity(client_id=workload.client_id or "", tenant_id=workload.tenant_id or "") if workload else None,
        cloud=part.cloud,
        scope=part.scope or None,
    )


def _azure_oauth(part: kind.AzureOAuth | None, source: Source) -> AzureOAuth | None:
    secret = source.secret(part.client_secret) if part else None
    if part is None or secret is None:
        return None
    return AzureOAuth(client_id=part.client_id or "", client_secret=secret, tenant_id=part.tenant_id or "")


def _queue(part: kind.QueueConfig | None) -> Queue | None:
    if part is None:
        return None
    return Queue(
        capacity=part.capacity or None,
        min_shards=part.min_shards or None,
        max_shards=part.max_shards or None,
        max_samples_per_send=part.max_samples_per_send or None,
        batch_send_deadline=part.batch_send_deadline,
        max_retries=part.max_retries or None,
        min_backoff=part.min_backoff,
        max_backoff=part.max_backoff,
        retry_on_http_429=part.retry_on_rate_limit or None,
        sample_age_limit=part.sample_age_limit,
    )


def _metadata(part: kind.RemoteWrite) -> Metadata | None:
    """The second version of the protocol carries metadata with each sample, so that none is sent apart."""
    config = part.metadata_config
    if config is None:
        return None
    return Metadata(
        send=bool(config.send) and part.message_version != "V2.0",
        send_interval=config.send_interval or None,
        max_samples_per_send=config.max_samples_per_send,
    )
