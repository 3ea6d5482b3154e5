"""Remote write."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import Sigv4
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.remote import RemoteEndpoint
from hooks.kinds.schema import Bounds, Duration, Int32, Length, NonEmpty, OneOf, Pattern, Required


class ManagedIdentity(Spec, frozen=True, kw_only=True):
    """An Azure managed identity."""

    client_id: NonEmpty | None = None
    """Id of a user-assigned identity; that of the system when absent, which needs Prometheus 3.5."""


class AzureOAuth(Spec, frozen=True, kw_only=True):
    """Azure OAuth client credentials."""

    client_id: Annotated[NonEmpty | None, Required()] = None
    """Id of the client that is registered with Azure."""
    client_secret: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the secret of the client."""
    tenant_id: Annotated[str | None, Length(ge=1), Pattern("^[0-9a-zA-Z-.]+$"), Required()] = None
    """Id of the Azure tenant that the client belongs to."""


class AzureSDK(Spec, frozen=True, kw_only=True):
    """Authentication as the Azure SDK finds it."""

    tenant_id: Annotated[str | None, Pattern("^[0-9a-zA-Z-.]+$")] = None
    """Id of the Azure tenant; found by the SDK when absent."""


class WorkloadIdentity(Spec, frozen=True, kw_only=True):
    """An Azure workload identity."""

    client_id: Annotated[NonEmpty | None, Required()] = None
    """Id of the client that the pod's identity stands for."""
    tenant_id: Annotated[NonEmpty | None, Required()] = None
    """Id of the Azure tenant that the client belongs to."""


class AzureAD(Spec, frozen=True, kw_only=True):
    """Authentication with Azure; one of its kinds."""

    cloud: Annotated[str | None, OneOf(("AzureChina", "AzureGovernment", "AzurePublic"))] = None
    """Azure cloud; AzurePublic when absent."""
    managed_identity: ManagedIdentity | None = None
    """Authenticate as a managed identity."""
    oauth: AzureOAuth | None = None
    """Authenticate by OAuth. Needs Prometheus 2.48."""
    scope: Annotated[str | None, Pattern("^[\\w\\s:/.\\\\-]+$")] = None
    """Scope of the token. Needs Prometheus 3.9."""
    sdk: AzureSDK | None = None
    """Authenticate as the Azure SDK finds it. Needs Prometheus 2.52."""
    workload_identity: WorkloadIdentity | None = None
    """Authenticate as a workload identity. Needs Prometheus 3.7."""


class MetadataConfig(Spec, frozen=True, kw_only=True):
    """How metadata is sent."""

    max_samples_per_send: Annotated[Int32 | None, Bounds(ge=-1)] = None
    """Most metadata entries in one request; 2000 when absent. Needs Prometheus 2.29."""
    send: bool | None = None
    """Whether types and help texts of metrics are sent too; true when absent."""
    send_interval: Duration | None = None
    """Time between two deliveries of metadata; 1m when absent."""


class QueueConfig(Spec, frozen=True, kw_only=True):
    """Tuning of the queue in front of an endpoint."""

    batch_send_deadline: Duration | None = None
    """Longest time that a sample waits."""
    capacity: int | None = None
    """Samples that a shard may hold."""
    max_backoff: Duration | None = None
    """Longest wait before a retry."""
    max_retries: int | None = None
    """Not used by Prometheus any more."""
    max_samples_per_send: int | None = None
    """Most samples in one request."""
    max_shards: int | None = None
    """Most senders that work in parallel."""
    min_backoff: Duration | None = None
    """First wait before a retry, doubled each time."""
    min_shards: int | None = None
    """Fewest senders that work in parallel, also the number to begin with."""
    retry_on_rate_limit: bool | None = None
    """Retry when the endpoint answers 429. Needs Prometheus 2.26."""
    sample_age_limit: Duration | None = None
    """Older samples are not sent. Needs Prometheus 2.50."""


class RemoteWrite(RemoteEndpoint, frozen=True, kw_only=True):
    """An endpoint that samples are sent to."""

    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    sigv4: Sigv4 | None = None
    """Signing of requests to AWS. Needs Prometheus 2.26."""
    azure_ad: AzureAD | None = None
    """Authentication with Azure. Needs Prometheus 2.45."""
    round_robin_dns: bool | None = msgspec.field(default=None, name="roundRobinDNS")
    """Spread connections over all addresses of the name. Needs Prometheus 3.1."""
    write_relabel_configs: tuple[RelabelConfig, ...] = ()
    """Relabeling of samples before they are sent."""
    send_exemplars: bool | None = None
    """Send exemplars too. Needs Prometheus 2.27."""
    send_native_histograms: bool | None = None
    """Send native histograms too. Needs Prometheus 2.40."""
    message_version: Annotated[str | None, OneOf(("V1.0", "V2.0"))] = None
    """Version of the protocol; V1.0 when absent. Needs Prometheus 2.54."""
    metadata_config: MetadataConfig | None = None
    """How types and help texts of metrics are sent. Needs Prometheus 2.23."""
    queue_config: QueueConfig | None = None
    """Tuning of the queue; memory grows with maxShards x (capacity + maxSamplesPerSend)."""


MESSAGES = {"V1.0": "prometheus.WriteRequest", "V2.0": "io.prometheus.write.v2.Request"}
"""Version of the protocol → the message that Prometheus calls it by."""
