"""The AlertmanagerConfigs of an Alertmanager: which can be used, which are rejected and why, which wait for their values."""

from collections.abc import Mapping

import msgspec

from hooks import names
from hooks.alertmanager_yaml.configs import Checked
from hooks.assets import Asset, Assets, asset_of, references, tls_files
from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Judgement, Outcome, Subject
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.base import Kind
from hooks.protocol import Objects
from hooks.selection.alertmanagerconfig import check
from hooks.selection.labels import in_namespaces, matches
from hooks.versions import Version

_API = "monitoring.coreos.com/v1alpha1"
CONFIGS = f"AlertmanagerConfig.{_API}"


class Selection(msgspec.Struct, frozen=True):
    """What became of the AlertmanagerConfigs, in the order of their keys."""

    usable: tuple[Checked, ...] = ()
    rejected: tuple[InvalidObject, ...] = ()
    waiting: tuple[str, ...] = ()
    """Keys of those whose values are being collected."""
    root: Checked | None = None
    """The one that ``spec.alertmanagerConfiguration`` names."""
    tls_files: dict[str, bytes] = {}

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What became of each, by key."""
        used = ((config.key, Outcome.ACCEPTED, ()) for config, _ in (*self.usable, *((self.root,) if self.root else ())))
        refused = ((error.key, Outcome.REJECTED, error.findings) for error in self.rejected)
        late = ((key, Outcome.WAITING, ()) for key in self.waiting)
        found = ((Subject(_API, "AlertmanagerConfig", *key.split("/")), outcome, findings) for key, outcome, findings in (*used, *refused, *late))
        return tuple(sorted((Judgement(*each) for each in found), key=lambda each: each.subject))


class _Waiting(msgspec.Struct, frozen=True):
    key: str


def selected(alertmanager: Alertmanager, related: Objects, version: Version) -> Selection:
    """By ``spec.alertmanagerConfigSelector`` and ``…NamespaceSelector``, each AlertmanagerConfig on its own."""
    configuration = alertmanager.spec.alertmanager_configuration
    root_key = f"{alertmanager.metadata.namespace}/{configuration.name}" if configuration and configuration.name else ""
    found = {
        key: _verdict(key, raw, related, version)
        for key, raw in sorted(related.get(CONFIGS, {}).items())
        if key == root_key or _counts(alertmanager, key, raw, related)
    }
    usable = {key: each for key, each in found.items() if isinstance(each, tuple)}
    return Selection(
        usable=tuple(each for key, each in usable.items() if key != root_key),
        rejected=tuple(each for each in found.values() if isinstance(each, InvalidObject)),
        waiting=tuple(each.key for each in found.values() if isinstance(each, _Waiting)),
        root=usable.get(root_key),
        tls_files={file: value for config, assets in usable.values() for file, value in tls_files(config, config.metadata.namespace, assets).items()},
    )


def _counts(alertmanager: Alertmanager, key: str, raw: msgspec.Raw, related: Objects) -> bool:
    spec, namespace = alertmanager.spec, key.partition("/")[0]
    labels = _labels(related.get("Namespace.v1", {}).get(namespace))
    return in_namespaces(spec.alertmanager_config_namespace_selector, namespace, alertmanager.metadata.namespace, labels) and matches(
        spec.alertmanager_config_selector, _labels(raw)
    )


def _labels(raw: msgspec.Raw | None) -> Mapping[str, str]:
    try:
        return {} if raw is None else msgspec.json.decode(raw, type=Kind).metadata.labels
    except msgspec.ValidationError:
        return {}


def _verdict(key: str, raw: msgspec.Raw, related: Objects, version: Version) -> Checked | InvalidObject | _Waiting:
    try:
        config = decoded(raw, AlertmanagerConfig)
        assets = _assets(config, related)
        if assets is None:
            return _Waiting(key)
        check(config, version, assets)
    except InvalidObject as error:
        return InvalidObject(*error.findings, key=key)
    return config, assets


def _assets(config: AlertmanagerConfig, related: Objects) -> Assets | None:
    """The values that ``config`` refers to; ``None`` while its asset Secret is not there for its present generation."""
    if not references(config, config.metadata.namespace):
        return Assets({})
    raw = related.get("Secret.v1", {}).get(f"{config.metadata.namespace}/{names.asset_secret('AlertmanagerConfig', config.metadata.name)}")
    asset = Asset("", -1, (), Assets({})) if raw is None else asset_of(raw)
    if asset.owner_uid != config.metadata.uid or asset.generation != config.metadata.generation:
        return None
    for missing in asset.missing:
        raise InvalidObject(missing.path, missing.reason)
    return asset.assets
