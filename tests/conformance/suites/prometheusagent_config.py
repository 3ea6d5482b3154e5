"""prometheus.yaml of an agent, without selection: every object given is rendered."""

from typing import Any

import msgspec

from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.prometheus_yaml import agent
from hooks.prometheus_yaml.context import Inputs
from tests.conformance.suites import prometheus_inputs as given


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    settings, assets = given.settings(inputs), given.assets(inputs)
    mode = "DaemonSet" if inputs.get("options", {}).get("daemonSet") else "StatefulSet"
    try:
        workload = given.workload_json(inputs)
        prometheus = msgspec.convert({**workload, "spec": {**workload["spec"], "mode": mode}}, PrometheusAgent)
        given.check_scrape_classes(prometheus, settings)
        surroundings = Inputs.of(prometheus, settings, assets)
        file, _ = agent.document(prometheus, given.jobs(inputs, surroundings.ctx, assets), surroundings)
    except (InvalidObject, InvalidParent) as error:
        return {"error": str(error)}
    return {"config": given.text(file)}
