"""Alertmanager."""

from typing import Annotated

import msgspec

from hooks.kinds.alertmanager_global import Global
from hooks.kinds.base import Kind, Spec
from hooks.kinds.references import SecretOrConfigMap
from hooks.kinds.schema import Bounds, ByteSize, Default, GoDuration, Int32, NonEmpty, OneOf, Required
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import AlertmanagerStatus
from hooks.kinds.tls import SafeTLSConfig
from hooks.kinds.web import WebSpec, WebTLSConfig
from hooks.kinds.workload import ServerSpec, TopologySpreadConstraint


class AlertmanagerConfigMatcherStrategy(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfigMatcherStrategy`` of Alertmanager."""

    type: Annotated[str | None, OneOf(("OnNamespace", "OnNamespaceExceptForAlertmanagerNamespace", "None")), Default("OnNamespace")] = None
    """How routes are bound to the namespace of their AlertmanagerConfig: OnNamespace, OnNamespaceExceptForAlertmanagerNamespace or None."""


class AlertmanagerConfiguration(Spec, frozen=True, kw_only=True):
    """``spec.alertmanagerConfiguration`` of Alertmanager."""

    global_: Global | None = None
    """Settings for all receivers; it becomes the global section of the file."""
    name: NonEmpty | None = None
    """AlertmanagerConfig in the same namespace that becomes the root of the configuration."""
    templates: tuple[SecretOrConfigMap, ...] = ()
    """Keys of Secrets and ConfigMaps that hold notification templates."""


class ClusterTLS(Spec, frozen=True, kw_only=True):
    """``spec.clusterTLS`` of Alertmanager."""

    client: Annotated[SafeTLSConfig | None, Required()] = None
    """TLS settings towards other members."""
    server: Annotated[WebTLSConfig | None, Required()] = None
    """TLS settings for connections of other members."""


class AlertmanagerLimits(Spec, frozen=True, kw_only=True):
    """``spec.limits`` of Alertmanager."""

    max_per_silence_bytes: ByteSize | None = None
    """Largest silence, in bytes. Needs Alertmanager 0.28."""
    max_silences: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most silences, active and pending. Needs Alertmanager 0.28."""


class AlertmanagerWeb(WebSpec, frozen=True, kw_only=True):
    """``spec.web`` of Alertmanager."""

    get_concurrency: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most GET requests at the same time."""
    timeout: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Seconds after which a request is given up."""


class AlertmanagerSpec(ServerSpec, frozen=True, kw_only=True):
    """``spec`` of Alertmanager."""

    config_secret: str | None = None
    """Secret with the key alertmanager.yaml; alertmanager-<name> when absent."""
    alertmanager_configuration: AlertmanagerConfiguration | None = None
    """Use an AlertmanagerConfig instead of a Secret as the root of the configuration; wins over configSecret."""
    alertmanager_config_selector: LabelSelector | None = None
    """AlertmanagerConfigs that are merged in; absent means none, empty all."""
    alertmanager_config_namespace_selector: LabelSelector | None = None
    """Namespaces whose AlertmanagerConfigs count; absent means the own one, empty all."""
    alertmanager_config_matcher_strategy: AlertmanagerConfigMatcherStrategy | None = None
    """How routes of AlertmanagerConfigs are bound to their namespace."""
    alertmanager_config_file_system_mode: Annotated[str | None, OneOf(("AllowAll", "FromAlertmanagerConfigMatcherStrategy", "DenyAll"))] = None
    """Whether AlertmanagerConfigs may name files of the container: AllowAll, DenyAll, or as the matcher strategy says, which is the default."""
    retention: Annotated[GoDuration | None, Default("120h")] = None
    """How long notifications and resolved silences are remembered."""
    limits: AlertmanagerLimits | None = None
    """Limits on silences."""
    additional_peers: tuple[str, ...] = ()
    """Addresses of further members of the cluster."""
    cluster_advertise_address: str | None = None
    """Address that is told to the other members."""
    cluster_peer_name: NonEmpty | None = None
    """Name of a member in its cluster; may use variables of the container, such as $(POD_NAME). The pod's name when absent. Needs Alertmanager 0.30."""
    cluster_label: str | None = None
    """Name of the cluster; members with another name are not joined. Needs Alertmanager 0.26."""
    cluster_gossip_interval: GoDuration | None = None
    """Time between two gossip messages."""
    cluster_pushpull_interval: GoDuration | None = None
    """Time between two exchanges of the whole state."""
    cluster_peer_timeout: GoDuration | None = None
    """Time that a member waits for the ones before it to notify."""
    cluster_tls: ClusterTLS | None = msgspec.field(default=None, name="clusterTLS")
    """Mutual TLS between the members. Needs Alertmanager 0.24."""
    force_enable_cluster_mode: bool | None = None
    """Form a cluster even with one replica."""
    web: AlertmanagerWeb | None = None
    """The program's own web server."""
    topology_spread_constraints: tuple[TopologySpreadConstraint, ...] = ()
    """How the pods spread over zones and nodes."""
    secrets: tuple[str, ...] = ()
    """Secrets of the namespace to mount below secrets/<name>."""
    enable_features: tuple[str, ...] = ()
    """Feature flags of the program to switch on; they may change with any version. Needs Alertmanager 0.27."""
    base_image: str | None = None
    """Deprecated, use image: the image without its tag."""
    tag: str | None = None
    """Deprecated, use image: tag of the image; wins over version."""
    sha: str | None = None
    """Deprecated, use image: digest of the image; wins over tag and version."""


class Alertmanager(Kind, frozen=True, kw_only=True):
    """An Alertmanager, or a cluster of them."""

    spec: AlertmanagerSpec = AlertmanagerSpec()
    """What is wanted."""
    status: AlertmanagerStatus | None = None
    """What was observed."""
