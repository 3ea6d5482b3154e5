"""What the four kinds of scrape objects have in common."""

from datetime import timedelta

from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.kinds.podmonitor import PodMetricsEndpoint
from hooks.kinds.servicemonitor import Endpoint
from hooks.selection import expressions, http, relabeling
from hooks.selection.context import SelectionContext
from hooks.source import Source


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


def check_endpoint(endpoint: PodMetricsEndpoint | Endpoint, path: str, ctx: SelectionContext, source: Source) -> None:
    """InvalidObject where Prometheus could not use an endpoint of a monitor."""
    http.check_credentials(endpoint.authorization, f"{path}.authorization")
    http.check(endpoint, path, source)
    for name, port in (("port", endpoint.port), ("targetPort", endpoint.target_port)):
        expressions.check(str(port or ""), f"{path}.{name}")
    check_timeout(endpoint.scrape_timeout, endpoint.interval, f"{path}.scrapeTimeout", ctx)
    relabeling.check_all(endpoint.relabelings, f"{path}.relabelings", ctx)
    relabeling.check_all(endpoint.metric_relabelings, f"{path}.metricRelabelings", ctx)


def check_selector_mechanism(mechanism: str | None, ctx: SelectionContext) -> None:
    """InvalidObject where the version cannot select by itself."""
    if mechanism == "RoleSelector":
        ctx.check_since("2.17.0", "spec.selectorMechanism", "RoleSelector")


def _length(text: str, path: str, subject: str) -> timedelta:
    length = duration(text)
    if length is None:
        raise InvalidObject(path, f'{subject}"{text}" is no duration, write it like 30s or 1h30m')
    return length
