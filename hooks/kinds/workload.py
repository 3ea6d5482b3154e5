"""DOC module workload"""

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
    """DOC Alertmanager.spec.additionalArgs[]"""

    name: Annotated[NonEmpty | None, Required()] = None
    value: str | None = None


class HostAlias(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.hostAliases[]"""

    hostnames: Annotated[tuple[str, ...], Required()] = ()
    ip: Annotated[str | None, Required()] = None


class ClaimRetentionPolicy(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.persistentVolumeClaimRetentionPolicy"""

    when_deleted: str | None = None
    when_scaled: str | None = None


class EmbeddedMetadata(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.podMetadata"""

    annotations: dict[str, str] = {}
    labels: dict[str, str] = {}
    name: str | None = None


class StorageSpec(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.storage"""

    disable_mount_sub_path: bool | None = None
    empty_dir: EmptyDir | None = None
    ephemeral: EphemeralVolume | None = None
    volume_claim_template: PersistentVolumeClaim | None = None


class TopologySpreadConstraint(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.topologySpreadConstraints[]"""

    label_selector: LabelSelector | None = None
    match_label_keys: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    max_skew: Annotated[Int32 | None, Required()] = None
    min_domains: Int32 | None = None
    node_affinity_policy: str | None = None
    node_taints_policy: str | None = None
    topology_key: Annotated[str | None, Required()] = None
    when_unsatisfiable: Annotated[str | None, Required()] = None


class RollingUpdate(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.updateStrategy.rollingUpdate"""

    max_unavailable: IntOrString | None = None


class UpdateStrategy(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.updateStrategy"""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel("!(self.type != 'RollingUpdate' && has(self.rollingUpdate))", "rollingUpdate requires type to be RollingUpdate"),
    )

    rolling_update: RollingUpdate | None = None
    type: Annotated[str | None, OneOf(("OnDelete", "RollingUpdate")), Required()] = None


class ObjectReference(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.excludedFromEnforcement[]"""

    group: Annotated[str | None, OneOf(("monitoring.coreos.com",)), Default("monitoring.coreos.com")] = None
    name: str | None = None
    namespace: Annotated[NonEmpty | None, Required()] = None
    resource: Annotated[str | None, OneOf(("prometheusrules", "servicemonitors", "podmonitors", "probes", "scrapeconfigs")), Required()] = None


class RuleReference(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.prometheusRulesExcludedFromEnforce[]"""

    rule_name: Annotated[str | None, Required()] = None
    rule_namespace: Annotated[str | None, Required()] = None


class WorkloadSpec(Spec, frozen=True, kw_only=True):
    """DOC shared"""

    additional_args: tuple[Argument, ...] = ()
    affinity: Affinity | None = None
    containers: tuple[Container, ...] = ()
    dns_config: DNSConfig | None = None
    dns_policy: Annotated[str | None, OneOf(("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"))] = None
    enable_service_links: bool | None = None
    host_aliases: Annotated[tuple[HostAlias, ...], Items(kind="map", keys=("ip",))] = ()
    host_users: bool | None = None
    image: str | None = None
    image_pull_policy: Annotated[str | None, OneOf(("", "Always", "Never", "IfNotPresent"))] = None
    image_pull_secrets: tuple[LocalObjectReference, ...] = ()
    init_containers: tuple[Container, ...] = ()
    listen_local: bool | None = None
    log_format: Annotated[str | None, OneOf(("", "logfmt", "json"))] = None
    log_level: Annotated[str | None, OneOf(("", "debug", "info", "warn", "error"))] = None
    min_ready_seconds: Annotated[Int32 | None, Bounds(ge=0)] = None
    node_selector: dict[str, str] = {}
    paused: bool | None = None
    pod_management_policy: Annotated[str | None, OneOf(("OrderedReady", "Parallel"))] = None
    pod_metadata: EmbeddedMetadata | None = None
    port_name: Annotated[str | None, Default("web")] = None
    priority_class_name: str | None = None
    replicas: Int32 | None = None
    resources: ResourceRequirements | None = None
    route_prefix: str | None = None
    scheduler_name: NonEmpty | None = None
    security_context: PodSecurityContext | None = None
    service_account_name: str | None = None
    service_name: NonEmpty | None = None
    storage: StorageSpec | None = None
    termination_grace_period_seconds: Count | None = None
    tolerations: tuple[Toleration, ...] = ()
    update_strategy: UpdateStrategy | None = None
    version: str | None = None
    volume_mounts: tuple[VolumeMount, ...] = ()
    volumes: tuple[Volume, ...] = ()
