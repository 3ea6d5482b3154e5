"""Manifests without what is secret in them, of the same shape: what somebody sends with a bug report still shows the bug.

Of a Secret every value goes. Where it holds YAML (an alertmanager.yaml, additional scrape jobs), its fields stay, with the values of those that decide how it
is read; every other text gives way to one of its sort, an address to an address. Certificates are public and stay, their keys do not.
"""

import base64
import re
from collections.abc import Mapping
from typing import Any

import yaml

from hooks.protocol import Manifest

REDACTED = "redacted"
_KEPT = frozenset(
    [
        *("name", "receiver", "group_by", "group_wait", "group_interval", "repeat_interval", "resolve_timeout", "equal"),
        *("match", "match_re", "matchers", "source_match", "source_match_re", "source_matchers", "target_match", "target_match_re", "target_matchers"),
        *("mute_time_intervals", "active_time_intervals", "times", "start_time", "end_time", "weekdays", "days_of_month", "months", "years", "location"),
        *("job_name", "scrape_interval", "scrape_timeout", "metrics_path", "scheme", "role", "refresh_interval", "timeout", "api_version", "type"),
        *("action", "regex", "source_labels", "target_label", "separator", "replacement", "min_version", "max_version"),
    ]
)
"""Fields of YAML texts whose values (and all below them) hold nothing secret, and decide what the text means."""
_SECRET_FIELD = re.compile(r"(?i)(?:password|token|credentials|api_?key|private_?key)$")
_LOGIN = re.compile(r"(?<=://)[^/@\s]*@")
_QUERY = re.compile(r"(?<=\?)\S*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
_HOST = re.compile(r"[\w.-]+:\d{1,5}")
_LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def redacted(manifest: Manifest) -> Manifest:
    """A copy that may be shown to strangers."""
    metadata = {name: value for name, value in manifest["metadata"].items() if name != "managedFields"}
    if annotations := metadata.get("annotations"):
        metadata["annotations"] = {name: value for name, value in annotations.items() if name != _LAST_APPLIED}
    rest = {name: value for name, value in manifest.items() if name != "metadata"}
    body = _secret(rest) if manifest["kind"] == "Secret" else {name: _plain(value, name) for name, value in rest.items()}
    return {**body, "metadata": metadata}


def _secret(body: Manifest) -> Manifest:
    encoded = {name: _encoded(value) for name, value in (body.get("data") or {}).items()}
    texts = {name: _text(str(value or "").encode()).decode() for name, value in (body.get("stringData") or {}).items()}
    return {**body, **({"data": encoded} if encoded else {}), **({"stringData": texts} if texts else {})}


def _encoded(value: Any) -> str:
    """What is no base64 becomes something else that is none."""
    try:
        return base64.b64encode(_text(base64.b64decode(str(value or "")))).decode()
    except ValueError:
        return f"({REDACTED})"


def _text(value: bytes) -> bytes:
    text = value.decode(errors="replace")
    if "PRIVATE KEY" not in text and text.lstrip().startswith("-----BEGIN CERTIFICATE-----"):
        return value
    document = _document(text)
    return (yaml.safe_dump(_below(document), sort_keys=False, allow_unicode=True) if isinstance(document, dict | list) else _like(text)).encode()


def _document(text: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def _below(value: Any) -> Any:
    """A part of a YAML text: the names of its fields, numbers and flags stay."""
    if isinstance(value, Mapping):
        return {name: part if name in _KEPT else _below(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_below(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float) else _like(str(value))


def _like(text: str) -> str:
    """A text of the same sort."""
    if _ADDRESS.fullmatch(text.strip()):
        return f"{text.partition('://')[0].strip()}://{REDACTED}.invalid/"
    if _HOST.fullmatch(text):
        return f"{REDACTED}.invalid:{text.rpartition(':')[2]}"
    return f"{REDACTED}@example.com" if "@" in text else REDACTED


def _plain(value: Any, field: str) -> Any:
    """What users write into other objects although it is secret: logins in addresses, variables of containers, headers."""
    if isinstance(value, Mapping):
        hidden = field == "headers" or ("name" in value and isinstance(value.get("value"), str) and field == "env")
        return {name: REDACTED if hidden and name != "name" and isinstance(part, str) else _plain(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part, field) for part in value]
    if not isinstance(value, str):
        return value
    return REDACTED if _SECRET_FIELD.search(field) else _QUERY.sub(REDACTED, _LOGIN.sub(f"{REDACTED}@", value)) if "://" in value else value
