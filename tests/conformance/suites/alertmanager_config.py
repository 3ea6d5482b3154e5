"""Adapter of the suite ``alertmanager-config``."""

import gzip
from typing import Any

import msgspec

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.configs import base_of, with_configs
from hooks.alertmanager_yaml.secret import KEY_GZ, generated, user_secret
from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.rendering import yaml_text
from hooks.selection.alertmanagerconfig import check
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


def _with_configs(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager, version, configs = _given(inputs)
    keys = inputs.get("alertmanagerConfigKeys") or [config.key for config, _ in configs]
    rejected = {key: reason for key, (config, assets) in zip(keys, configs, strict=True) if (reason := _rejection(config, version, assets))}
    usable = [each for key, each in zip(keys, configs, strict=True) if key not in rejected]
    written = document.rendered(with_configs(document.parsed(inputs["baseConfig"]), usable, alertmanager, version), version)[0]
    return {"config": written, "rejected": rejected} if rejected else {"config": written}


def _rejection(config: AlertmanagerConfig, version: Version, assets: Assets) -> str:
    try:
        check(config, version, assets)
    except InvalidObject as error:
        return str(error)
    return ""


def _initialised(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager, version, ((config, assets), *_) = _given(inputs)
    return {"config": document.rendered(base_of(config, assets, alertmanager, version), version)[0]}


def _given(inputs: dict[str, Any]) -> tuple[Alertmanager, Version, list[tuple[AlertmanagerConfig, Assets]]]:
    alertmanager = msgspec.convert(inputs["alertmanager"], Alertmanager)
    assets = Assets.of(inputs.get("objects") or [])
    configs = [(msgspec.convert(item, AlertmanagerConfig), assets) for item in inputs.get("alertmanagerConfigs") or []]
    return alertmanager, Version.parse(alertmanager.spec.version or DEFAULT_VERSION), configs


_ENTRIES = {
    "load": _load,
    "provision": _provision,
    "addAlertmanagerConfigs": _with_configs,
    "initializeFromAlertmanagerConfig": _initialised,
}
