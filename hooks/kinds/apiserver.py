"""How Prometheus reaches the API server."""

from typing import Annotated

from hooks.kinds.http import FileAccess
from hooks.kinds.schema import Required


class APIServerConfig(FileAccess, frozen=True, kw_only=True):
    """How the API server is reached."""

    host: Annotated[str | None, Required()] = None
    """Address of the API server, without a path."""
