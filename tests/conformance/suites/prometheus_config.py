"""prometheus.yaml of a server, without selection: every object given is rendered."""

from typing import Any

import msgspec

from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.prometheus import Prometheus
from hooks.prometheus_yaml import server
from hooks.prometheus_yaml.context import Inputs
from tests.conformance.suites import prometheus_inputs as given


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    settings, assets = given.settings(inputs), given.assets(inputs)
    try:
        prometheus = msgspec.convert(given.workload_json(inputs), Prometheus)
        given.check_scrape_classes(prometheus, settings)
        surroundings = Inputs.of(prometheus, settings, assets)
        jobs = given.jobs(inputs, surroundings.ctx, assets)
        file, _ = server.document(prometheus, jobs, tuple(inputs.get("ruleConfigMapNames", ())), surroundings)
    except (InvalidObject, InvalidParent) as error:
        return {"error": str(error)}
    return {"config": given.text(file)}
