"""Names of a workload's children."""

from hooks import names
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.modes import Mode

Workload = Prometheus | PrometheusAgent | Alertmanager | ThanosRuler

_PREFIXES: dict[type[Workload], str] = {Prometheus: "prometheus", PrometheusAgent: "prom-agent", Alertmanager: "alertmanager", ThanosRuler: "thanos-ruler"}


def prefixed(workload: Workload) -> str:
    """``prometheus-<name>``, ``prom-agent-<name>``, ``alertmanager-<name>``, ``thanos-ruler-<name>``: most children's names start so."""
    return f"{_PREFIXES[type(workload)]}-{workload.metadata.name}"


def config_secret(workload: Prometheus | PrometheusAgent, shard: int, mode: Mode) -> str:
    """The Secret with prometheus.yaml: one for all shards, natively one per shard."""
    return names.shard_name(prefixed(workload), shard if mode == "native" else 0)


def tls_assets(workload: Workload) -> str:
    """Start of the names of the Secrets with TLS material; ``-0`` and so on follows."""
    return f"{prefixed(workload)}-tls-assets"
