"""What the four kinds of scrape objects have in common."""

from datetime import timedelta

from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.selection.context import SelectionContext


def check_scrape_class(name: str | None, ctx: SelectionContext) -> None:
    """InvalidObject where the workload has no scrape class of that name."""
    if name and ctx.scrape_classes is not None and name not in ctx.scrape_classes:
        known = ", ".join(sorted(ctx.scrape_classes)) or "none"
        raise InvalidObject("spec.scrapeClass", f'the workload has no scrape class "{name}", define it there or use one that it has ({known})')


def check_timeout(timeout: str | None, interval: str | None, path: str, ctx: SelectionContext) -> None:
    """InvalidObject where a scrape could last longer than the interval, the object's own or the workload's. ``path`` is the timeout's."""
    if not timeout:
        return
    wanted, limit = _length(timeout, path, ""), interval or ctx.scrape_interval
    if limit is not None and wanted > _length(limit, path, "the scrape interval "):
        raise InvalidObject(path, f"{timeout} is longer than the scrape interval of {limit}, shorten it")


def check_selector_mechanism(mechanism: str | None, ctx: SelectionContext) -> None:
    """InvalidObject where the version cannot select by itself."""
    if mechanism == "RoleSelector":
        ctx.check_since("2.17.0", "spec.selectorMechanism", "RoleSelector")


def _length(text: str, path: str, subject: str) -> timedelta:
    length = duration(text)
    if length is None:
        raise InvalidObject(path, f'{subject}"{text}" is no duration, write it like 30s or 1h30m')
    return length
