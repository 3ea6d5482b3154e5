"""DOC module remote_write"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, OAuth2, Sigv4, TLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import Bounds, Duration, Int32, Length, MapType, NonEmpty, OneOf, Pattern, Required


class ManagedIdentity(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].azureAd.managedIdentity"""

    client_id: NonEmpty | None = None


class AzureOAuth(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].azureAd.oauth"""

    client_id: Annotated[NonEmpty | None, Required()] = None
    client_secret: Annotated[SecretKeySelector | None, Required()] = None
    tenant_id: Annotated[str | None, Length(ge=1), Pattern("^[0-9a-zA-Z-.]+$"), Required()] = None


class AzureSDK(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].azureAd.sdk"""

    tenant_id: Annotated[str | None, Pattern("^[0-9a-zA-Z-.]+$")] = None


class WorkloadIdentity(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].azureAd.workloadIdentity"""

    client_id: Annotated[NonEmpty | None, Required()] = None
    tenant_id: Annotated[NonEmpty | None, Required()] = None


class AzureAD(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].azureAd"""

    cloud: Annotated[str | None, OneOf(("AzureChina", "AzureGovernment", "AzurePublic"))] = None
    managed_identity: ManagedIdentity | None = None
    oauth: AzureOAuth | None = None
    scope: Annotated[str | None, Pattern("^[\\w\\s:/.\\\\-]+$")] = None
    sdk: AzureSDK | None = None
    workload_identity: WorkloadIdentity | None = None


class MetadataConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].metadataConfig"""

    max_samples_per_send: Annotated[Int32 | None, Bounds(ge=-1)] = None
    send: bool | None = None
    send_interval: Duration | None = None


class QueueConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[].queueConfig"""

    batch_send_deadline: Duration | None = None
    capacity: int | None = None
    max_backoff: Duration | None = None
    max_retries: int | None = None
    max_samples_per_send: int | None = None
    max_shards: int | None = None
    min_backoff: Duration | None = None
    min_shards: int | None = None
    retry_on_rate_limit: bool | None = None
    sample_age_limit: Duration | None = None


class RemoteWrite(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.remoteWrite[]"""

    authorization: Authorization | None = None
    azure_ad: AzureAD | None = None
    basic_auth: BasicAuth | None = None
    bearer_token: str | None = None
    bearer_token_file: str | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    headers: dict[str, str] = {}
    message_version: Annotated[str | None, OneOf(("V1.0", "V2.0"))] = None
    metadata_config: MetadataConfig | None = None
    name: str | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    queue_config: QueueConfig | None = None
    remote_timeout: Duration | None = None
    round_robin_dns: bool | None = msgspec.field(default=None, name="roundRobinDNS")
    send_exemplars: bool | None = None
    send_native_histograms: bool | None = None
    sigv4: Sigv4 | None = None
    tls_config: TLSConfig | None = None
    url: Annotated[str | None, Pattern("^(http|https)://.+$"), Required()] = None
    write_relabel_configs: tuple[RelabelConfig, ...] = ()
