"""The remote write file of a ThanosRuler."""

from typing import Any

import msgspec

from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.prometheus_yaml.thanos_ruler import remote_write_file
from hooks.source import Source
from hooks.workloads.thanos_ruler import config_secret_name
from hooks.workloads.thanos_ruler_flags import REMOTE_WRITE
from tests.conformance.defaults import recorded


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    ruler = msgspec.convert(inputs["thanosRuler"], ThanosRuler)
    source = Source(ruler.metadata.namespace, Assets.of(inputs.get("objects") or ()))
    try:
        text, _ = remote_write_file(ruler, recorded(), source)
    except (InvalidObject, InvalidParent) as error:
        return {"error": str(error)}
    return {"config": text, "secretName": config_secret_name(ruler), "secretKey": REMOTE_WRITE.key}
