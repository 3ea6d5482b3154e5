"""What the four kinds of scrape objects have in common."""

from hooks.errors import InvalidObject
from hooks.selection.context import SelectionContext
from hooks.selection.durations import milliseconds


def check_scrape_class(name: str | None, ctx: SelectionContext) -> None:
    """InvalidObject where the workload has no scrape class of that name."""
    if name and ctx.scrape_classes is not None and name not in ctx.scrape_classes:
        known = ", ".join(sorted(ctx.scrape_classes)) or "none"
        raise InvalidObject("spec.scrapeClass", f'the workload has no scrape class "{name}", define it there or use one that it has ({known})')


def check_timeout(timeout: str | None, interval: str | None, path: str, ctx: SelectionContext) -> None:
    """InvalidObject where a scrape could last longer than the interval, the object's own or the workload's. ``path`` is the timeout's."""
    if not timeout:
        return
    limit = interval or ctx.scrape_interval
    longest = milliseconds(limit, f"the interval for {path}") if limit is not None else None
    wanted = milliseconds(timeout, path)
    if longest is not None and wanted > longest:
        raise InvalidObject(path, f"{timeout} is longer than the scrape interval of {limit}, shorten it")


def check_selector_mechanism(mechanism: str | None, ctx: SelectionContext) -> None:
    """InvalidObject where the version cannot select by itself."""
    if mechanism == "RoleSelector":
        ctx.check_since("2.17.0", "spec.selectorMechanism", "RoleSelector")
