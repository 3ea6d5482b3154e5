"""The AlertmanagerConfigs of an Alertmanager: which can be used and what they are written as, which are rejected and why, which wait for their values."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from hooks import memo, names
from hooks.alertmanager_yaml import fragments
from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, errors, judgement
from hooks.alertmanager_yaml.base import Base
from hooks.alertmanager_yaml.model import Global
from hooks.assets import Asset, Assets, asset_of, references, tls_files
from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Finding, Judgement, Outcome, Subject
from hooks.findings.references import ABSENT
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.base import Kind
from hooks.memo import Memo
from hooks.protocol import Objects
from hooks.rendering import yaml_text
from hooks.selection.labels import in_namespaces, matches
from hooks.source import Source
from hooks.versions import Version

_API = "monitoring.coreos.com/v1alpha1"
CONFIGS = f"AlertmanagerConfig.{_API}"
EXCEPT_OWN = "OnNamespaceExceptForAlertmanagerNamespace"
_ROOM = 64 * 2**20
"""Bytes that remembered fragments may take."""


class Compiled(msgspec.Struct, frozen=True):
    """What an AlertmanagerConfig comes to: an outcome, its text and files where it can be used, and everything that is said about it."""

    outcome: Outcome
    text: fragments.FragmentText = fragments.FragmentText()
    tls_files: Mapping[str, bytes] = {}
    findings: tuple[Finding, ...] = ()

    @property
    def size(self) -> int:
        """In bytes, roughly."""
        return self.text.size + sum(map(len, self.tls_files.values())) + sum(len(str(finding)) for finding in self.findings)


_COMPILED: Memo[Compiled] = Memo(_ROOM, lambda compiled: compiled.size)


class Selected(NamedTuple):
    """An object that the selectors of an Alertmanager name."""

    key: str
    raw: msgspec.Raw
    asset: msgspec.Raw | None

    @property
    def namespace(self) -> str:
        """Its own."""
        return self.key.partition("/")[0]


class SelectedConfigs(msgspec.Struct, frozen=True):
    """What became of the AlertmanagerConfigs, in the order of their keys."""

    compiled: Mapping[str, Compiled] = {}

    def texts(self, before: Mapping[str, fragments.FragmentText]) -> Iterator[fragments.FragmentText]:
        """Those that can be used; of one that waits the text that it had ``before``."""
        for key, each in self.compiled.items():
            if each.outcome == Outcome.ACCEPTED:
                yield each.text
            elif each.outcome == Outcome.WAITING and key in before:
                yield before[key]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The keys of those whose values are being collected."""
        return tuple(key for key, each in self.compiled.items() if each.outcome == Outcome.WAITING)

    @property
    def tls_files(self) -> dict[str, bytes]:
        """The files that those in use need."""
        return {file: value for each in self.compiled.values() for file, value in each.tls_files.items()}

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What became of each."""
        return tuple(Judgement(subject(key), each.outcome, each.findings) for key, each in self.compiled.items())


def subject(key: str) -> Subject:
    """The AlertmanagerConfig ``namespace/name``."""
    return Subject(_API, "AlertmanagerConfig", *key.split("/"))


def selected(alertmanager: Alertmanager, related: Objects) -> Iterator[Selected]:
    """By ``spec.alertmanagerConfigSelector`` and ``…NamespaceSelector``, in the order of their keys, without the root."""
    root = root_key(alertmanager)
    for key, raw in sorted(related.get(CONFIGS, {}).items()):
        if key != root and _counts(alertmanager, key, raw, related):
            yield found(key, related)


def found(key: str, related: Objects) -> Selected:
    """The AlertmanagerConfig ``key`` with its asset Secret, as far as that is there."""
    namespace, _, name = key.partition("/")
    asset = related.get("Secret.v1", {}).get(f"{namespace}/{names.asset_secret('AlertmanagerConfig', name)}")
    return Selected(key, related.get(CONFIGS, {})[key], asset)


def root_key(alertmanager: Alertmanager) -> str:
    """The key of the AlertmanagerConfig that ``spec.alertmanagerConfiguration`` names; empty without one."""
    configuration = alertmanager.spec.alertmanager_configuration
    return f"{alertmanager.metadata.namespace}/{configuration.name}" if configuration and configuration.name else ""


def compiled(alertmanager: Alertmanager, base: Base, objects: Iterator[Selected], version: Version) -> SelectedConfigs:
    """Each object on its own, with nothing of the base but its global section; what has been compiled from the same content is remembered."""
    settings = base.file.global_
    written = yaml_text(settings) if settings is not None else ""

    def one(each: Selected) -> Compiled:
        confined, files = is_confined(alertmanager, each.namespace), may_name_files(alertmanager, each.namespace)
        surroundings = Surroundings(version, settings or Global(), files)
        content = (memo.content(each.raw), each.asset and memo.content(each.asset), written, version, confined, files)
        return _COMPILED.value((alertmanager.key, each.key), content, lambda: _compiled(each, surroundings, confined=confined))

    return SelectedConfigs({each.key: one(each) for each in objects})


def usable(each: Selected) -> tuple[AlertmanagerConfig, Assets] | None:
    """The object with the values that it refers to; ``None`` while they are being collected. InvalidObject where it cannot be read, or misses one."""
    config = decoded(each.raw, AlertmanagerConfig)
    if not references(config, config.metadata.namespace):
        return config, Assets({})
    asset = Asset("", -1, (), Assets({})) if each.asset is None else asset_of(each.asset)
    if asset.owner_uid != config.metadata.uid or asset.generation != config.metadata.generation:
        return None
    if asset.missing:
        raise InvalidObject(*(ABSENT.at(missing.path, missing.reason) for missing in asset.missing))
    return config, asset.assets


def is_confined(alertmanager: Alertmanager, namespace: str) -> bool:
    """Whether routes and rules of AlertmanagerConfigs in ``namespace`` see the alerts of that namespace only."""
    kind = _strategy(alertmanager)
    return kind != "None" and not (kind == EXCEPT_OWN and namespace == alertmanager.metadata.namespace)


def may_name_files(alertmanager: Alertmanager, namespace: str, *, root: bool = False) -> bool:
    """Whether an AlertmanagerConfig in ``namespace`` may name files of the container: as said, else where its routes may see all alerts."""
    mode = alertmanager.spec.alertmanager_config_file_system_mode
    if mode in {"AllowAll", "DenyAll"}:
        return mode == "AllowAll"
    return root or not is_confined(alertmanager, namespace)


def _strategy(alertmanager: Alertmanager) -> str | None:
    strategy = alertmanager.spec.alertmanager_config_matcher_strategy
    return strategy.type if strategy else None


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


def _compiled(each: Selected, surroundings: Surroundings, *, confined: bool) -> Compiled:
    try:
        ready = usable(each)
    except InvalidObject as error:
        return Compiled(Outcome.REJECTED, findings=error.findings)
    if ready is None:
        return Compiled(Outcome.WAITING)
    config, assets = ready
    namespace = config.metadata.namespace
    fragment, findings = judgement(config, Source(namespace, assets), surroundings)
    if errors(findings) or surroundings.version is None:
        return Compiled(Outcome.REJECTED, findings=findings)
    text = fragments.text(fragment, each.key, surroundings.version, confined=confined)
    return Compiled(Outcome.ACCEPTED, text, tls_files(config, namespace, assets), findings)
