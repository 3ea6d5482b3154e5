"""What all pod templates and StatefulSets have in common."""

from collections.abc import Iterable
from typing import Any

from hooks.kinds.workload import UpdateStrategy, WorkloadSpec
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.workloads.manifests import given, plain
from hooks.workloads.volumes import Storage


def pod_spec(
    spec: WorkloadSpec, containers: list[Manifest], init_containers: list[Manifest], volumes: Iterable[Manifest], settings: Settings, **fields: Any
) -> Manifest:
    """A pod; ``fields`` are those in which the workloads differ, and those that only some of them have."""
    host_network = getattr(spec, "host_network", None)
    return given(
        {
            "containers": containers,
            "initContainers": init_containers or None,
            "volumes": [*volumes, *spec.volumes],
            "securityContext": security_context(spec, settings),
            "serviceAccountName": spec.service_account_name or None,
            "nodeSelector": spec.node_selector or None,
            "schedulerName": spec.scheduler_name or None,
            "priorityClassName": spec.priority_class_name or None,
            "tolerations": list(spec.tolerations) or None,
            "affinity": spec.affinity,
            "hostAliases": plain(spec.host_aliases) or None,
            "hostNetwork": True if host_network else None,
            "hostUsers": spec.host_users,
            "enableServiceLinks": spec.enable_service_links,
            "imagePullSecrets": list(spec.image_pull_secrets) or None,
            "dnsPolicy": spec.dns_policy or ("ClusterFirstWithHostNet" if host_network else None),
            "dnsConfig": spec.dns_config,
            **fields,
        }
    )


def security_context(spec: WorkloadSpec, settings: Settings) -> Manifest | None:
    """The user's, with the profile of the settings where none is chosen: PodSecurity "restricted" wants one."""
    given_by_user = spec.security_context
    if not settings.seccomp_profile or (given_by_user or {}).get("seccompProfile"):
        return given_by_user
    return {**(given_by_user or {}), "seccompProfile": {"type": settings.seccomp_profile}}


def stateful_set_spec(spec: WorkloadSpec, storage: Storage, **fields: Any) -> Manifest:
    """The ``spec`` of a StatefulSet. Its pods start together unless told otherwise: in order, one that is not ready would block its own repair."""
    retention = getattr(spec, "persistent_volume_claim_retention_policy", None)
    return given(
        {
            "podManagementPolicy": spec.pod_management_policy or "Parallel",
            "updateStrategy": update_strategy(spec.update_strategy),
            "minReadySeconds": spec.min_ready_seconds or None,
            "volumeClaimTemplates": [storage.claim_template] if storage.claim_template else None,
            "persistentVolumeClaimRetentionPolicy": plain(retention) if retention else None,
            **fields,
        }
    )


def update_strategy(strategy: UpdateStrategy | None) -> Manifest:
    """One pod after the other unless told otherwise."""
    return plain(strategy) if strategy else {"type": "RollingUpdate"}


def resources(spec: WorkloadSpec) -> Manifest:
    """200 MiB of memory are asked for unless the user says how much."""
    wanted = spec.resources or {}
    return {**wanted, "requests": {"memory": "200Mi", **(wanted.get("requests") or {})}}
