"""runtime: settings of the Go runtime."""

from hooks.kinds.prometheus_common import Runtime as Part
from hooks.versions import Section


class Runtime(Section, frozen=True, kw_only=True):
    """runtime."""

    gogc: int | None = None


def section(part: Part | None) -> Runtime | None:
    """The runtime section; ``None`` where nothing is said."""
    return None if part is None else Runtime(gogc=part.go_gc)
