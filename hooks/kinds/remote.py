"""What remote write and remote read share."""

from typing import Annotated

from hooks.kinds.http import FileAccess, OAuth2
from hooks.kinds.schema import Duration, Required, WebAddress


class RemoteEndpoint(FileAccess, frozen=True, kw_only=True):
    """An endpoint for samples outside this Prometheus."""

    name: str | None = None
    """Name in logs and metrics, unique."""
    url: Annotated[WebAddress | None, Required()] = None
    """Address."""
    remote_timeout: Duration | None = None
    """Time after which a request is given up."""
    headers: dict[str, str] = {}
    """Additional headers; not Authorization."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
