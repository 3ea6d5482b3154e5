"""The StatefulSets of a Prometheus, one per shard."""

from hooks import names
from hooks.findings import Finding
from hooks.kinds.prometheus import Prometheus
from hooks.modes import prometheus_version
from hooks.protocol import Manifest
from hooks.versions import since
from hooks.workloads import labels, prometheus_features, prometheus_flags, prometheus_pods, thanos_sidecar
from hooks.workloads.arguments import Flag, dropped
from hooks.workloads.context import WorkloadContext
from hooks.workloads.images import image
from hooks.workloads.names import prefixed
from hooks.workloads.pods import stateful_set_spec
from hooks.workloads.volumes import Mounted, config_map, log_file, mount

SERVICE = "prometheus-operated"
_RUNTIME_SECTION = since("2.53.0")


def stateful_set(prometheus: Prometheus, shard: int, ctx: WorkloadContext) -> Manifest:
    """The StatefulSet of ``shard``. InvalidParent where fields contradict each other or a version cannot be read."""
    selected = selector(prometheus, shard, ctx)
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": labels.workload_metadata(
            prometheus,
            names.shard_name(prefixed(prometheus), shard),
            ctx.settings,
            {**selected, labels.MODE: "server"},
            {labels.INPUT_HASH: ctx.input_hash},
        ),
        "spec": stateful_set_spec(
            prometheus.spec,
            prometheus_pods.data_storage(prometheus),
            serviceName=prometheus.spec.service_name or SERVICE,
            replicas=replicas(prometheus.spec.replicas),
            selector={"matchLabels": selected},
            template=prometheus_pods.template(prometheus, shard, _parts(prometheus, shard, ctx), ctx),
        ),
    }


def selector(prometheus: Prometheus, shard: int, ctx: WorkloadContext) -> labels.Labels:
    """Labels that find the pods of ``shard``; immutable."""
    name = prometheus.metadata.name
    own = {labels.NAME: name, "prometheus": name, labels.SHARD: str(shard)}
    return {**labels.selector("prometheus", name), **own, **ctx.settings.labels}


def left_out(prometheus: Prometheus, ctx: WorkloadContext) -> tuple[Finding, ...]:
    """About what is set in the custom resource but has no effect: flags that the version does not know, patches for absent containers."""
    version = prometheus_version(prometheus, ctx.settings)
    unknown = dropped(_flags(prometheus, ctx), version)
    sidecar = thanos_sidecar.left_out(prometheus, prometheus.spec.thanos, ctx.settings) if prometheus.spec.thanos else ()
    features = prometheus_features.findings(prometheus.spec, version)
    return (*(drop.finding for drop in unknown), *features, *sidecar, *prometheus_pods.dropped_patches(prometheus, ctx))


def replicas(wanted: int | None) -> int:
    """One unless told otherwise; a negative number counts as not told."""
    return 1 if wanted is None or wanted < 0 else wanted


def _flags(prometheus: Prometheus, ctx: WorkloadContext) -> tuple[Flag, ...]:
    compaction = thanos_sidecar.compaction(prometheus, prometheus_version(prometheus, ctx.settings), ctx.settings)
    return prometheus_flags.server(prometheus, ctx.mode, compaction)


def _parts(prometheus: Prometheus, shard: int, ctx: WorkloadContext) -> prometheus_pods.Parts:
    """The folder for logs is there as soon as one of the two log files lies in it; prometheus-operator forgets it where only the query log does.

    Volumes and mounts stand in prometheus-operator's order, or the pods would start anew when somebody comes from there.
    """
    spec, settings = prometheus.spec, ctx.settings
    version = prometheus_version(prometheus, settings)
    rules, scrapes = _rule_volumes(ctx), log_file(spec.scrape_failure_log_file)
    queries = Mounted() if scrapes.mounts else log_file(spec.query_log_file)
    logs = scrapes + queries
    thanos = spec.thanos
    compaction = thanos_sidecar.compaction(prometheus, version, settings)
    collector = str(spec.runtime.go_gc) if spec.runtime and spec.runtime.go_gc is not None and version not in _RUNTIME_SECTION else None
    return prometheus_pods.Parts(
        image=image(spec.image, spec.base_image or settings.prometheus_base_image, f"v{version}", spec.tag, spec.sha),
        flags=_flags(prometheus, ctx),
        selected=selector(prometheus, shard, ctx),
        extra=Mounted((*logs.volumes, *rules.volumes), (*scrapes.mounts, *rules.mounts, *queries.mounts)),
        sidecar_volumes=thanos_sidecar.http_client_volumes(prometheus, thanos, settings) if thanos else (),
        rule_folders=tuple(mount(folder["name"], folder["mountPath"]) for folder in rules.mounts),
        environment=({"name": "GOGC", "value": collector},) if collector else (),
        sidecars=(thanos_sidecar.container(prometheus, thanos, compaction, prometheus_pods.data_storage(prometheus), settings),) if thanos else (),
    )


def _rule_volumes(ctx: WorkloadContext) -> Mounted:
    """Each ConfigMap with rules in a folder of its own; natively they are part of the configuration's volume."""
    if ctx.mode == "native":
        return Mounted()
    return Mounted(
        tuple(config_map(name, name, optional=True) for name in ctx.rule_config_maps),
        tuple(mount(name, f"{names.RULES_DIR}/{name}", read_only=True) for name in ctx.rule_config_maps),
    )
