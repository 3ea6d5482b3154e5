"""Adapter of the suite ``alertmanager-config``."""

import gzip
from typing import Any

import msgspec

from hooks.alertmanager_yaml import base, document, fragments
from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement
from hooks.alertmanager_yaml.frame import is_confined
from hooks.alertmanager_yaml.model import Global
from hooks.alertmanager_yaml.secret import KEY_GZ, Given, configuration, user_secret
from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent
from hooks.findings import errors
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.rendering import yaml_text
from hooks.source import Source
from hooks.versions import Version
from tests.conformance.suites import alertmanager_sanitize

DEFAULT_VERSION = "v0.33.1"


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What our code answers, in the shape of ``expect``."""
    entry = _ENTRIES.get(inputs["entry"])
    try:
        return entry(inputs) if entry else {"error": f"no {inputs['entry']}"}
    except (InvalidObject, InvalidParent) as error:
        return {"error": str(error)}


def _load(inputs: dict[str, Any]) -> dict[str, Any]:
    file, findings = document.loaded(inputs["baseConfig"])
    return {"config": yaml_text(file)} if not errors(findings) else {"error": "; ".join(map(str, findings))}


def _provision(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager = msgspec.convert(inputs["alertmanager"], Alertmanager)
    name = user_secret(alertmanager)
    secret = next((item for item in inputs.get("objects") or [] if item["kind"] == "Secret" and item["metadata"]["name"] == name), None)
    data = configuration(alertmanager, Given(Version.parse(alertmanager.spec.version or DEFAULT_VERSION), secret)).data
    return {
        "config": gzip.decompress(data[KEY_GZ]).decode(),
        "secretName": f"alertmanager-{alertmanager.metadata.name}-generated",
        "secretKeys": sorted(data),
    }


def _with_configs(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager, version, configs = _given(inputs)
    file = alertmanager_sanitize.cleaned(inputs["baseConfig"], version)
    keys = inputs.get("alertmanagerConfigKeys") or [config.key for config, _ in configs]
    texts, rejected = [], {}
    for key, (config, assets) in zip(keys, configs, strict=True):
        fragment, findings = judgement(config, Source(config.metadata.namespace, assets), Surroundings(version, file.global_ or Global()))
        if not errors(findings):
            texts.append(fragments.text(fragment, config.key, version, confined=is_confined(alertmanager, config.metadata.namespace)))
        else:
            rejected[key] = "; ".join(map(str, findings))
    return {"config": fragments.written(file, texts), **({"rejected": rejected} if rejected else {})}


def _initialised(inputs: dict[str, Any]) -> dict[str, Any]:
    alertmanager, version, ((config, assets), *_) = _given(inputs)
    return {"config": fragments.written(base.of_object(config, assets, alertmanager, version, files=True).file, ())}


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
