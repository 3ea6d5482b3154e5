"""What the discoveries that ask a server over HTTP have in common, and values that Prometheus reads only inline.

Source: the configuration reference of Prometheus, the fields marked ``HTTP client settings`` in each ``<…_sd_config>``.
"""

import msgspec

from hooks.kinds.references import SecretKeySelector
from hooks.prometheus_yaml.model import HTTPClient
from hooks.source import Source
from hooks.versions import INLINE, Section


class OverHTTP(Section, frozen=True, kw_only=True):
    """A discovery whose HTTP client settings stand directly in its section."""

    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")


def secret(selector: SecretKeySelector | None, source: Source, path: str) -> str | None:
    """The value of a Secret's key that this discovery cannot work without; ``None`` where none is named. InvalidObject at ``path`` if it is not there."""
    return None if selector is None else source.required(path, selector)
