"""StatefulSet of a shard of a PrometheusAgent."""

from typing import Any

import msgspec

from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.workloads.agent import stateful_set
from tests.conformance.suites.workload_inputs import answered, context


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    agent = msgspec.convert(inputs["prometheus"], PrometheusAgent)
    return answered(agent, inputs.get("name"), lambda: stateful_set(agent, inputs.get("shard", 0), context(inputs)))
