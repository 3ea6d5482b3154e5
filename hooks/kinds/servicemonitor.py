"""ServiceMonitor."""

from typing import Annotated

from hooks.kinds.base import Kind
from hooks.kinds.schema import IntOrString, Required, ServiceDiscoveryRole
from hooks.kinds.scrape import MetricsEndpoint, MonitorSpec
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import ConfigurationStatus
from hooks.kinds.tls import TLSConfig


class Endpoint(MetricsEndpoint, frozen=True, kw_only=True):
    """``spec.endpoints[]`` of ServiceMonitor."""

    port: str | None = None
    """Name of the Service's port; wins over targetPort."""
    target_port: IntOrString | None = None
    """Number or name of the container's port; port is preferred."""
    bearer_token_file: str | None = None
    """Deprecated, use authorization: path of a file with the token, in the container."""
    tls_config: TLSConfig | None = None
    """TLS settings of the connection to the target."""


class ServiceMonitorSpec(MonitorSpec, frozen=True, kw_only=True):
    """``spec`` of ServiceMonitor."""

    selector: Annotated[LabelSelector | None, Required()] = None
    """Services that count, by label."""
    endpoints: Annotated[tuple[Endpoint, ...], Required()] = ()
    """What is scraped of each Service."""
    service_discovery_role: ServiceDiscoveryRole | None = None
    """Whether targets come from Endpoints or EndpointSlice objects."""
    target_labels: tuple[str, ...] = ()
    """Labels of the Service that are copied to its targets."""


class ServiceMonitor(Kind, frozen=True, kw_only=True):
    """What to scrape of the pods behind Services."""

    spec: ServiceMonitorSpec = ServiceMonitorSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
