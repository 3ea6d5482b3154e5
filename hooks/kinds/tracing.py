"""Traces of Prometheus' own requests."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, NonEmpty, OneOf, Quantity, Required
from hooks.kinds.tls import TLSConfig


class TracingConfig(Spec, frozen=True, kw_only=True):
    """Where traces of Prometheus' own requests go."""

    client_type: Annotated[str | None, OneOf(("http", "grpc", "HTTP", "GRPC"))] = None
    """Protocol that traces are sent over: http or grpc; grpc when absent."""
    compression: Annotated[str | None, OneOf(("gzip", "Gzip"))] = None
    """Compression of the traces that are sent: gzip; none when absent."""
    endpoint: Annotated[NonEmpty | None, Required()] = None
    """Where traces are sent to."""
    headers: dict[str, str] = {}
    """Further headers of the requests that send traces, by name."""
    insecure: bool | None = None
    """Whether the connection goes without TLS."""
    sampling_fraction: Quantity | None = None
    """Share of requests that are traced, 0 to 1."""
    timeout: Duration | None = None
    """Time after which a request is given up."""
    tls_config: TLSConfig | None = None
    """TLS settings of the connection to the endpoint."""
