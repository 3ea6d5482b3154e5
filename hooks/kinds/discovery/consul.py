"""Targets from Consul."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Items, MapType, NonEmpty, Required, Scheme


class ConsulSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.consulSDConfigs[]`` of ScrapeConfig."""

    allow_stale: bool | None = None
    """Whether an answer of any server will do, not only of the leader."""
    datacenter: NonEmpty | None = None
    """Datacenter that is asked; the server's own when absent."""
    filter: NonEmpty | None = None
    """Filter expression for the catalog. Needs Prometheus 3.0."""
    health_filter: NonEmpty | None = None
    """Filter expression for the health endpoint. Needs Prometheus 3.11.2."""
    namespace: NonEmpty | None = None
    """Namespace of Consul Enterprise. Needs Prometheus 2.28."""
    node_meta: Annotated[dict[str, str], MapType("atomic")] = {}
    """Deprecated, use filter: metadata that nodes must have."""
    partition: NonEmpty | None = None
    """Admin partition of Consul Enterprise that is asked; default when absent."""
    path_prefix: NonEmpty | None = None
    """Prefix of the server's path. Needs Prometheus 2.45."""
    scheme: Scheme | None = None
    """Protocol of the Consul server: http or https; http when absent."""
    server: Annotated[NonEmpty | None, Required()] = None
    """Host and port of the Consul server."""
    services: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Only these services; all when absent."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    tags: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Deprecated, use filter: tags that services must have."""
    token_ref: SecretKeySelector | None = None
    """Reference to the ACL token."""
