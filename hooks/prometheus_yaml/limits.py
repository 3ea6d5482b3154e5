"""Limits per scrape: the lower one of what an object asks for and what its Prometheus enforces."""

from hooks.kinds.scrape import MonitorSpec, ScrapeSettings
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import Limits
from hooks.sizes import size


def limits(part: ScrapeSettings, ctx: ScrapeContext) -> Limits:
    """The limits of a scrape job. A kind without a field for a limit (a Probe has no body size) is still held to the enforced one."""
    return Limits(
        sample_limit=_count(part.sample_limit, ctx.enforced.sample_limit, ctx),
        target_limit=_count(part.target_limit, ctx.enforced.target_limit, ctx),
        label_limit=_count(part.label_limit, ctx.enforced.label_limit, ctx),
        label_name_length_limit=_count(part.label_name_length_limit, ctx.enforced.label_name_length_limit, ctx),
        label_value_length_limit=_count(part.label_value_length_limit, ctx.enforced.label_value_length_limit, ctx),
        keep_dropped_targets=_count(part.keep_dropped_targets, ctx.enforced.keep_dropped_targets, ctx),
        body_size_limit=lower_size(part.body_size_limit if isinstance(part, MonitorSpec | ScrapeConfigSpec) else None, ctx.enforced.body_size_limit),
    )


def _count(wanted: int | None, enforced: int | None, ctx: ScrapeContext) -> int | None:
    if not enforced:
        return wanted
    if not wanted:
        return None if ctx.limits_are_global else enforced
    return min(wanted, enforced)


def lower_size(wanted: str | None, enforced: str | None) -> str | None:
    """The lower one of two sizes like ``10MB``, as it was written; one that is not set does not limit."""
    if not enforced or not wanted:
        return wanted or enforced or None
    return enforced if (size(wanted) or 0) > (size(enforced) or 0) else wanted
