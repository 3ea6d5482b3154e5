"""What all workloads share: pods, storage, images."""

from typing import Annotated, ClassVar

from hooks.kinds.base import Spec
from hooks.kinds.schema import (
    Affinity,
    Bounds,
    Cel,
    Container,
    Count,
    Default,
    DNSConfig,
    EmptyDir,
    EphemeralVolume,
    Int32,
    IntOrString,
    Items,
    LocalObjectReference,
    LogFormat,
    LogLevel,
    Marker,
    NonEmpty,
    OneOf,
    PersistentVolumeClaim,
    PodSecurityContext,
    Required,
    ResourceRequirements,
    Toleration,
    Volume,
    VolumeMount,
)
from hooks.kinds.selectors import LabelSelector


class Argument(Spec, frozen=True, kw_only=True):
    """One command line argument."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the argument, without dashes."""
    value: str | None = None
    """Value of the argument; none for a mere switch."""


class HostAlias(Spec, frozen=True, kw_only=True):
    """One entry of /etc/hosts."""

    hostnames: Annotated[tuple[str, ...], Required()] = ()
    """Host names of the address."""
    ip: Annotated[str | None, Required()] = None
    """IP address that the host names stand for."""


class ClaimRetentionPolicy(Spec, frozen=True, kw_only=True):
    """What happens to volume claims of a StatefulSet."""

    when_deleted: str | None = None
    """When the StatefulSet is deleted: Retain or Delete."""
    when_scaled: str | None = None
    """When it is scaled down: Retain or Delete."""


class EmbeddedMetadata(Spec, frozen=True, kw_only=True):
    """Labels and annotations."""

    annotations: dict[str, str] = {}
    """Annotations that are added to those that the operator sets."""
    labels: dict[str, str] = {}
    """Labels that are added; those that selectors need cannot be changed."""
    name: str | None = None
    """Name of the object; without effect where the name is given by the operator."""


class StorageSpec(Spec, frozen=True, kw_only=True):
    """Where data is kept."""

    volume_claim_template: PersistentVolumeClaim | None = None
    """A volume claim for each pod."""
    ephemeral: EphemeralVolume | None = None
    """A volume claim that goes with the pod."""
    empty_dir: EmptyDir | None = None
    """Storage that goes with the pod; wins over the other two."""
    disable_mount_sub_path: bool | None = None
    """Mount the volume's root instead of a subfolder; changing it loses sight of the data."""


class TopologySpreadConstraint(Spec, frozen=True, kw_only=True):
    """How pods spread over zones and nodes."""

    topology_key: Annotated[str | None, Required()] = None
    """Label of the nodes that forms the domains."""
    max_skew: Annotated[Int32 | None, Required()] = None
    """How uneven the spread may be, in pods."""
    when_unsatisfiable: Annotated[str | None, Required()] = None
    """What to do with a pod that does not fit: DoNotSchedule or ScheduleAnyway."""
    label_selector: LabelSelector | None = None
    """Pods that are counted in each domain."""
    match_label_keys: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    """Keys of pod labels whose values are taken from the pod itself for the comparison."""
    min_domains: Int32 | None = None
    """Fewest domains there should be; with fewer, the missing ones count as empty."""
    node_affinity_policy: str | None = None
    """Whether nodeAffinity counts when skew is computed."""
    node_taints_policy: str | None = None
    """Whether taints count when skew is computed."""


class RollingUpdate(Spec, frozen=True, kw_only=True):
    """Settings of RollingUpdate."""

    max_unavailable: IntOrString | None = None
    """Most pods that may be down during an update, as a number or in percent; 1 when absent."""


class UpdateStrategy(Spec, frozen=True, kw_only=True):
    """How pods are replaced."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel("!(self.type != 'RollingUpdate' && has(self.rollingUpdate))", "rollingUpdate requires type to be RollingUpdate"),
    )

    rolling_update: RollingUpdate | None = None
    """How many pods RollingUpdate may replace at a time."""
    type: Annotated[str | None, OneOf(("OnDelete", "RollingUpdate")), Required()] = None
    """When pods are replaced: by themselves (RollingUpdate), or when somebody deletes them (OnDelete)."""


class ObjectReference(Spec, frozen=True, kw_only=True):
    """One object, or all of a kind in a namespace."""

    group: Annotated[str | None, OneOf(("monitoring.coreos.com",)), Default("monitoring.coreos.com")] = None
    """API group of the object."""
    name: str | None = None
    """Name of the object; all of the namespace when absent."""
    namespace: Annotated[NonEmpty | None, Required()] = None
    """Namespace that the object is in."""
    resource: Annotated[str | None, OneOf(("prometheusrules", "servicemonitors", "podmonitors", "probes", "scrapeconfigs")), Required()] = None
    """Plural of the object's kind, such as servicemonitors."""


