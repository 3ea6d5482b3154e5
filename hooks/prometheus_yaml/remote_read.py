"""remote_read: where samples are read from as well."""

from typing import Annotated

import msgspec

from hooks.kinds import remote_read as kind
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration, HTTPClient
from hooks.source import Source
from hooks.versions import INLINE, Section, since


class RemoteRead(Section, frozen=True, kw_only=True):
    """One entry of remote_read."""

    url: str
    name: Annotated[str | None, since("2.15.0")] = None
    remote_timeout: Duration = None
    headers: Annotated[dict[str, str] | None, since("2.26.0")] = None
    required_matchers: dict[str, str] | None = None
    read_recent: bool | None = None
    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")
    filter_external_labels: Annotated[bool | None, since("2.34.0")] = None


def section(parts: tuple[kind.RemoteRead, ...], source: Source) -> tuple[RemoteRead, ...] | None:
    """The remote_read section; ``None`` where nothing is read."""
    return tuple(_endpoint(part, source) for part in parts) or None


def _endpoint(part: kind.RemoteRead, source: Source) -> RemoteRead:
    return RemoteRead(
        url=part.url or "",
        name=part.name or None,
        remote_timeout=part.remote_timeout,
        headers={name: part.headers[name] for name in sorted(part.headers)} or None,
        required_matchers={name: part.required_matchers[name] for name in sorted(part.required_matchers)} or None,
        read_recent=part.read_recent or None,
        http=http_client(part, source),
        filter_external_labels=part.filter_external_labels,
    )
