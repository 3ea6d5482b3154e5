"""prometheus.yaml of a server, section by section."""

from hooks import names
from hooks.kinds.prometheus import Prometheus
from hooks.prometheus_yaml import additional, alerting, global_config, otlp, remote_read, remote_write, runtime, storage, tracing
from hooks.prometheus_yaml.context import Inputs, ScrapeContext
from hooks.prometheus_yaml.file import Document, Jobs, PrometheusFile, readable
from hooks.source import Source


def document(server: Prometheus, jobs: Jobs, rule_folders: tuple[str, ...], inputs: Inputs) -> Document:
    """The whole file of a server; ``rule_folders`` are the names of its rule ConfigMaps.

    InvalidParent where the resource contradicts itself, needs a newer Prometheus, or references a text that is no YAML.
    """
    spec, ctx, source = server.spec, inputs.ctx, Source(server.metadata.namespace, inputs.assets)
    more = additional.AddedTexts.of(server, inputs.assets)
    file = PrometheusFile(
        everywhere=global_config.section(server, inputs),
        runtime=runtime.section(spec.runtime),
        rule_files=_rule_files(server, rule_folders, ctx),
        scrape_configs=tuple(filter(None, (*jobs.service_monitors, *jobs.pod_monitors, *jobs.probes, *jobs.scrape_configs, *more.scrape_jobs(ctx)))),
        storage=storage.section(server),
        alerting=alerting.section(server, ctx, source, more),
        remote_write=remote_write.section(spec.remote_write, source),
        remote_read=remote_read.section(spec.remote_read, source),
        otlp=otlp.section(spec),
        tracing=tracing.section(spec.tracing_config, source),
    )
    return readable(file, server, ctx)


def _rule_files(server: Prometheus, folders: tuple[str, ...], ctx: ScrapeContext) -> tuple[str, ...] | None:
    if server.spec.rule_selector is None:
        return None
    return (names.NATIVE_RULE_FILES,) if ctx.native else tuple(f"{names.RULES_DIR}/{folder}/*.yaml" for folder in folders)
