"""What the discoveries that ask a server over HTTP have in common.

Source: the configuration reference of Prometheus, the fields marked ``HTTP client settings`` in each ``<…_sd_config>``.
"""

import msgspec

from hooks.prometheus_yaml.model import HTTPClient
from hooks.versions import INLINE, Section


class OverHTTP(Section, frozen=True, kw_only=True):
    """A discovery whose HTTP client settings stand directly in its section."""

    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")
