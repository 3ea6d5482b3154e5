"""A configuration brought to a version: fields that it does not know are left out (and reported) or refused, and what is left must still be whole."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from hooks.alertmanager_yaml.addresses import is_address, is_template_address
from hooks.alertmanager_yaml.http import HTTPClient
from hooks.alertmanager_yaml.markers import Address, Excludes, TemplateAddress, Yields
from hooks.alertmanager_yaml.model import AlertmanagerFile, Route
from hooks.alertmanager_yaml.receivers import SNS
from hooks.alertmanager_yaml.wholeness import findings
from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.versions import Dropped, Section, Version, prune

_MARKS = Yields | Excludes | Address | TemplateAddress
_RESERVED_HEADERS = (
    frozenset(["authorization", "host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive"])
    | frozenset(["proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding", "x-prometheus-remote-write-version"])
    | frozenset(["x-prometheus-remote-read-version", "x-prometheus-scrape-timeout-seconds", "x-amz-date", "x-amz-security-token"])
    | frozenset(["x-amz-content-sha256"])
)
"""Headers that the HTTP client sets itself."""


def for_version(file: AlertmanagerFile, version: Version) -> tuple[AlertmanagerFile, tuple[Dropped, ...]]:
    """The configuration that ``version`` reads. InvalidObject where leaving something out would change what the rest means, or leaves it incomplete."""
    for section, path in sections(file):
        _check_before(section, path)
    kept, dropped = prune(file, version)
    settled: AlertmanagerFile = _settled(kept)
    for section, path in sections(settled):
        check_marks(section, path)
        for field, reason in findings(section, version):
            raise InvalidObject(f"{path}.{field}" if path else field, reason)
    return settled, dropped


def sections(value: Any, path: str = "") -> Iterator[tuple[Section, str]]:
    """Every section with its path, from the outside in."""
    if isinstance(value, Section):
        yield value, path
        for attribute, name in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from sections(getattr(value, attribute), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from sections(item, f"{path}[{index}]")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from sections(item, f"{path}.{name}")


def _check_before(section: Section, path: str) -> None:
    """What is wrong in every version, even where the field is then left out."""
    if isinstance(section, HTTPClient):
        for name in section.http_headers or ():
            if name.lower() in _RESERVED_HEADERS:
                raise InvalidObject(f"{path}.http_headers.{name}", "the client sets this header itself, remove it")
    if isinstance(section, SNS) and section.sigv4 and section.sigv4.external_id and not section.sigv4.role_arn:
        raise InvalidObject(f"{path}.sigv4.external_id", "needs role_arn too, add it")


def _settled(value: Any) -> Any:
    """Without fields that yield to a neighbour, and without intervals of zero, which mean the default."""
    if isinstance(value, tuple):
        return tuple(_settled(item) for item in value)
    if not isinstance(value, Section):
        return value
    changes = {attribute: _settled(getattr(value, attribute)) for attribute in value.__struct_fields__}
    for attribute, marks in _marked(type(value)):
        if any(isinstance(mark, Yields) and changes[mark.to] for mark in marks):
            changes[attribute] = None
    if isinstance(value, Route):
        for attribute in ("group_interval", "repeat_interval"):
            length = duration(changes[attribute] or "")
            changes[attribute] = changes[attribute] if length is None or length else None
    return msgspec.structs.replace(value, **changes)


def check_marks(section: Section, path: str) -> None:
    """InvalidObject where a field is no URL though it must be one, or excludes another that is set."""
    for attribute, marks in _marked(type(section)):
        value = getattr(section, attribute)
        for mark in marks if value else ():
            here = f"{path}.{attribute}"
            if isinstance(mark, Excludes) and getattr(section, mark.other) is not None:
                raise InvalidObject(here, f"{mark.other} is set too, remove one of them")
            if (isinstance(mark, Address) and not is_address(value)) or (isinstance(mark, TemplateAddress) and not is_template_address(value)):
                raise InvalidObject(here, "is not an http or https URL")


@cache
def _marked(section: type[Section]) -> tuple[tuple[str, tuple[_MARKS, ...]], ...]:
    hints = get_type_hints(section, include_extras=True)
    marked = ((attribute, tuple(_marks(hints[attribute]))) for attribute in section.__struct_fields__)
    return tuple((attribute, marks) for attribute, marks in marked if marks)


def _marks(hint: Any) -> Iterator[_MARKS]:
    if get_origin(hint) is Annotated:
        yield from (mark for mark in get_args(hint)[1:] if isinstance(mark, _MARKS))
