"""DaemonSet of a PrometheusAgent."""

from typing import Any

import msgspec

from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.workloads.agent import daemon_set
from tests.conformance.suites.workload_inputs import answered, context


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    # These cases leave the mode to the function that is called.
    agent = msgspec.convert({**inputs["prometheus"], "spec": {**inputs["prometheus"]["spec"], "mode": "DaemonSet"}}, PrometheusAgent)
    return answered(agent, inputs.get("name"), lambda: daemon_set(agent, context(inputs)))
