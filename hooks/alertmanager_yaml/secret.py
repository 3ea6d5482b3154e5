"""The Secret ``alertmanager-<n>-generated``: the user's configuration, brought to the version that runs, and whatever else the user's Secret holds."""

import base64
import binascii

from hooks.alertmanager_yaml import document
from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.alertmanager import Alertmanager
from hooks.protocol import Manifest
from hooks.rendering import gzipped
from hooks.versions import Version

KEY = "alertmanager.yaml"
KEY_GZ = "alertmanager.yaml.gz"
DEFAULT = "route:\n  receiver: 'null'\nreceivers:\n- name: 'null'\n"
"""What an Alertmanager without a configuration gets: every alert is received and nobody is told."""


def user_secret(alertmanager: Alertmanager) -> str:
    """The name of the Secret that the user writes: ``spec.configSecret``, or ``alertmanager-<n>``."""
    return alertmanager.spec.config_secret or f"alertmanager-{alertmanager.metadata.name}"


def generated(alertmanager: Alertmanager, secret: Manifest | None, version: Version) -> dict[str, bytes]:
    """The data of the generated Secret: the configuration under ``alertmanager.yaml.gz``, the other keys of ``secret`` as they are.

    Where AlertmanagerConfigs are selected the configuration is written anew; otherwise it stays as the user wrote it. InvalidParent names the Secret,
    the key and the place in the file, never a value.
    """
    data = {key: _bytes(value, f"{_where(alertmanager)}, key {key}") for key, value in ((secret or {}).get("data") or {}).items()}
    text = _text(data.get(KEY, b""), alertmanager)
    try:
        file = document.loaded(text)
        content = document.rendered(file, version)[0] if alertmanager.spec.alertmanager_config_selector is not None else text
    except InvalidObject as error:
        raise InvalidParent(f"{_where(alertmanager)}, key {KEY}", str(error)) from None
    return {KEY_GZ: gzipped(content.encode()), **{key: value for key, value in data.items() if key not in {KEY, KEY_GZ}}}


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
