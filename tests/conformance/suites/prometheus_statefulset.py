"""StatefulSet of a shard of a Prometheus."""

from typing import Any

import msgspec

from hooks.kinds.prometheus import Prometheus
from hooks.workloads.prometheus import stateful_set
from tests.conformance.suites.workload_inputs import answered, context


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    prometheus = msgspec.convert(inputs["prometheus"], Prometheus)
    return answered(prometheus, inputs["name"], lambda: stateful_set(prometheus, inputs["shard"], context(inputs)))
