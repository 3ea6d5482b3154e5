"""The Secret ``alertmanager-<n>-generated``: the configuration, brought to the version that runs, and whatever else the user's Secret holds."""

import base64
import binascii
import gzip
import zlib
from collections.abc import Mapping

import msgspec

from hooks.alertmanager_yaml import base as bases
from hooks.alertmanager_yaml.base import Base
from hooks.alertmanager_yaml.fragments import FragmentText, found_again, written
from hooks.alertmanager_yaml.selected import CONFIGS, SelectedConfigs, compiled, found, may_name_files, root_key, selected, subject, usable
from hooks.assets import Assets, tls_files
from hooks.errors import InvalidObject, InvalidParent
from hooks.findings import Finding, Judgement, Outcome
from hooks.findings.alerting import UNREADABLE
from hooks.kinds.alertmanager import Alertmanager
from hooks.protocol import Manifest, Objects
from hooks.rendering import gzipped, yaml_text
from hooks.versions import Version

KEY = "alertmanager.yaml"
KEY_GZ = "alertmanager.yaml.gz"


class Generated(msgspec.Struct, frozen=True):
    """The data of the generated Secret, the TLS files that it names, and what was judged on the way."""

    data: Mapping[str, bytes]
    tls_files: Mapping[str, bytes] = {}
    waits: bool = False
    """The values of an AlertmanagerConfig are being collected; what it was before, files included, goes on to count."""
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def user_secret(alertmanager: Alertmanager) -> str:
    """The name of the Secret that the user writes: ``spec.configSecret``, or ``alertmanager-<n>``."""
    return alertmanager.spec.config_secret or f"alertmanager-{alertmanager.metadata.name}"


class Given(msgspec.Struct, frozen=True):
    """What a configuration is made of beside its Alertmanager."""

    version: Version
    secret: Manifest | None = None
    """The Secret that the user writes."""
    related: Objects = {}
    """AlertmanagerConfigs with their asset Secrets, and namespaces."""
    own: Assets = Assets({})
    """The values that the Alertmanager itself refers to."""
    before: Mapping[str, bytes] = {}
    """The data of the generated Secret that is there."""


def configuration(alertmanager: Alertmanager, given: Given) -> Generated:
    """The configuration of ``alertmanager``: the user's Secret or the root AlertmanagerConfig, with those that its selectors name.

    It is written anew where AlertmanagerConfigs are selected or something must be left out; otherwise it stays as the user wrote it. InvalidParent names
    the Secret, the key and the place in the file, never a value.
    """
    spec, data = alertmanager.spec, _data(alertmanager, given.secret)
    base, files = _base(alertmanager, data.get(KEY, b""), given)
    selection = compiled(alertmanager, base, selected(alertmanager, given.related), given.version)
    judgements = (*_root_judgement(alertmanager), *selection.judgements)
    observed = _text_of(given.before) if selection.waiting else ""
    kept = found_again(observed)
    if observed and not _can_be_kept(observed, kept, selection, base):
        return Generated(given.before, {**files, **selection.tls_files}, True, base.findings, judgements)
    anew = spec.alertmanager_configuration is not None or spec.alertmanager_config_selector is not None or not base.text
    text = written(base.file, selection.texts(kept)) if anew else base.text
    others = {key: value for key, value in data.items() if key not in {KEY, KEY_GZ}}
    all_files = {**files, **selection.tls_files}
    return Generated({KEY_GZ: gzipped(text.encode()), **others}, all_files, bool(selection.waiting), base.findings, judgements)


def _root_judgement(alertmanager: Alertmanager) -> tuple[Judgement, ...]:
    """The root is in use where there is a configuration at all; what is left out of it is told of the Alertmanager."""
    key = root_key(alertmanager)
    return (Judgement(subject(key), Outcome.ACCEPTED),) if key else ()


def _base(alertmanager: Alertmanager, content: bytes, given: Given) -> tuple[Base, dict[str, bytes]]:
    """The base, and the TLS files that it needs."""
    namespace = alertmanager.metadata.namespace
    files = tls_files(alertmanager, namespace, given.own)
    if alertmanager.spec.alertmanager_configuration is None:
        return bases.of_text(_text(content, alertmanager), _origin(alertmanager), given.version), files
    key = root_key(alertmanager)
    try:
        ready = usable(found(key, given.related)) if key in given.related.get(CONFIGS, {}) else None
    except InvalidObject:
        ready = None
    if ready is None:
        raise bases.missing_root()
    config, assets = ready
    allowed = may_name_files(alertmanager, namespace, root=True)
    base = bases.of_object(config, assets.merged(given.own), alertmanager, given.version, files=allowed)
    return base, {**tls_files(config, namespace, assets), **files}


def _can_be_kept(observed: str, kept: Mapping[str, FragmentText], selection: SelectedConfigs, base: Base) -> bool:
    """Whether what runs can be kept in parts: it has the global section of now, and what it has of an object that waits can be told from the rest."""
    settings = yaml_text({"global": base.file.global_}) if base.file.global_ is not None else ""
    same = observed.startswith(settings) if settings else not observed.startswith("global:")
    return same and all(key in kept or f"{key}/" not in observed for key in selection.waiting)


def _text_of(data: Mapping[str, bytes]) -> str:
    try:
        return gzip.decompress(data.get(KEY_GZ, b"")).decode()
    except (OSError, EOFError, ValueError, zlib.error):
        return ""


def _data(alertmanager: Alertmanager, secret: Manifest | None) -> dict[str, bytes]:
    return {key: _bytes(value, alertmanager, key) for key, value in ((secret or {}).get("data") or {}).items()}


def _secret(alertmanager: Alertmanager) -> str:
    return f'secret "{alertmanager.metadata.namespace}/{user_secret(alertmanager)}"'


def _origin(alertmanager: Alertmanager) -> str:
    return f"{_secret(alertmanager)}, key {KEY}"


def _bytes(value: str, alertmanager: Alertmanager, key: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise InvalidParent(_unreadable(f"{_secret(alertmanager)}, key {key}", "it is not base64")) from None


def _text(data: bytes, alertmanager: Alertmanager) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise InvalidParent(_unreadable(_origin(alertmanager), "it is not UTF-8 text")) from None


def _unreadable(origin: str, problem: str) -> Finding:
    return msgspec.structs.replace(UNREADABLE.at("", problem, "write the Secret anew"), origin=origin)
