"""A part of an AlertmanagerConfig → the section of alertmanager.yaml that says the same; references become values or files.

What cannot be converted is noted, with its path in the object, and the rest goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

import msgspec

from hooks.alertmanager_yaml.durations import as_go
from hooks.alertmanager_yaml.fields import ADDRESS, GO_SPAN, SPAN, TEMPLATE_ADDRESS, EmptyCounts, Form
from hooks.alertmanager_yaml.http import TLS, Authorization, BasicAuth, HTTPClient, OAuth2
from hooks.alertmanager_yaml.model import Global
from hooks.alertmanager_yaml.receivers import discord, email, pagerduty, telegram, webhook
from hooks.alertmanager_yaml.receivers.slack import CHAT
from hooks.alertmanager_yaml.sections import Part, section_fields
from hooks.assets import Assets
from hooks.durations import canonical
from hooks.findings import Finding
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, ESSENTIAL_LEFT_OUT, INCOMPLETE, NEEDS_VERSION, NO_LINK
from hooks.kinds.alertmanager_global import SmartHost
from hooks.kinds.base import Spec, json_name
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.tls import SafeTLSConfig
from hooks.names import ALERTMANAGER_CERTS_DIR
from hooks.selection import certificates
from hooks.source import Source
from hooks.versions import Section

_PARTS_OF_GLOBAL: Mapping[str, tuple[str, ...]] = {
    "jira": ("api_url",),
    "mattermost": ("webhook_url",),
    "rocket_chat": ("api_url", "token", "token_id"),
    "smtp": ("hello", "auth_username", "auth_password", "auth_secret", "auth_identity", "require_tls", "tls_config", "force_implicit_tls"),
    "telegram": ("api_url", "bot_token", "bot_token_file"),
    "victorops": ("api_url", "api_key"),
    "webex": ("api_url",),
    "wechat": ("api_url", "api_secret", "api_corp_id"),
}
"""What alertmanager.yaml has directly in its global section (``wechat_api_url``), and the custom resource in a part of its own."""
_SOURCES: Mapping[tuple[type[Section], str], tuple[str, ...]] = {
    **{(Global, f"{part.replace('_', '')}_{field}"): (f"{part}.{field}",) for part, fields in _PARTS_OF_GLOBAL.items() for field in fields},
    (Global, "opsgenie_api_key"): ("ops_genie_api_key",),
    (Global, "opsgenie_api_url"): ("ops_genie_api_url",),
    (Global, "smtp_from"): ("smtp.from_",),
    (Global, "smtp_smarthost"): ("smtp.smart_host",),
    (discord.Discord, "webhook_url"): ("api_url",),
    (pagerduty.PagerDuty, "images"): ("pager_duty_image_configs",),
    (pagerduty.PagerDuty, "links"): ("pager_duty_link_configs",),
    (pagerduty.Link, "text"): ("alt",),
    (webhook.Webhook, "url"): ("url_secret", "url"),
    (HTTPClient, "bearer_token"): ("bearer_token_secret",),
    (HTTPClient, "proxy_url"): ("proxy_url_deprecated", "proxy_url"),
    **dict.fromkeys([(TLS, "ca"), (TLS, "cert")], ("",)),
    (TLS, "ca_file"): ("ca",),
    (TLS, "cert_file"): ("cert",),
    (TLS, "key_file"): ("key_secret",),
}
"""Where the custom resource calls a field by another name, or has it further below. Of several names the first that is set counts, the last is the usual."""
_NAMED = {(BasicAuth, "username"), (BasicAuth, "password"), (OAuth2, "client_secret")}
"""References that are needed."""
_ANYTHING = CHAT
"""Stands for a value that is not known: it passes wherever a value is judged."""
_STRICTER = {ESSENTIAL_LEFT_OUT: NEEDS_VERSION, NO_LINK: BAD_VALUE}
"""What is a warning in a file of the owner's own is an error in an object, as prometheus-operator has it."""

P = TypeVar("P", bound=Part)


