"""The inputs of the two suites about prometheus.yaml, in our terms."""

import base64
from typing import Any

import msgspec

from hooks.assets import Assets
from hooks.errors import refuse
from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.file import Jobs, PrometheusFile
from hooks.prometheus_yaml.fragments import fragment
from hooks.rendering import Block, yaml_text
from hooks.selection import discovery, http, references, relabeling, tls
from hooks.selection.context import SelectionContext
from hooks.settings import Gates, Settings
from hooks.source import Source
from tests.conformance.defaults import recorded

TEXTS = {
    "additionalScrapeConfigs": "additionalScrapeConfigs",
    "additionalAlertRelabelConfigs": "additionalAlertRelabelConfigs",
    "additionalAlertManagerConfigs": "additionalAlertManagerConfigs",
}
"""Inputs of the corpus that are texts, and the field of the custom resource that references such a text."""


def settings(inputs: dict[str, Any]) -> Settings:
    options = inputs.get("options", {})
    return recorded(
        reload="sidecar",
        endpoint_slices=options.get("endpointSliceSupported", False),
        pod_topology_labels=options.get("podTopologyLabelsSupported", False),
        gates=Gates(
            prometheus_topology_sharding=options.get("prometheusTopologySharding", False),
            prometheus_shard_retention_policy=options.get("prometheusRetentionPolicies", False),
        ),
    )


def workload_json(inputs: dict[str, Any]) -> dict[str, Any]:
    """The custom resource, referencing the texts that the corpus hands in beside it."""
    workload = inputs["prometheus"]
    given = {field: {"name": "texts", "key": text} for text, field in TEXTS.items() if text in inputs}
    absent = {field: None for text, field in TEXTS.items() if text not in inputs}
    return {**workload, "spec": {**workload.get("spec", {}), **given, **absent}}


def assets(inputs: dict[str, Any]) -> Assets:
    namespace = inputs["prometheus"].get("metadata", {}).get("namespace", "")
    data = {text: base64.b64encode(inputs[text].encode()).decode() for text in TEXTS if text in inputs}
    texts = {"kind": "Secret", "metadata": {"namespace": namespace, "name": "texts"}, "data": data}
    return Assets.of([*inputs.get("objects", ()), texts])


def check_scrape_classes(workload: Prometheus | PrometheusAgent, known: Settings) -> None:
    """What the reference checks before it generates anything: the form of the scrape classes, not their values."""
    ctx = SelectionContext.of(workload, known)
    for index, each in enumerate(workload.spec.scrape_classes):
        path = f"spec.scrapeClasses[{index}]"
        refuse(relabeling.findings(each.relabelings, f"{path}.relabelings", ctx))
        refuse(relabeling.findings(each.metric_relabelings, f"{path}.metricRelabelings", ctx))
        refuse(tls.findings(each.tls_config, f"{path}.tlsConfig", Source("", Assets())))
        refuse(http.authorization(each.authorization, f"{path}.authorization"))


def jobs(inputs: dict[str, Any], ctx: ScrapeContext, known: Assets) -> Jobs:
    return Jobs(
        service_monitors=_compiled(inputs.get("serviceMonitors", ()), ServiceMonitor, ctx, known),
        pod_monitors=_compiled(inputs.get("podMonitors", ()), PodMonitor, ctx, known),
        probes=_compiled(inputs.get("probes", ()), Probe, ctx, known),
        scrape_configs=_compiled(inputs.get("scrapeConfigs", ()), ScrapeConfig, ctx, known),
    )


def _compiled(objects: list[dict[str, Any]], kind: type[Kind], ctx: ScrapeContext, known: Assets) -> tuple[Block, ...]:
    return tuple(_text(msgspec.convert(each, kind), ctx, known) for each in objects)


def _text(obj: Kind, ctx: ScrapeContext, known: Assets) -> Block:
    """The reference looks for a discovery's own credentials while it builds; of all else it is given objects that were judged before."""
    if isinstance(obj, ScrapeConfig):
        source = Source(obj.metadata.namespace, known)
        for attribute, name in discovery.fields():
            for index, each in enumerate(getattr(obj.spec, attribute)):
                path = f"spec.{name}[{index}]"
                refuse(finding for finding in references.findings(each, path, source) if "." not in finding.path.removeprefix(f"{path}."))
    return fragment(obj, ctx, known).text


def text(file: PrometheusFile) -> str:
    return yaml_text(file)
