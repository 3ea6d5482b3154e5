"""prometheus.yaml of an agent, section by section: no rules, no alerting, no remote_read, and another order of jobs."""

from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.prometheus_yaml import additional, global_config, otlp, remote_write, runtime, storage, tracing
from hooks.prometheus_yaml.context import Inputs
from hooks.prometheus_yaml.file import Document, Jobs, PrometheusFile, readable
from hooks.source import Source


def document(agent: PrometheusAgent, jobs: Jobs, inputs: Inputs) -> Document:
    """The whole file of an agent.

    As a DaemonSet it scrapes the pods of its own node: PodMonitors and additional jobs only, the latter as they are. InvalidParent as for a server.
    """
    spec, ctx, source = agent.spec, inputs.ctx, Source(agent.metadata.namespace, inputs.assets)
    more = additional.AddedTexts.of(agent, inputs.assets)
    others = () if ctx.every_node else (*jobs.service_monitors, *jobs.probes, *jobs.scrape_configs)
    file = PrometheusFile(
        everywhere=global_config.section(agent, inputs),
        runtime=runtime.section(spec.runtime),
        scrape_configs=tuple(filter(None, (*jobs.pod_monitors, *more.scrape_jobs(ctx), *others))),
        storage=storage.agent_section(agent),
        remote_write=remote_write.section(spec.remote_write, source),
        otlp=otlp.section(spec),
        tracing=tracing.section(spec.tracing_config, source),
    )
    return readable(file, agent, ctx)
