"""A part of an AlertmanagerConfig → the section of alertmanager.yaml that says the same; references become values or files.

What cannot be converted is noted, with its path in the object, and the rest goes on.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_type_hints

import msgspec

from hooks.alertmanager_yaml.durations import as_go
from hooks.alertmanager_yaml.fields import Address, EmptyCounts, GoSpan, Span, TemplateAddress
from hooks.alertmanager_yaml.http import TLS, Authorization, BasicAuth, HTTPClient, OAuth2
from hooks.alertmanager_yaml.judge import marks_of, section_in
from hooks.alertmanager_yaml.receivers import discord, email, pagerduty, telegram, webhook
from hooks.alertmanager_yaml.receivers.slack import CHAT
from hooks.alertmanager_yaml.sections import Part
from hooks.assets import Assets
from hooks.durations import canonical
from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION, ESSENTIAL_LEFT_OUT, INCOMPLETE, NEEDS_VERSION, NO_LINK
from hooks.kinds.base import Spec, json_name
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.tls import SafeTLSConfig
from hooks.names import ALERTMANAGER_CERTS_DIR
from hooks.selection import certificates
from hooks.source import Source
from hooks.versions import INLINE, Section

_SOURCES: Mapping[tuple[type[Section], str], tuple[str, ...]] = {
    (discord.Discord, "webhook_url"): ("api_url",),
    (pagerduty.PagerDuty, "images"): ("pager_duty_image_configs",),
    (pagerduty.PagerDuty, "links"): ("pager_duty_link_configs",),
    (pagerduty.Link, "text"): ("alt",),
    (webhook.Webhook, "url"): ("url_secret", "url"),
    (HTTPClient, "bearer_token"): ("bearer_token_secret",),
    (HTTPClient, "proxy_url"): ("proxy_url_deprecated", "proxy_url"),
    (TLS, "ca_file"): ("ca",),
    (TLS, "cert_file"): ("cert",),
    (TLS, "key_file"): ("key_secret",),
}
"""Where the custom resource calls a field by another name; of several names the first that is set counts, and the last is the usual one."""
_ANYTHING = CHAT
"""Stands for a value that is not known: it passes wherever a value is judged."""
_STRICTER = {ESSENTIAL_LEFT_OUT: NEEDS_VERSION, NO_LINK: BAD_VALUE}
"""What is a warning in a file of the owner's own is an error in an object, as prometheus-operator has it."""

P = TypeVar("P", bound=Part)


class Values:
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

    def attempt(self, read: Callable[[Source], str]) -> str:
        """What ``read`` finds; InvalidObject is noted."""
        if self._source is None:
            return _ANYTHING
        try:
            return read(self._source)
        except InvalidObject as error:
            self.note(*error.findings)
            return _ANYTHING

    def value(self, selector: SecretKeySelector | None, path: str) -> str | None:
        """The value of a reference, ``None`` without one or where it is empty."""
        return None if selector is None else self.required(selector, path) or None

    def required(self, selector: SecretKeySelector | None, path: str) -> str:
        """The value of a reference that must be there."""
        return self.attempt(lambda source: source.required(path, selector or SecretKeySelector()))

    def choice(self, choice: SecretOrConfigMap | None, path: str) -> str:
        """The value of a choice, ``""`` where nothing is chosen."""
        if choice is None or (choice.secret is None and choice.config_map is None):
            return ""
        if choice.secret is not None and choice.config_map is not None:
            self.note(CONTRADICTION.at(path, "secret and configMap are both given", "remove one of them"))
        return self.attempt(lambda source: source.choice(path, choice))

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


def section(part: Any, target: type[P], values: Values, path: str) -> P:
    """``part`` as a ``target``, field by field."""
    found: dict[str, Any] = {}
    kind: type[Spec] = type(part)
    for field in _fields(kind, target):
        for attribute, name in field.given:
            given = getattr(part, attribute)
            if given in (None, (), {}):
                continue
            here = f"{path}.{name}"
            if name != (usual := field.given[-1][1]):
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
    hints = get_type_hints(target, include_extras=True)
    fields = []
    for attribute, name in zip(target.__struct_fields__, target.__struct_encode_fields__, strict=True):
        given = tuple((each, json_name(part, each)) for each in sources(target, attribute) if each in part.__struct_fields__)
        if given and not name.startswith(INLINE):
            marks = set(map(type, marks_of(hints[attribute])))
            shape = next((shape for mark, shape in _SHAPES.items() if mark in marks), None)
            fields.append(_Field(attribute, given, section_in(hints[attribute]), shape, EmptyCounts in marks))
    return tuple(fields)


def _value(given: Any, field: _Field, values: Values, path: str) -> Any:
    if isinstance(given, SecretKeySelector):
        given = values.value(given, path)
    if isinstance(given, str):
        return field.shape(given) if field.shape else given
    if field.section is None or given is None:
        return _plain(given)
    if isinstance(given, tuple):
        return tuple(_section(item, field.section, values, f"{path}[{index}]") for index, item in enumerate(given))
    return _section(given, field.section, values, path)


