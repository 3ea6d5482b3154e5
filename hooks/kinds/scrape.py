"""DOC module scrape"""

from hooks.kinds.base import Spec


class AttachMetadata(Spec, frozen=True, kw_only=True):
    """DOC PodMonitor.spec.attachMetadata"""

    node: bool | None = None
