"""Small pieces of scraping that several kinds share."""

from hooks.kinds.base import Spec


class AttachMetadata(Spec, frozen=True, kw_only=True):
    """Which metadata discovery adds to the targets."""

    node: bool | None = None
    """Add metadata of the node; needs the right to read nodes. Needs Prometheus 2.35 for pods, 2.37 for endpoints."""
