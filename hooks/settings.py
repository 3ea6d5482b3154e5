"""What the person who deploys the hooks decides, as one frozen value. The shells read the environment and flags; nothing else does."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec

from hooks.judge import ABSENT, Judge


class Reloader(msgspec.Struct, frozen=True):
    """The config-reloader sidecar. A resource of ``"0"`` or ``""`` means: no such request or limit."""

    image: str = "quay.io/prometheus-operator/prometheus-config-reloader:v0.95.2"
    cpu_request: str = "10m"
    cpu_limit: str = "10m"
    memory_request: str = "50Mi"
    memory_limit: str = "50Mi"
    enable_probes: bool = False


class Gates(msgspec.Struct, frozen=True):
    """Feature gates, under prometheus-operator's names and with its defaults."""

    prometheus_agent_daemon_set: bool = False
    prometheus_topology_sharding: bool = True
    prometheus_shard_retention_policy: bool = True


NodeAddress = Literal["internal", "external"]
"""Which kind of a node's addresses is preferred; the other one is used where there is none."""


class Kubelet(msgspec.Struct, frozen=True):
    """The Service by which kubelets are scraped: prometheus-operator's flags ``--kubelet-…``, which writes Endpoints unless it is told otherwise."""

    service: Annotated[str, msgspec.Meta(pattern=r"^([^/\s]+/[^/\s]+)?$")] = ""
    """``namespace/name``; empty: there is none, and one that was made goes."""
    selector: str = ""
    """Which nodes, as a label selector in text form: ``kubernetes.io/os=linux,!virtual``; empty: all."""
    endpoint_slices: bool = True
    endpoints: bool = False
    node_address_priority: NodeAddress = "internal"
    http_metrics: bool = True
    """Also the port 10255, which has no TLS and which most clusters have closed."""


class RuleLimits(msgspec.Struct, frozen=True):
    """What one tenant may write into PrometheusRules, far above what rules need: the rest of the cluster shares the memory and the time."""

    expression_characters: int = 65_536
    object_rules: int = 10_000
    namespace_bytes: int = 32 * 2**20
    """All rule files of a namespace that one workload reads; what is beyond, in the order of the names, is left out."""


PromqlOption = Literal["experimental-functions", "duration-expression-parsing", "extended-range-selectors", "binop-fill-modifiers"]
"""Under prometheus-operator's names."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Default versions are those of prometheus-operator 0.94, the newest whose defaults are published; the reloader is of 0.95."""

    prometheus_base_image: str = "quay.io/prometheus/prometheus"
    """Of a Prometheus that names no image; the version comes behind it."""
    prometheus_version: str = "v3.14.0"
    """Of a Prometheus that names none; the same below for the other programs."""
    alertmanager_base_image: str = "quay.io/prometheus/alertmanager"
    """Of an Alertmanager that names no image."""
    alertmanager_version: str = "v0.34.0"
    """Of an Alertmanager that names none."""
    thanos_base_image: str = "quay.io/thanos/thanos"
    """Of a Thanos sidecar or ThanosRuler that names no image."""
    thanos_version: str = "v0.42.4"
    """Of a Thanos sidecar or ThanosRuler that names none."""
    reloader: Reloader = Reloader()
    """The config-reloader sidecar: its image, requests, limits and probes."""
    gates: Gates = Gates()
    """Feature gates, under prometheus-operator's names."""
    kubelet: Kubelet = Kubelet()
    """The Service by which kubelets are scraped."""
    max_request_bytes: int = 256 * 2**20
    """A larger hook request is refused with 413; the default is well above what 10,000 monitors need (`make bench` prints the size)."""
    reload: Literal["auto", "sidecar"] = "auto"
    """``auto``: native reload where the Prometheus version can, the sidecar elsewhere; ``sidecar``: always the sidecar."""
    local_host: str = "localhost"
    """What a program calls its own pod."""
    cluster_domain: str = ""
    """The DNS domain of the cluster, for names of Services and pods; empty: short names."""
    labels: dict[str, str] = {}
    """Added to every child."""
    annotations: dict[str, str] = {}
    """Added to every child."""
    endpoint_slices: bool = True
    """The cluster has discovery.k8s.io/v1 EndpointSlices."""
    unmanaged_configuration: bool = True
    """A Prometheus without any scrape selector reads what its user writes into its Secret; False: it gets a configuration like any other."""
    name_validation_scheme: Literal["legacy", "utf8"] = "legacy"
    """Which names of metrics and labels the admission webhook lets in: letters, digits and ``_``, or any text. Only Prometheus 3 takes the latter."""
    promql_options: tuple[PromqlOption, ...] = ()
    """Experiments of PromQL that the admission webhook lets in."""
    poke_pods: bool = True
    """Pods are told when what they mount has changed, so that the kubelet brings it at once; needs the right to patch pods."""
    pod_topology_labels: bool = False
    """The cluster (Kubernetes 1.35 or later) copies the zone label of a node to its pods."""
    seccomp_profile: Literal["", "RuntimeDefault"] = ""
    """Of pods whose custom resource chooses none; PodSecurity "restricted" wants one. Pods that run start anew when it is set."""
    controller_id: str = ""
    """Only workloads whose annotation ``operator.prometheus.io/controller-id`` says the same are served; empty: those without it, as in prometheus-operator."""
    namespaces: tuple[str, ...] = ()
    """Where anything is served or looked at; empty: everywhere."""
    deny_namespaces: tuple[str, ...] = ()
    """Where nothing is; not together with ``namespaces``."""
    prometheus_instance_namespaces: tuple[str, ...] = ()
    """Where Prometheuses and PrometheusAgents are served, in place of the two above; the same below for the other kinds."""
    alertmanager_instance_namespaces: tuple[str, ...] = ()
    """Where Alertmanagers are served."""
    thanos_ruler_instance_namespaces: tuple[str, ...] = ()
    """Where ThanosRulers are served."""
    alertmanager_config_namespaces: tuple[str, ...] = ()
    """Where AlertmanagerConfigs are looked at."""
    prometheus_instance_selector: str = ""
    """Only Prometheuses and PrometheusAgents with such labels are served (``team=web,tier in (a,b)``); the same below for the other kinds."""
    alertmanager_instance_selector: str = ""
    """Only Alertmanagers with such labels are served."""
    thanos_ruler_instance_selector: str = ""
    """Only ThanosRulers with such labels are served."""
    rule_limits: RuleLimits = RuleLimits()
    """What one tenant may write into PrometheusRules."""
    judge: Judge = ABSENT
    """Not a setting of the environment: the shell looks for one."""


