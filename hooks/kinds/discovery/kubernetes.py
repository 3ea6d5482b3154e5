"""Targets from Kubernetes."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import HTTPClient
from hooks.kinds.schema import Items, KubernetesRole, NonEmpty, Required
from hooks.kinds.scrape import AttachMetadata


class NamespaceDiscovery(Spec, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[].namespaces`` of ScrapeConfig."""

    names: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Namespaces that are searched, by name."""
    own_namespace: bool | None = None
    """Whether the namespace of the Prometheus counts too. Needs Prometheus 2.35."""


class KubernetesSelector(Spec, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[].selectors[]`` of ScrapeConfig."""

    field: NonEmpty | None = None
    """Field selector in the syntax of kubectl, such as status.phase=Running."""
    label: NonEmpty | None = None
    """Label selector in the syntax of kubectl, such as app=web."""
    role: Annotated[KubernetesRole | None, Required()] = None
    """Sort of object that the selector is for."""


class KubernetesSDConfig(HTTPClient, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[]`` of ScrapeConfig."""

    api_server: NonEmpty | None = None
    """Address of the API server; the cluster's own when absent."""
    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    namespaces: NamespaceDiscovery | None = None
    """Namespaces that are searched; all when absent."""
    role: Annotated[KubernetesRole | None, Required()] = None
    """Sort of object that becomes a target."""
    selectors: Annotated[tuple[KubernetesSelector, ...], Items(kind="map", keys=("role",))] = ()
    """Label and field selectors by sort of object."""