class ReferencedValues:
    """The values that an object refers to. What is not there is noted, and a text that passes everywhere stands for it, so that it is told once."""

    def __init__(self, source: Source | None) -> None:
        """``source``: ``None`` where no value is known, as for a webhook."""
        self._source = source
        self.findings: list[Finding] = []
        self.renamed: dict[str, str] = {}
        """Paths of fields that stand under another name than usual, by the usual one."""

    def note(self, *findings: Finding) -> None:
        """Say what is wrong with the object itself."""
        self.findings += findings

    def in_object(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """What was found in the sections, with the names and the strictness of the object."""
        return tuple(msgspec.structs.replace(each, code=_STRICTER.get(each.code, each.code), path=self.renamed.get(each.path, each.path)) for each in findings)

    def value(self, selector: SecretKeySelector | None, path: str) -> str | None:
        """The value of a reference, ``None`` without one or where it is empty."""
        return None if selector is None else self.required(selector, path) or None

    def required(self, selector: SecretKeySelector | None, path: str) -> str:
        """The value of a reference that must be there."""
        return self._known(SecretOrConfigMap(secret=selector or SecretKeySelector()), path)

    def choice(self, choice: SecretOrConfigMap | None, path: str) -> str:
        """The value of a choice, ``""`` where nothing is chosen."""
        if choice is None or (choice.secret is None and choice.config_map is None):
            return ""
        if choice.secret is not None and choice.config_map is not None:
            self.note(CONTRADICTION.at(path, "secret and configMap are both given", "remove one of them"))
        return self._known(choice, f"{path}.secret" if choice.secret is not None else f"{path}.configMap")

    def _known(self, choice: SecretOrConfigMap, path: str) -> str:
        selector = choice.secret or choice.config_map
        if self._source is None or selector is None:
            return _ANYTHING
        if absent := self._source.absence(path, selector):
            self.note(absent)
        found = self._source.either(choice)
        return _ANYTHING if found is None else found

    def file(self, choice: SecretOrConfigMap | None) -> str | None:
        """The path of the file that a certificate or key is mounted at."""
        return (self._source or Source("", Assets({}))).file(choice, ALERTMANAGER_CERTS_DIR)

    def certificates(self, given: SafeTLSConfig, path: str) -> None:
        """Note references that are not there, and material that is none."""
        ca, certificate = self.choice(given.ca, f"{path}.ca"), self.choice(given.cert, f"{path}.cert")
        key = self.required(given.key_secret, f"{path}.keySecret") if given.key_secret is not None else ""
        if ca and ca != _ANYTHING:
            self.note(*certificates.authority(ca, f"{path}.ca"))
        if certificate and key and _ANYTHING not in {certificate, key}:
            self.note(*certificates.pair(certificate, key, f"{path}.cert", f"{path}.keySecret"))


class _Field(NamedTuple):
    """How a field of a section is made from a part of a custom resource."""

    attribute: str
    given: tuple[tuple[str, str], ...]
    """Attributes of the part with their names outside; the first that is set counts, the last is the usual one."""
    section: type[Any] | None
    shape: Callable[[str], str | None] | None
    kept: bool


def section(part: Any, target: type[P], values: ReferencedValues, path: str) -> P:
    """``part`` as a ``target``, field by field."""
    found: dict[str, Any] = {}
    kind: type[Spec] = type(part)
    for field in _fields(kind, target):
        for attribute, name in field.given:
            given, usual = _reached(part, attribute), field.given[-1][1]
            here = f"{path}.{name}"
            if given is None and (target, field.attribute) in _NAMED:
                values.required(None, here)
            if given in (None, (), {}) or (given == "" and name != usual):
                continue
            if name != usual:
                values.renamed[f"{path}.{usual}"] = here
            value = _value(given, field, values, here)
            if value is not None and (field.kept or value not in ("", 0, False, {})):
                found[field.attribute] = value
            break
    if target is telegram.Telegram and len(found.keys() & {"bot_token", "bot_token_file"}) > 1:
        values.note(CONTRADICTION.at(f"{path}.botTokenFile", "botToken is there too", "remove one of them"))
    # Of a value and a file that holds it, the value counts.
    files = {second for first, second in target.excludes if second == f"{first}_file" and first in found}
    return target(**{attribute: value for attribute, value in found.items() if attribute not in files})


def sources(target: type[Section], attribute: str) -> tuple[str, ...]:
    """The attributes of the custom resource that a field of a section is made from."""
    return _SOURCES.get((target, attribute), (attribute,))


@cache
def _fields(part: type[Spec], target: type[Section]) -> tuple[_Field, ...]:
    fields = []
    for field in section_fields(target).values():
        given = tuple((each, name) for each in sources(target, field.attribute) if (name := name_outside(part, each)))
        if given:
            shape = next((shape for mark, shape in _SHAPES.items() if mark in field.marks), None)
            fields.append(_Field(field.attribute, given, field.section, shape, field.has(EmptyCounts)))
    return tuple(fields)


def name_outside(part: type[Spec], attribute: str) -> str:
    """What users call a field of a custom resource, or one further below (``smtp.from_``); empty where it has no such field."""
    first, _, rest = attribute.partition(".")
    if first not in part.__struct_fields__ or not rest:
        return json_name(part, first) if first in part.__struct_fields__ else ""
    below = struct_in(get_type_hints(part)[first])
    name = name_outside(below, rest) if below else ""
    return f"{json_name(part, first)}.{name}" if name else ""


def struct_in(hint: Any) -> type[Spec] | None:
    """The part of a custom resource that a type is, or that stands in it."""
    if isinstance(hint, type) and issubclass(hint, Spec):
        return hint
    return next((found for item in get_args(hint) if (found := struct_in(item)) is not None), None)


def _reached(part: Any, attribute: str) -> Any:
    for step in attribute.split("."):
        part = getattr(part, step, None)
    return part


def _value(given: Any, field: _Field, values: ReferencedValues, path: str) -> Any:
    if field.attribute.endswith("_file") and isinstance(given, SecretKeySelector | SecretOrConfigMap):
        return values.file(SecretOrConfigMap(secret=given) if isinstance(given, SecretKeySelector) else given)
    if isinstance(given, SecretKeySelector):
        given = values.value(given, path)
    if isinstance(given, SecretOrConfigMap):
        return values.choice(given, path)
    if isinstance(given, str):
        return field.shape(given) if field.shape else given
    if field.section is None or given is None:
        return _plain(given, values, path)
    if isinstance(given, tuple):
        return tuple(_section(item, field.section, values, f"{path}[{index}]") for index, item in enumerate(given))
    return _section(given, field.section, values, path)


def _section(given: Any, target: type[Any], values: ReferencedValues, path: str) -> Any:
    special = _SPECIAL.get(target)
    return special(given, values, path) if special else section(given, target, values, path)


_SHAPES: Mapping[Form, Callable[[str], str | None]] = {
    SPAN: lambda text: canonical(text) or text or None,
    GO_SPAN: lambda text: as_go(text) or None,
    ADDRESS: lambda text: text.strip() or None,
    TEMPLATE_ADDRESS: lambda text: text.strip() or None,
}
"""Mark of a field → how its text is written."""


def _plain(given: Any, values: ReferencedValues, path: str) -> Any:
    """A scalar, a list or a map as it is; a list of keys with values as a map; lists of secrets by the header that they are sent in."""
    if isinstance(given, SmartHost):
        return f"{given.host}:{given.port}"
    if isinstance(given, tuple) and given and isinstance(given[0], Spec):
        return {item.key or "": item.value or "" for item in given}
    if isinstance(given, dict) and any(isinstance(item, tuple) for item in given.values()):
        return {name: _header(given[name], values, f"{path}.{name}") for name in sorted(given)}
    return given


def _header(selectors: tuple[SecretKeySelector, ...], values: ReferencedValues, path: str) -> tuple[str, ...]:
    if not selectors:
        values.note(INCOMPLETE.at(path, "it has no value", "name a secret or remove the header"))
    return tuple(values.required(selector, f"{path}[{index}]") for index, selector in enumerate(selectors))


def _email(given: Any, values: ReferencedValues, path: str) -> email.Email:
    names = Counter((header.key or "").lower() for header in given.headers)
    for name in sorted(name for name, count in names.items() if count > 1):
        values.note(CONTRADICTION.at(f"{path}.headers", f'"{name}" stands there twice', "remove one"))
    return section(given, email.Email, values, path)


def _threading(given: Any, _: ReferencedValues, __: str) -> email.Threading:
    return email.Threading(enabled=True, thread_by_date=(given.thread_by_date or "").lower())


def _authorization(given: Any, values: ReferencedValues, path: str) -> Authorization | None:
    if given.credentials is None:
        values.note(INCOMPLETE.at(f"{path}.credentials", "there are none", "name a secret or remove authorization"))
        return Authorization(type=given.type, credentials=_ANYTHING)
    credentials = values.value(given.credentials, f"{path}.credentials")
    return Authorization(type=given.type or "Bearer", credentials=credentials) if credentials else None


def _basic_auth(given: Any, values: ReferencedValues, path: str) -> BasicAuth | None:
    found = section(given, BasicAuth, values, path)
    return None if found == BasicAuth() else found


def _tls(given: SafeTLSConfig, values: ReferencedValues, path: str) -> TLS:
    """Certificates and keys become files of the TLS assets volume."""
    values.certificates(given, path)
    return section(given, TLS, values, path)


_SPECIAL: Mapping[type[Section], Callable[[Any, ReferencedValues, str], Section | None]] = {
    Authorization: _authorization,
    BasicAuth: _basic_auth,
    TLS: _tls,
    email.Email: _email,
    email.Threading: _threading,
}
