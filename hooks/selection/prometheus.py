"""Whether a workload's own fields can be used: one that Prometheus would refuse stops the whole configuration, so nothing is changed then."""

from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.prometheus import AlertmanagerEndpoints, Prometheus
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.scrapeclass import ScrapeClass
from hooks.selection import expressions, formats, http, label_names, relabeling, remote_write, tls
from hooks.selection.context import SelectionContext
from hooks.settings import Settings
from hooks.shards import MOST_SHARDS
from hooks.source import Source


def check(workload: Prometheus | PrometheusAgent, settings: Settings, assets: Assets) -> None:
    """InvalidParent, with its path, at the first field that Prometheus would refuse or whose Secret is not there.

    ``assets`` hold what the workload references itself, in its own namespace.
    """
    ctx, source = SelectionContext.of(workload, settings), Source(workload.metadata.namespace, assets)
    try:
        _check_common(workload, ctx, source)
        if isinstance(workload, Prometheus):
            _check_server(workload, ctx, source)
    except InvalidObject as problem:
        raise InvalidParent(problem.path, problem.reason) from None


def _check_common(workload: Prometheus | PrometheusAgent, ctx: SelectionContext, source: Source) -> None:
    spec = workload.spec
    if (spec.shards or 0) > MOST_SHARDS:
        raise InvalidObject("spec.shards", f"{spec.shards} are more than the {MOST_SHARDS} that are supported, lower the number")
    formats.check(spec)
    _check_labels(spec, ctx)
    if spec.scrape_interval == "":
        raise InvalidObject("spec.scrapeInterval", "it is empty, write it like 30s")
    for index, remote in enumerate(spec.remote_write):
        remote_write.check(remote, f"spec.remoteWrite[{index}]", ctx, source)
    if spec.apiserver_config is not None:
        http.check(spec.apiserver_config, "spec.apiserverConfig", source)
    for index, scrape_class in enumerate(spec.scrape_classes):
        _check_scrape_class(scrape_class, f"spec.scrapeClasses[{index}]", ctx, source)
    if spec.tracing_config is not None:
        tls.check(spec.tracing_config.tls_config, "spec.tracingConfig.tlsConfig", source)
    if spec.additional_scrape_configs is not None and not spec.additional_scrape_configs.optional:
        source.required("spec.additionalScrapeConfigs", spec.additional_scrape_configs)


def _check_labels(spec: PrometheusCommonSpec, ctx: SelectionContext) -> None:
    zones = spec.sharding_strategy.topology if spec.sharding_strategy else None
    for path, name in (
        ("spec.prometheusExternalLabelName", spec.prometheus_external_label_name),
        ("spec.replicaExternalLabelName", spec.replica_external_label_name),
        ("spec.shardingStrategy.topology.externalLabelName", zones.external_label_name if zones else None),
    ):
        label_names.check((name,) if name else (), path, ctx)
    label_names.check(spec.external_labels, "spec.externalLabels", ctx)
    label_names.check_copied(spec.pod_target_labels, "spec.podTargetLabels", ctx)
    enforced = spec.enforced_namespace_label
    if enforced and not label_names.valid(enforced, ctx.utf8_targets):
        raise InvalidObject("spec.enforcedNamespaceLabel", f'"{enforced}" is no label name, {label_names.REMEDY}')


def _check_scrape_class(scrape_class: ScrapeClass, path: str, ctx: SelectionContext, source: Source) -> None:
    relabeling.check_all(scrape_class.relabelings, f"{path}.relabelings", ctx)
    relabeling.check_all(scrape_class.metric_relabelings, f"{path}.metricRelabelings", ctx)
    tls.check(scrape_class.tls_config, f"{path}.tlsConfig", source)
    http.check_authorization(scrape_class.authorization, f"{path}.authorization", source)


def _check_server(prometheus: Prometheus, ctx: SelectionContext, source: Source) -> None:
    spec = prometheus.spec
    if spec.evaluation_interval == "":
        raise InvalidObject("spec.evaluationInterval", "it is empty, write it like 30s")
    for index, remote in enumerate(spec.remote_read):
        http.check(remote, f"spec.remoteRead[{index}]", source)
    for index, endpoints in enumerate(spec.alerting.alertmanagers if spec.alerting is not None else ()):
        _check_alertmanagers(endpoints, f"spec.alerting.alertmanagers[{index}]", ctx, source)
    for name, selector in (
        ("additionalAlertRelabelConfigs", spec.additional_alert_relabel_configs),
        ("additionalAlertManagerConfigs", spec.additional_alert_manager_configs),
    ):
        if selector is not None and not selector.optional:
            source.required(f"spec.{name}", selector)


def _check_alertmanagers(endpoints: AlertmanagerEndpoints, path: str, ctx: SelectionContext, source: Source) -> None:
    http.check(endpoints, path, source)
    for name, text in (("name", endpoints.name), ("port", endpoints.port)):
        expressions.check(str(text or ""), f"{path}.{name}")
    relabeling.check_all(endpoints.relabelings, f"{path}.relabelings", ctx)
    relabeling.check_all(endpoints.alert_relabelings, f"{path}.alertRelabelings", ctx)