def _section(given: Any, target: type[Any], values: Values, path: str) -> Any:
    special = _SPECIAL.get(target)
    return special(given, values, path) if special else section(given, target, values, path)


_SHAPES: Mapping[type, Callable[[str], str | None]] = {
    Span: lambda text: canonical(text) or text or None,
    GoSpan: lambda text: as_go(text) or None,
    Address: lambda text: text.strip() or None,
    TemplateAddress: lambda text: text.strip() or None,
}
"""Mark of a field → how its text is written."""


def _plain(given: Any) -> Any:
    """A scalar, a list or a map as it is; a list of keys with values as a map."""
    pairs = isinstance(given, tuple) and given and isinstance(given[0], Spec)
    return as_map(given) if pairs else given


def as_map(pairs: Iterable[Any]) -> dict[str, str]:
    """A list of keys with values."""
    return {item.key or "": item.value or "" for item in pairs}


def _email(given: Any, values: Values, path: str) -> email.Email:
    names = [(header.key or "").lower() for header in given.headers]
    for name in sorted({name for name in names if names.count(name) > 1}):
        values.note(CONTRADICTION.at(f"{path}.headers", f'"{name}" stands there twice', "remove one"))
    return section(given, email.Email, values, path)


def _threading(given: Any, _: Values, __: str) -> email.Threading:
    return email.Threading(enabled=True, thread_by_date=(given.thread_by_date or "").lower())


def http_client(given: Any, values: Values, path: str) -> HTTPClient:
    """``httpConfig``, of a receiver or of the global settings."""
    old = getattr(given, "proxy_url_deprecated", None)
    if old:
        values.renamed[f"{path}.proxyUrl"] = f"{path}.proxyURL"
    return HTTPClient(
        authorization=_authorization(given.authorization, values, f"{path}.authorization"),
        basic_auth=_basic_auth(given.basic_auth, values, f"{path}.basicAuth"),
        oauth2=None if given.oauth2 is None else _oauth2(given.oauth2, values, f"{path}.oauth2"),
        bearer_token=values.value(given.bearer_token_secret, f"{path}.bearerTokenSecret"),
        tls_config=None if given.tls_config is None else tls(given.tls_config, values, f"{path}.tlsConfig"),
        follow_redirects=given.follow_redirects,
        enable_http2=given.enable_http2,
        **{**_proxy(given, values, path), **({"proxy_url": old} if old else {})},
    )


def _proxy(given: Any, values: Values, path: str) -> dict[str, Any]:
    headers: dict[str, tuple[str, ...]] = {}
    for name, selectors in sorted(given.proxy_connect_header.items()):
        here = f"{path}.proxyConnectHeader.{name}"
        headers[name] = tuple(values.required(selector, f"{here}[{index}]") for index, selector in enumerate(selectors))
        if not selectors:
            values.note(INCOMPLETE.at(here, "it has no value", "name a secret or remove the header"))
    return {
        "proxy_url": given.proxy_url or None,
        "no_proxy": given.no_proxy or None,
        "proxy_from_environment": given.proxy_from_environment or None,
        "proxy_connect_header": headers or None,
    }


def _authorization(given: Any, values: Values, path: str) -> Authorization | None:
    if given is None:
        return None
    if given.credentials is None:
        values.note(INCOMPLETE.at(f"{path}.credentials", "there are none", "name a secret or remove authorization"))
        return Authorization(type=given.type, credentials=_ANYTHING)
    credentials = values.value(given.credentials, f"{path}.credentials")
    return Authorization(type=given.type or "Bearer", credentials=credentials) if credentials else None


def _basic_auth(given: Any, values: Values, path: str) -> BasicAuth | None:
    if given is None:
        return None
    username, password = values.required(given.username, f"{path}.username"), values.required(given.password, f"{path}.password")
    return BasicAuth(username=username or None, password=password or None) if username or password else None


def _oauth2(given: Any, values: Values, path: str) -> OAuth2:
    return OAuth2(
        client_id=values.choice(given.client_id, f"{path}.clientId"),
        client_secret=values.required(given.client_secret, f"{path}.clientSecret"),
        scopes=given.scopes or None,
        token_url=given.token_url or "",
        endpoint_params=given.endpoint_params or None,
        tls_config=None if given.tls_config is None else tls(given.tls_config, values, f"{path}.tlsConfig"),
        **_proxy(given, values, path),
    )


def tls(given: SafeTLSConfig, values: Values, path: str) -> TLS:
    """``tlsConfig``: certificates and keys become files of the TLS assets volume."""
    values.certificates(given, path)
    return TLS(
        ca_file=values.file(given.ca),
        cert_file=values.file(given.cert),
        key_file=values.file(SecretOrConfigMap(secret=given.key_secret)) if given.key_secret is not None else None,
        server_name=given.server_name or None,
        insecure_skip_verify=given.insecure_skip_verify or False,
        min_version=given.min_version or None,
        max_version=given.max_version or None,
    )


_SPECIAL: Mapping[type[Section], Callable[[Any, Values, str], Section]] = {
    HTTPClient: http_client,
    TLS: tls,
    email.Email: _email,
    email.Threading: _threading,
}
