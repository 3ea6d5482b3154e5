"""StatefulSet of an Alertmanager."""

from typing import Any

import msgspec

from hooks.kinds.alertmanager import Alertmanager
from hooks.workloads.alertmanager import stateful_set
from tests.conformance.suites.workload_inputs import answered, context


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    alertmanager = msgspec.convert(inputs["alertmanager"], Alertmanager)
    return answered(alertmanager, None, lambda: stateful_set(alertmanager, context(inputs)))
