"""A section of a configuration file as the fields of a custom resource: the types of the kinds say which field is meant, and what it holds.

``enable_http2`` and ``enableHTTP2`` are the same name once case and ``_`` do not count; the few that differ stand in a table.
"""

import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

import msgspec

from hooks.findings import joined, quoted
from hooks.kinds.annotations import bare, fields_of, markers
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import OneOf

_NAMES = {
    "relabel_configs": "relabelings",
    "metric_relabel_configs": "metricRelabelings",
    "metric_name_validation_scheme": "nameValidationScheme",
    "metric_name_escaping_scheme": "nameEscapingScheme",
    "always_scrape_classic_histograms": "scrapeClassicHistograms",
    "azuread": "azureAd",
    "retry_on_http_429": "retryOnRateLimit",
    "max_exemplars": "maxSize",
}
"""Names in a file → names of fields, where they are not the same word."""


class NotExpressible(Exception):
    """A custom resource has no field for something; the text says what and where."""


class Vault:
    """Texts that belong into a Secret, as they are met."""

    def __init__(self, secret: str) -> None:
        """``secret`` is the name of the Secret."""
        self.secret, self.texts = secret, dict[str, str]()

    def selector(self, path: str, text: str) -> dict[str, str]:
        """Keeps ``text``, and says where."""
        key = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-").lower()
        self.texts[key] = text
        return {"name": self.secret, "key": key}


def converted(section: Mapping[str, Any], kind: type[msgspec.Struct], vault: Vault, path: str = "") -> dict[str, Any]:
    """The fields of ``kind`` that say the same as ``section``; NotExpressible at the first one that there is not."""
    known = {_plain(name): name for name in fields_of(kind)}
    found = {}
    for name, value in _with_authorization(section).items():
        field = known.get(_plain(_NAMES.get(name, name))) or known.get(_plain(f"{name}_ref"))
        if field is None:
            raise NotExpressible(f"{joined(path, name)} has no field of its own")
        if value is not None:
            found[field] = _value(value, fields_of(kind)[field], vault, joined(path, name))
    return found


def _with_authorization(section: Mapping[str, Any]) -> Mapping[str, Any]:
    """The newer way to write a bearer token."""
    rest = {name: value for name, value in section.items() if name != "bearer_token"}
    return section if len(rest) == len(section) else {**rest, "authorization": {"credentials": section["bearer_token"]}}


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _value(value: Any, annotation: Any, vault: Vault, path: str) -> Any:
    kind = bare(annotation)
    if kind is SecretKeySelector:
        return vault.selector(path, _text(value))
    if kind is SecretOrConfigMap:
        return {"secret": vault.selector(path, _text(value))}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, Mapping):
        return converted(value, kind, vault, path)
    if get_origin(kind) is tuple and isinstance(value, list):
        return [_value(part, get_args(kind)[0], vault, f"{path}[{index}]") for index, part in enumerate(value)]
    if get_origin(kind) is dict and isinstance(value, Mapping):
        return {str(name): _value(part, get_args(kind)[1], vault, joined(path, str(name))) for name, part in value.items()}
    if isinstance(value, Mapping | list):
        raise NotExpressible(f"{path} has another shape there")
    return _word(_text(value), annotation, path) if kind is str else value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _word(text: str, annotation: Any, path: str) -> str:
    """One of the allowed words, whose case may differ."""
    allowed = next((marker.values for marker in markers(annotation) if isinstance(marker, OneOf)), None)
    if allowed is None or text in allowed:
        return text
    found = next((word for word in allowed if word.lower() == text.lower()), None)
    if found is None:
        raise NotExpressible(f"{path}: {quoted(text)} is none of {', '.join(allowed)}")
    return found
