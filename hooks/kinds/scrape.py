"""Pieces of scraping that several kinds share."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import BasicAuth, BearerClient, OAuth2, SafeAuthorization
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import ByteSize, Count, Duration, Items, NonEmpty, OneOf, Quantity, Scheme, ScrapeProtocol
from hooks.kinds.selectors import NamespaceSelector
from hooks.kinds.tls import SafeTLSConfig


class AttachMetadata(Spec, frozen=True, kw_only=True):
    """Which metadata discovery adds to the targets."""

    node: bool | None = None
    """Add metadata of the node; needs the right to read nodes. Needs Prometheus 2.35 for pods, 2.37 for endpoints."""


class MetricsEndpoint(BearerClient, frozen=True, kw_only=True):
    """How the metrics of a target are scraped."""

    scheme: Scheme | None = None
    """Protocol of the target: http or https; http when absent."""
    path: str | None = None
    """HTTP path of the metrics; /metrics when absent."""
    params: dict[str, tuple[str, ...]] = {}
    """Parameters of the HTTP request."""
    interval: Duration | None = None
    """Time between two scrapes; the one of the Prometheus when absent."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
    honor_labels: bool | None = None
    """Whether labels of the scraped samples win over the labels of the target."""
    honor_timestamps: bool | None = None
    """Whether timestamps in the scraped samples are kept; true when absent."""
    track_timestamps_staleness: bool | None = None
    """Whether series with timestamps of their own become stale when they vanish. Needs Prometheus 2.48."""
    filter_running: bool | None = None
    """Leave out pods that have failed or succeeded; true when absent."""
    relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""


class ScrapeSettings(Spec, frozen=True, kw_only=True):
    """Formats, histograms and limits of scrapes."""

    scrape_class: NonEmpty | None = None
    """Name of the scrape class that is applied; the default class when absent."""
    scrape_protocols: Annotated[tuple[ScrapeProtocol, ...], Items(kind="set")] = ()
    """Formats asked for, in the order of preference. Needs Prometheus 2.49."""
    fallback_scrape_protocol: ScrapeProtocol | None = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    scrape_native_histograms: bool | None = None
    """Scrape native histograms. Needs Prometheus 3.8."""
    scrape_classic_histograms: bool | None = None
    """Scrape a classic histogram also where a native one is exposed. Needs Prometheus 2.45."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Store classic histograms as native ones with custom buckets. Needs Prometheus 3.0."""
    native_histogram_bucket_limit: Count | None = None
    """A native histogram with more buckets is made coarser, or the scrape fails. Needs Prometheus 2.45."""
    native_histogram_min_bucket_factor: Quantity | None = None
    """Smallest factor between two buckets of a native histogram; finer ones are merged. Needs Prometheus 2.50."""
    extra_scrape_metrics: bool | None = None
    """Store timeout, sample limit and body size of every scrape as metrics; that of the Prometheus when absent. Needs Prometheus 3.10."""
    sample_limit: Count | None = None
    """A scrape with more samples fails."""
    target_limit: Count | None = None
    """More targets than this make all scrapes of the job fail. Needs Prometheus 2.21."""
    label_limit: Count | None = None
    """A sample with more labels fails the scrape. Needs Prometheus 2.27."""
    label_name_length_limit: Count | None = None
    """A sample with a longer label name, in bytes, fails the scrape. Needs Prometheus 2.27."""
    label_value_length_limit: Count | None = None
    """A sample with a longer label value, in bytes, fails the scrape. Needs Prometheus 2.27."""
    keep_dropped_targets: Count | None = None
    """How many targets dropped by relabeling are kept in memory to be shown; 0 means no limit. Needs Prometheus 2.47."""


class MonitorSpec(ScrapeSettings, frozen=True, kw_only=True):
    """What ServiceMonitors and PodMonitors share."""

    job_label: str | None = None
    """Label whose value becomes the job label."""
    namespace_selector: NamespaceSelector | None = None
    """Namespaces that are searched; the object's own when absent."""
    selector_mechanism: Annotated[str | None, OneOf(("RelabelConfig", "RoleSelector"))] = None
    """Whether objects are picked by relabeling (RelabelConfig) or already by the API server (RoleSelector)."""
    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    pod_target_labels: tuple[str, ...] = ()
    """Labels of the pod that are copied to its targets."""
    body_size_limit: ByteSize | None = None
    """Uncompressed response bodies above this size fail the scrape; 0 means no limit. Needs Prometheus 2.28."""


class JobSpec(ScrapeSettings, frozen=True, kw_only=True):
    """What objects share that are one scrape job each."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the target."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
