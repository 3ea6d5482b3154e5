"""Whether a workload's own fields can be used: one that Prometheus would refuse stops the whole configuration, so nothing is changed then."""

from collections.abc import Iterator

from hooks.assets import Assets
from hooks.findings import Finding, quoted
from hooks.findings.scraping import LABEL_NAME
from hooks.findings.workloads import EMPTY
from hooks.kinds.prometheus import AlertmanagerEndpoints, Prometheus
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.scrapeclass import ScrapeClass
from hooks.selection import expressions, formats, http, label_names, references, relabeling, remote_write, scrape, tls, urls
from hooks.selection.context import SelectionContext
from hooks.settings import Settings
from hooks.source import Source


def findings(workload: Prometheus | PrometheusAgent, settings: Settings, assets: Assets) -> Iterator[Finding]:
    """Everything that Prometheus would refuse, and every Secret that is not there; ``assets`` hold what the workload references in its own namespace.

    InvalidParent where the version of the workload cannot be read: nothing else can be judged then.
    """
    ctx, source = SelectionContext.of(workload, settings), Source(workload.metadata.namespace, assets)
    yield from _common(workload.spec, ctx, source)
    if isinstance(workload, Prometheus):
        yield from _server(workload, ctx, source)


def _common(spec: PrometheusCommonSpec, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    yield from formats.findings(spec)
    yield from _labels(spec, ctx)
    yield from scrape.schemes(spec.name_escaping_scheme, ctx)
    if spec.scrape_interval == "":
        yield EMPTY.at("spec.scrapeInterval", "it is empty", "write it like 30s")
    yield from remote_write.repeated("spec.remoteWrite", spec.remote_write)
    for index, remote in enumerate(spec.remote_write):
        yield from remote_write.findings(remote, f"spec.remoteWrite[{index}]", ctx, source)
    if spec.apiserver_config is not None:
        yield from urls.malformed(spec.apiserver_config.host or "", "spec.apiserverConfig.host")
        yield from references.findings(spec.apiserver_config, "spec.apiserverConfig", source)
        yield from http.findings(spec.apiserver_config, "spec.apiserverConfig", source)
    for index, scrape_class in enumerate(spec.scrape_classes):
        yield from _scrape_class(scrape_class, f"spec.scrapeClasses[{index}]", ctx, source)
    if spec.tracing_config is not None:
        yield from references.findings(spec.tracing_config, "spec.tracingConfig", source)
        yield from tls.findings(spec.tracing_config.tls_config, "spec.tracingConfig.tlsConfig", source)
    yield from _missing_text(spec.additional_scrape_configs, "spec.additionalScrapeConfigs", source)


def _missing_text(selector: SecretKeySelector | None, path: str, source: Source) -> Iterator[Finding]:
    """Where a text that a user adds is not there; an optional one counts as empty."""
    if selector is not None and not selector.optional and (absent := source.absence(path, selector)) is not None:
        yield absent


def _labels(spec: PrometheusCommonSpec, ctx: SelectionContext) -> Iterator[Finding]:
    zones = spec.sharding_strategy.topology if spec.sharding_strategy else None
    for path, name in (
        ("spec.prometheusExternalLabelName", spec.prometheus_external_label_name),
        ("spec.replicaExternalLabelName", spec.replica_external_label_name),
        ("spec.shardingStrategy.topology.externalLabelName", zones.external_label_name if zones else None),
    ):
        yield from label_names.findings((name,) if name else (), path, ctx.utf8_targets)
    yield from label_names.findings(spec.external_labels, "spec.externalLabels", ctx.utf8_targets)
    yield from label_names.copied(spec.pod_target_labels, "spec.podTargetLabels", ctx)
    enforced = spec.enforced_namespace_label
    if enforced and not label_names.valid(enforced, ctx.utf8_targets):
        yield LABEL_NAME.at("spec.enforcedNamespaceLabel", f"{quoted(enforced)} is no label name", label_names.REMEDY)


def _scrape_class(scrape_class: ScrapeClass, path: str, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    yield from references.findings(scrape_class, path, source)
    yield from relabeling.findings(scrape_class.relabelings, f"{path}.relabelings", ctx)
    yield from relabeling.findings(scrape_class.metric_relabelings, f"{path}.metricRelabelings", ctx)
    yield from tls.findings(scrape_class.tls_config, f"{path}.tlsConfig", source)
    yield from http.authorization(scrape_class.authorization, f"{path}.authorization")


def _server(prometheus: Prometheus, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    spec = prometheus.spec
    if spec.evaluation_interval == "":
        yield EMPTY.at("spec.evaluationInterval", "it is empty", "write it like 30s")
    yield from remote_write.repeated("spec.remoteRead", spec.remote_read)
    for index, remote in enumerate(spec.remote_read):
        yield from urls.malformed(remote.url or "", f"spec.remoteRead[{index}].url")
        yield from references.findings(remote, f"spec.remoteRead[{index}]", source)
        yield from http.findings(remote, f"spec.remoteRead[{index}]", source)
    for index, endpoints in enumerate(spec.alerting.alertmanagers if spec.alerting is not None else ()):
        yield from _alertmanagers(endpoints, f"spec.alerting.alertmanagers[{index}]", ctx, source)
    yield from _missing_text(spec.additional_alert_relabel_configs, "spec.additionalAlertRelabelConfigs", source)
    yield from _missing_text(spec.additional_alert_manager_configs, "spec.additionalAlertManagerConfigs", source)


def _alertmanagers(endpoints: AlertmanagerEndpoints, path: str, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    yield from references.findings(endpoints, path, source)
    yield from http.findings(endpoints, path, source)
    for name, text in (("name", endpoints.name), ("port", endpoints.port)):
        yield from expressions.findings(str(text or ""), f"{path}.{name}")
    yield from relabeling.findings(endpoints.relabelings, f"{path}.relabelings", ctx)
    yield from relabeling.findings(endpoints.alert_relabelings, f"{path}.alertRelabelings", ctx)
