"""What remote write and remote read share."""

from typing import Annotated

from hooks.kinds.http import FileAccess, OAuth2
from hooks.kinds.schema import Duration, Required, WebAddress


class RemoteEndpoint(FileAccess, frozen=True, kw_only=True):
    """An endpoint for samples outside this Prometheus."""

    name: str | None = None
    """Name in logs and metrics, unique. Needs Prometheus 2.15."""
    url: Annotated[WebAddress | None, Required()] = None
    """Address of the endpoint."""
    remote_timeout: Duration | None = None
    """Time after which a request to the endpoint is given up."""
    headers: dict[str, str] = {}
    """Further headers of every request, by name; not Authorization or others that Prometheus sets itself. Needs Prometheus 2.15, for reading 2.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