_NAMESPACES = frozenset(name for name in Settings.__struct_fields__ if name.endswith("namespaces"))
SCOPE = frozenset([*_NAMESPACES, "controller_id", *(name for name in Settings.__struct_fields__ if name.endswith("instance_selector"))])
"""What decides which objects are served at all."""
HOOKS_ONLY = frozenset(["judge", "kubelet", "rule_limits", *SCOPE])
"""What changes no pod of a workload."""
VARIABLES = tuple(field for field in Settings.__struct_fields__ if field != "judge")
"""The fields that a variable of the environment may give."""


FLAGS: Mapping[str, tuple[str, ...]] = {
    "prometheus-default-base-image": ("prometheus_base_image",),
    "alertmanager-default-base-image": ("alertmanager_base_image",),
    "thanos-default-base-image": ("thanos_base_image",),
    "prometheus-config-reloader": ("reloader", "image"),
    "config-reloader-cpu-request": ("reloader", "cpu_request"),
    "config-reloader-cpu-limit": ("reloader", "cpu_limit"),
    "config-reloader-memory-request": ("reloader", "memory_request"),
    "config-reloader-memory-limit": ("reloader", "memory_limit"),
    "enable-config-reloader-probes": ("reloader", "enable_probes"),
    "feature-gates": ("gates",),
    "kubelet-service": ("kubelet", "service"),
    "kubelet-selector": ("kubelet", "selector"),
    "kubelet-endpointslice": ("kubelet", "endpoint_slices"),
    "kubelet-endpoints": ("kubelet", "endpoints"),
    "kubelet-node-address-priority": ("kubelet", "node_address_priority"),
    "kubelet-http-metrics": ("kubelet", "http_metrics"),
    "localhost": ("local_host",),
    "cluster-domain": ("cluster_domain",),
    "labels": ("labels",),
    "annotations": ("annotations",),
    "disable-unmanaged-prometheus-configuration": ("unmanaged_configuration",),
    "name-validation-scheme": ("name_validation_scheme",),
    "promql-options": ("promql_options",),
    **{field.replace("_", "-"): (field,) for field in sorted(SCOPE)},
}
"""prometheus-operator's flags, and the setting that each stands for. Where its default is another one, ours counts."""
_STRUCTURED = frozenset(["reloader", "gates", "kubelet", "labels", "annotations", "promql_options", "rule_limits"])


def settings_from(environment: Mapping[str, str], flags: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """Settings from ``PROMHOOKS_<FIELD>`` variables, e.g. ``PROMHOOKS_PROMETHEUS_VERSION``; structured fields are JSON, namespaces stand between commas.

    ``flags`` are written as prometheus-operator has them (:data:`FLAGS`, those that are not there are passed over) and win. ValueError names a bad setting.
    """
    given = {field: environment[f"PROMHOOKS_{field.upper()}"] for field in VARIABLES if f"PROMHOOKS_{field.upper()}" in environment}
    try:
        values = {field: _of_variable(field, text) for field, text in given.items()}
        for name, (field, *member) in FLAGS.items():
            if name in flags:
                value = _of_flag(field, flags[name])
                values[field] = {**values.get(field, {}), member[0]: value} if member else value
        found = msgspec.convert(values, Settings, strict=False)
    except msgspec.MsgspecError as error:
        raise ValueError(f"settings: {error}") from None
    if found.namespaces and found.deny_namespaces:
        raise ValueError("settings: namespaces and deny-namespaces are both set, keep one of them")
    return found


def _of_variable(field: str, text: str) -> Any:
    if field in _NAMESPACES:
        return _listed(text)
    return msgspec.json.decode(text) if field in _STRUCTURED else text


def _of_flag(field: str, text: str) -> Any:
    """Lists and pairs stand between commas."""
    if field in _NAMESPACES or field == "promql_options":
        return _listed(text)
    if field == "gates":
        gates = {name.lower(): value for name, value in _pairs(text).items()}
        return {name: gates[name.replace("_", "")] for name in Gates.__struct_fields__ if name.replace("_", "") in gates}
    if field == "unmanaged_configuration":
        return "false" if text == "true" else "true"  # the flag says the opposite
    return _pairs(text) if field in ("labels", "annotations") else text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _pairs(text: str) -> dict[str, str]:
    """``a=b,c=d``."""
    return {name: value for name, _, value in (pair.partition("=") for pair in _listed(text))}
