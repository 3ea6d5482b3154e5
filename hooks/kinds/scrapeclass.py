"""Scrape classes, and what monitors may not name."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import NonEmpty, Required, ScrapeProtocol
from hooks.kinds.scrape import AttachMetadata
from hooks.kinds.tls import TLSConfig


class ArbitraryFSAccess(Spec, frozen=True, kw_only=True):
    """Whether monitors may name files of the Prometheus container."""

    deny: bool | None = None
    """Refuse monitors that name files of the Prometheus container."""


class ScrapeClass(Spec, frozen=True, kw_only=True):
    """Named defaults that monitors can take up."""

    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    authorization: Authorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    default: bool | None = None
    """Whether objects that name no class get this one; at most one class may say so."""
    fallback_scrape_protocol: ScrapeProtocol | None = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""
    name: Annotated[NonEmpty | None, Required()] = None
    """Name that monitors use in scrapeClass, unique in the list."""
    relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    tls_config: TLSConfig | None = None
    """TLS settings of scrapes, where the monitor leaves them open."""
