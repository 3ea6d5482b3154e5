"""The Secret ``alertmanager-<n>-generated``: the user's configuration, brought to the version that runs, and whatever else the user's Secret holds."""

import base64
import binascii

import msgspec

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.configs import Checked, base_of, with_configs
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.alertmanager_yaml.selected import Selection
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.references import SecretOrConfigMap
from hooks.protocol import Manifest
from hooks.rendering import gzipped
from hooks.versions import Version

KEY = "alertmanager.yaml"
KEY_GZ = "alertmanager.yaml.gz"
TEMPLATES_DIR = "/etc/alertmanager/templates"
_NOTHING = Selection()
DEFAULT = "route:\n  receiver: 'null'\nreceivers:\n- name: 'null'\n"
"""What an Alertmanager without a configuration gets: every alert is received and nobody is told."""


def user_secret(alertmanager: Alertmanager) -> str:
    """The name of the Secret that the user writes: ``spec.configSecret``, or ``alertmanager-<n>``."""
    return alertmanager.spec.config_secret or f"alertmanager-{alertmanager.metadata.name}"


def generated(alertmanager: Alertmanager, secret: Manifest | None, version: Version, selection: Selection = _NOTHING) -> dict[str, bytes]:
    """The data of the generated Secret: the configuration under ``alertmanager.yaml.gz``, the other keys of ``secret`` as they are.

    Where AlertmanagerConfigs are selected the configuration is written anew, with those of ``selection``; otherwise it stays as the user wrote it.
    InvalidParent names the Secret, the key and the place in the file, never a value.
    """
    data = _data(alertmanager, secret)
    content = _content(alertmanager, _text(data.get(KEY, b""), alertmanager), version, selection)
    return {KEY_GZ: gzipped(content.encode()), **{key: value for key, value in data.items() if key not in {KEY, KEY_GZ}}}


def judged(alertmanager: Alertmanager, secret: Manifest | None, version: Version, selection: Selection) -> Selection:
    """``selection`` without the AlertmanagerConfigs that cannot be written together with this Secret (an email without any server, for instance).

    They are among the rejected ones then: one of them never holds up the others. Errors as for :func:`generated`.
    """
    base = _base(alertmanager, secret, version, selection)
    problems = {id(each): problem for each in selection.usable if (problem := _problem(base, each, alertmanager, version))}
    if not problems:
        return selection
    usable = tuple(each for each in selection.usable if id(each) not in problems)
    return msgspec.structs.replace(selection, usable=usable, rejected=(*selection.rejected, *problems.values()))


def _problem(base: AlertmanagerFile, config: Checked, alertmanager: Alertmanager, version: Version) -> InvalidObject | None:
    try:
        document.rendered(with_configs(base, (config,), alertmanager, version), version)
    except InvalidObject as error:
        return InvalidObject(*error.findings, key=config[0].key)
    return None


def _base(alertmanager: Alertmanager, secret: Manifest | None, version: Version, selection: Selection) -> AlertmanagerFile:
    if alertmanager.spec.alertmanager_configuration is not None:
        return _root(alertmanager, version, selection)
    return _checked(alertmanager, _text(_data(alertmanager, secret).get(KEY, b""), alertmanager), version)


def _checked(alertmanager: Alertmanager, text: str, version: Version) -> AlertmanagerFile:
    """What the user wrote, judged by itself: a fault in it must not be laid at the door of an AlertmanagerConfig."""
    try:
        base = document.loaded(text)
        if alertmanager.spec.alertmanager_config_selector is not None:
            document.rendered(base, version)
    except InvalidObject as error:
        raise InvalidParent(f"{_where(alertmanager)}, key {KEY}", str(error)) from None
    return base


def _data(alertmanager: Alertmanager, secret: Manifest | None) -> dict[str, bytes]:
    return {key: _bytes(value, f"{_where(alertmanager)}, key {key}") for key, value in ((secret or {}).get("data") or {}).items()}


def _content(alertmanager: Alertmanager, text: str, version: Version, selection: Selection) -> str:
    spec = alertmanager.spec
    if spec.alertmanager_configuration is not None:
        return _written(_root(alertmanager, version, selection), alertmanager, version, selection)
    base = _checked(alertmanager, text, version)
    return text if spec.alertmanager_config_selector is None else _written(base, alertmanager, version, selection)


def _root(alertmanager: Alertmanager, version: Version, selection: Selection) -> AlertmanagerFile:
    path = "spec.alertmanagerConfiguration.name"
    if selection.root is None:
        raise InvalidParent(path, "the AlertmanagerConfig is not there, cannot be used, or waits for its values: look at its status")
    try:
        base = base_of(*selection.root, alertmanager, version)
    except InvalidObject as error:
        raise InvalidParent(path, str(error)) from None
    files = (choice.secret or choice.config_map for choice in _templates(alertmanager))
    return msgspec.structs.replace(base, templates=tuple(f"{TEMPLATES_DIR}/{selector.key}" for selector in files if selector))


def _templates(alertmanager: Alertmanager) -> tuple[SecretOrConfigMap, ...]:
    configuration = alertmanager.spec.alertmanager_configuration
    return configuration.templates if configuration else ()


def _written(base: AlertmanagerFile, alertmanager: Alertmanager, version: Version, selection: Selection) -> str:
    try:
        return document.rendered(with_configs(base, selection.usable, alertmanager, version), version)[0]
    except InvalidObject as error:
        raise InvalidParent(f'AlertmanagerConfig "{error.key}"' if error.key else "the configuration", f"{error.path}: {error.reason}") from None


def _where(alertmanager: Alertmanager) -> str:
    return f'secret "{alertmanager.metadata.namespace}/{user_secret(alertmanager)}"'


def _bytes(value: str, where: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise InvalidParent(where, "is not base64, write the Secret anew") from None


def _text(data: bytes, alertmanager: Alertmanager) -> str:
    try:
        return data.decode() or DEFAULT
    except UnicodeDecodeError:
        raise InvalidParent(f"{_where(alertmanager)}, key {KEY}", "is not UTF-8 text") from None
