"""tracing: where Prometheus sends its own traces."""

from hooks.kinds.tracing import TracingConfig
from hooks.prometheus_yaml.http import lower, tls
from hooks.prometheus_yaml.model import TLS, Duration
from hooks.prometheus_yaml.shares import fraction
from hooks.source import Source
from hooks.versions import Section


class Tracing(Section, frozen=True, kw_only=True):
    """tracing."""

    endpoint: str
    client_type: str | None = None
    sampling_fraction: float | None = None
    insecure: bool | None = None
    headers: dict[str, str] | None = None
    compression: str | None = None
    timeout: Duration = None
    tls_config: TLS | None = None


def section(part: TracingConfig | None, source: Source) -> Tracing | None:
    """The tracing section; InvalidParent where the fraction of sampled requests is none."""
    if part is None:
        return None
    return Tracing(
        endpoint=part.endpoint or "",
        client_type=lower(part.client_type),
        sampling_fraction=fraction(part.sampling_fraction, "spec.tracingConfig.samplingFraction"),
        insecure=part.insecure,
        headers={name: part.headers[name] for name in sorted(part.headers)} or None,
        compression=lower(part.compression),
        timeout=part.timeout,
        tls_config=tls(part.tls_config, source),
    )
