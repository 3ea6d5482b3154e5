"""The StatefulSets of a PrometheusAgent, one per shard, or its DaemonSet."""

from hooks import names
from hooks.findings import Finding
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.modes import prometheus_version
from hooks.protocol import Manifest
from hooks.workloads import labels, prometheus_features, prometheus_flags, prometheus_pods
from hooks.workloads.arguments import dropped
from hooks.workloads.context import WorkloadContext
from hooks.workloads.images import image
from hooks.workloads.manifests import given, plain
from hooks.workloads.names import prefixed
from hooks.workloads.pods import stateful_set_spec
from hooks.workloads.prometheus import replicas
from hooks.workloads.volumes import log_file

SERVICE = "prometheus-agent-operated"
_EVERYWHERE = 0
"""A DaemonSet has one shard, and no label for it."""


def stateful_set(agent: PrometheusAgent, shard: int, ctx: WorkloadContext) -> Manifest:
    """The StatefulSet of ``shard``. InvalidParent where fields contradict each other or a version cannot be read."""
    selected = {**selector(agent, ctx), labels.SHARD: str(shard), **ctx.settings.labels}
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": labels.workload_metadata(
            agent, names.shard_name(prefixed(agent), shard), ctx.settings, {**selected, labels.MODE: "agent"}, {labels.INPUT_HASH: ctx.input_hash}
        ),
        "spec": stateful_set_spec(
            agent.spec,
            prometheus_pods.data_storage(agent),
            serviceName=agent.spec.service_name or SERVICE,
            replicas=replicas(agent.spec.replicas),
            selector={"matchLabels": selected},
            template=prometheus_pods.template(agent, shard, _parts(agent, selected, ctx), ctx),
        ),
    }


def daemon_set(agent: PrometheusAgent, ctx: WorkloadContext) -> Manifest:
    """The DaemonSet. InvalidParent as for a StatefulSet.

    It heeds ``volumes`` and ``updateStrategy`` too; prometheus-operator leaves them out here, so that a mount of such a volume makes the pods invalid.
    """
    selected = selector(agent, ctx)
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": labels.workload_metadata(agent, prefixed(agent), ctx.settings, {**selected, labels.MODE: "agent"}, {}),
        "spec": given(
            {
                "selector": {"matchLabels": selected},
                "minReadySeconds": agent.spec.min_ready_seconds or None,
                "updateStrategy": plain(agent.spec.update_strategy) if agent.spec.update_strategy else {},
                "template": prometheus_pods.template(agent, _EVERYWHERE, _parts(agent, selected, ctx), ctx),
            }
        ),
    }


def selector(agent: PrometheusAgent, ctx: WorkloadContext) -> labels.Labels:
    """Labels that find the pods of all shards; immutable."""
    name = agent.metadata.name
    return {**labels.selector("prometheus-agent", name), labels.NAME: name, **ctx.settings.labels}


def left_out(agent: PrometheusAgent, ctx: WorkloadContext) -> tuple[Finding, ...]:
    """About what is set in the custom resource but has no effect: flags that the version does not know, patches for absent containers."""
    version = prometheus_version(agent, ctx.settings)
    unknown = dropped(prometheus_flags.agent(agent, ctx.mode), version)
    return (*(drop.finding for drop in unknown), *prometheus_features.findings(agent.spec, version), *prometheus_pods.dropped_patches(agent, ctx))


def _parts(agent: PrometheusAgent, selected: labels.Labels, ctx: WorkloadContext) -> prometheus_pods.Parts:
    return prometheus_pods.Parts(
        image=image(agent.spec.image, ctx.settings.prometheus_base_image, f"v{prometheus_version(agent, ctx.settings)}"),
        flags=prometheus_flags.agent(agent, ctx.mode),
        selected=selected,
        extra=log_file(agent.spec.scrape_failure_log_file),
    )
