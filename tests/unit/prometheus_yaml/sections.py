"""From the spec of a workload to the sections of prometheus.yaml beside the scrape jobs."""

from typing import Any

import yaml

from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.settings import Settings
from tests.unit.prometheus_yaml.clusters import SIDECAR, document, secret, workload, written

LOGIN = secret("login", user="alice", password="p4ss", token="t0k3n", id="id-1", secret="s3cr3t", access="AK", key="SK")
BASIC = "basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}"


def config(spec: str, kind: type[Prometheus | PrometheusAgent] = Prometheus, settings: Settings = SIDECAR) -> dict[str, Any]:
    return document(written(workload(spec, kind), {}, settings, [LOGIN]))


def at(spec: str, version: str, kind: type[Prometheus | PrometheusAgent] = Prometheus) -> dict[str, Any]:
    return config(f"{{version: {version}, {spec}}}", kind)


def read(text: str) -> Any:
    return yaml.safe_load(text)


def section(file: dict[str, Any], path: str) -> dict[str, Any]:
    """The section at ``path``, the first entry where it is a list; empty where there is none."""
    found: Any = file
    for name in path.split("."):
        found = (found or {}).get(name)
        found = found[0] if isinstance(found, list) else found
    return found or {}
