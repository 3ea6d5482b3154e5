"""Small functions by name; each area adds its own."""

from collections.abc import Callable
from typing import Any

from tests.conformance.suites import fragments_config, fragments_workloads

FUNCTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {**fragments_config.FUNCTIONS, **fragments_workloads.FUNCTIONS}


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    function = FUNCTIONS.get(inputs["function"])
    return function(inputs) if function else {"error": f"no {inputs['function']} here"}
