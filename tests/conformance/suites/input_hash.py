"""Does a change of a custom resource ask for a new revision of its StatefulSet?"""

from typing import Any

import msgspec

from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.workloads.input_hash import input_hash
from hooks.workloads.names import Workload
from tests.conformance.defaults import recorded

KINDS: dict[str, type[Workload]] = {kind.__name__: kind for kind in (Prometheus, PrometheusAgent, Alertmanager, ThanosRuler)}


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    hashes = [input_hash(msgspec.convert(inputs[side], KINDS[inputs[side]["kind"]]), recorded()) for side in ("a", "b")]
    return {"equal": hashes[0] == hashes[1]}
