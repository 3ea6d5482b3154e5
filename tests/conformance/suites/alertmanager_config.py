"""Adapter of the suite ``alertmanager-config``."""

import gzip
from typing import Any

import msgspec

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.secret import KEY_GZ, generated, user_secret
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.rendering import yaml_text
from hooks.versions import Version

DEFAULT_VERSION = "v0.33.1"


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What our code answers, in the shape of ``expect``."""
    entry = _ENTRIES.get(inputs["entry"])
    try:
        return entry(inputs) if entry else {"error": f"no {inputs['entry']}"}
    except (InvalidObject, InvalidParent) as error:
        return {"error": str(error)}


def _load(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"config": yaml_text(document.loaded(inputs["baseConfig"]))}


def _provision(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager = msgspec.convert(inputs["alertmanager"], Alertmanager)
    name = user_secret(alertmanager)
    secret = next((item for item in inputs.get("objects") or [] if item["kind"] == "Secret" and item["metadata"]["name"] == name), None)
    data = generated(alertmanager, secret, Version.parse(alertmanager.spec.version or DEFAULT_VERSION))
    return {
        "config": gzip.decompress(data[KEY_GZ]).decode(),
        "secretName": f"alertmanager-{alertmanager.metadata.name}-generated",
        "secretKeys": sorted(data),
    }


_ENTRIES = {"load": _load, "provision": _provision}
