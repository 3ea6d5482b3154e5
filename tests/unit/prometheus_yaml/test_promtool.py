"""Real promtools read what we write, each at its own version."""

import pytest
import yaml

from hooks.cli.local.programs import Program, Source
from hooks.kinds.base import Kind
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from tests.promtool import objections, promtool
from tests.unit.prometheus_yaml import test_probe, test_scrapeconfig
from tests.unit.prometheus_yaml.scrape_jobs import context, scrape_job

DISCOVERIES = """
staticConfigs: [{targets: [a]}]
fileSDConfigs: [{files: [/a/*.yaml], refreshInterval: 1m}]
httpSDConfigs:
- url: http://a
  refreshInterval: 1m
  oauth2:
    clientId: {secret: {name: login, key: id}}
    clientSecret: {name: login, key: secret}
    tokenUrl: http://t
    scopes: [a]
    endpointParams: {a: b}
    proxyUrl: http://p
    tlsConfig: {serverName: x}
  tlsConfig: {insecureSkipVerify: true, minVersion: TLS12, maxVersion: TLS13}
  proxyUrl: http://p
  noProxy: x
  proxyConnectHeader: {A: [{name: login, key: header}]}
kubernetesSDConfigs:
- role: EndpointSlice
  apiServer: https://api
  namespaces: {ownNamespace: false, names: [a, b]}
  attachMetadata: {node: true}
  selectors: [{role: Pod, label: app=a, field: spec.nodeName=n}, {role: EndpointSlice, label: app=a}]
  basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}
  followRedirects: false
  enableHTTP2: true
- {role: Pod, namespaces: {ownNamespace: true}, attachMetadata: {}}
- {role: Node}
"""
"""The discoveries that the pinned promtool has linked in."""

ANYWHERE: list[tuple[type[Kind], str]] = [(ScrapeConfig, test_scrapeconfig.EVERY_FIELD), (Probe, test_probe.EVERY_FIELD)]
IN_A_CLUSTER: list[tuple[type[Kind], str]] = [(ScrapeConfig, DISCOVERIES), (Probe, test_probe.INGRESS)]


def objection(checked_by: Program, kind: type[Kind], spec: str) -> dict[str, str]:
    job = scrape_job(kind, spec, context(f"{{version: {checked_by.version}, shards: 2}}"))
    return objections(checked_by, {kind.__name__: yaml.safe_dump({"scrape_configs": [job]})})


@pytest.mark.local
@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
@pytest.mark.parametrize(("kind", "spec"), ANYWHERE, ids=["scrapeconfig", "static-probe"])
def test_promtool_reads_the_job(source: Source, kind: type[Kind], spec: str) -> None:
    assert not objection(promtool(source), kind, spec)


@pytest.mark.local
@pytest.mark.parametrize(("kind", "spec"), IN_A_CLUSTER, ids=["discoveries", "ingress-probe"])
def test_promtool_reads_discovery_in_a_cluster_which_debians_does_not_know(kind: type[Kind], spec: str) -> None:
    assert not objection(promtool(Source.PINNED), kind, spec)