class RuleReference(Spec, frozen=True, kw_only=True):
    """One PrometheusRule."""

    rule_name: Annotated[str | None, Required()] = None
    """Name of the PrometheusRule that is left out."""
    rule_namespace: Annotated[str | None, Required()] = None
    """Namespace of the PrometheusRule that is left out."""


class WorkloadSpec(Spec, frozen=True, kw_only=True):
    """What all workloads share."""

    version: str | None = None
    """Version of the program; decides the default image and which settings are written."""
    image: str | None = None
    """Container image; wins over the default image for the version."""
    image_pull_policy: Annotated[str | None, OneOf(("", "Always", "Never", "IfNotPresent"))] = None
    """When images are pulled: Always, IfNotPresent or Never; Kubernetes decides by the tag when absent."""
    image_pull_secrets: tuple[LocalObjectReference, ...] = ()
    """Secrets of the namespace with which private images are pulled."""
    paused: bool | None = None
    """Leave everything as it is, apart from deletion."""
    replicas: Int32 | None = None
    """Number of pods (of each shard); 1 when absent."""
    resources: ResourceRequirements | None = None
    """CPU and memory that the main container asks for and may use."""
    volumes: tuple[Volume, ...] = ()
    """More volumes of the pods."""
    volume_mounts: tuple[VolumeMount, ...] = ()
    """More mounts of the container."""
    storage: StorageSpec | None = None
    """Where data is kept; a volume that goes with the pod when absent."""
    containers: tuple[Container, ...] = ()
    """More containers, or changes by name to those that are made; merged strategically."""
    init_containers: tuple[Container, ...] = ()
    """Containers that run before the others, or changes by name to those that are made."""
    additional_args: tuple[Argument, ...] = ()
    """More command line arguments; one that the operator sets itself is refused."""
    pod_metadata: EmbeddedMetadata | None = None
    """Labels and annotations of the pods."""
    service_account_name: str | None = None
    """ServiceAccount that the pods run as; it must exist, and it decides what discovery may see."""
    security_context: PodSecurityContext | None = None
    """Security context of the pods: users, groups and the like."""
    host_users: bool | None = None
    """Whether the pods use the users of the node."""
    host_aliases: Annotated[tuple[HostAlias, ...], Items(kind="map", keys=("ip",))] = ()
    """Further entries of /etc/hosts in the pods."""
    dns_policy: Annotated[str | None, OneOf(("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"))] = None
    """DNS policy of the pods."""
    dns_config: DNSConfig | None = None
    """DNS settings of the pods."""
    enable_service_links: bool | None = None
    """Whether addresses of Services are put into the environment."""
    node_selector: dict[str, str] = {}
    """Labels of the nodes that the pods may run on."""
    affinity: Affinity | None = None
    """On which nodes, and beside which pods, the pods may run."""
    tolerations: tuple[Toleration, ...] = ()
    """Taints of nodes that the pods put up with."""
    priority_class_name: str | None = None
    """Priority class of the pods, for eviction and scheduling."""
    scheduler_name: NonEmpty | None = None
    """Scheduler that places the pods; the cluster's default when absent."""
    service_name: NonEmpty | None = None
    """Governing Service of your own, which must exist; one is made when absent."""
    port_name: Annotated[str | None, Default("web")] = None
    """Name of the web port."""
    listen_local: bool | None = None
    """Listen on the pod's loopback only."""
    route_prefix: str | None = None
    """Path prefix of the web server; for a proxy that keeps the path."""
    pod_management_policy: Annotated[str | None, OneOf(("OrderedReady", "Parallel"))] = None
    """Whether pods start one after the other (OrderedReady) or together (Parallel); cannot be changed later."""
    update_strategy: UpdateStrategy | None = None
    """How pods are replaced when the workload changes."""
    min_ready_seconds: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Seconds that a pod must be ready to count as available."""
    termination_grace_period_seconds: Count | None = None
    """Seconds between the request to stop and being killed."""
    log_level: LogLevel | None = None
    """Least severe messages that the program logs: debug, info, warn or error."""
    log_format: LogFormat | None = None
    """Format of the program's log: logfmt or json."""


class ServerSpec(WorkloadSpec, frozen=True, kw_only=True):
    """What Prometheus, its agent and Alertmanager share beyond that."""

    automount_service_account_token: bool | None = None
    """Whether the token of the ServiceAccount is mounted into the pods."""
    config_maps: tuple[str, ...] = ()
    """ConfigMaps of the namespace to mount below configmaps/<name>."""
    external_url: str | None = None
    """Address under which the program is reached from outside; used in links of alerts."""
    host_network: bool | None = None
    """Use the network of the node; the dnsPolicy becomes ClusterFirstWithHostNet where none is set."""
    persistent_volume_claim_retention_policy: ClaimRetentionPolicy | None = None
    """What happens to volume claims when the StatefulSet is deleted or scaled down."""
