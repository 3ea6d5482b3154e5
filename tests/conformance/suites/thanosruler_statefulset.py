"""StatefulSet of a ThanosRuler."""

from typing import Any

import msgspec

from hooks.kinds.thanosruler import ThanosRuler
from hooks.workloads.thanos_ruler import stateful_set
from tests.conformance.suites.workload_inputs import answered, context


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    ruler = msgspec.convert(inputs["thanosRuler"], ThanosRuler)
    return answered(ruler, None, lambda: stateful_set(ruler, context(inputs)))
