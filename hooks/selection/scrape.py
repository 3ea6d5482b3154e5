"""What the four kinds of scrape objects have in common."""

from collections.abc import Iterator

from hooks.durations import duration
from hooks.findings import Finding, quoted
from hooks.findings.scraping import SCHEMES, SCRAPE_CLASS, TIMEOUT
from hooks.kinds.podmonitor import PodMetricsEndpoint
from hooks.kinds.servicemonitor import Endpoint
from hooks.selection import expressions, http, relabeling
from hooks.selection.context import SelectionContext
from hooks.source import Source
from hooks.versions import Version

_ESCAPING = Version.parse("3.4.0")


def scrape_class(name: str | None, ctx: SelectionContext) -> Iterator[Finding]:
    """Where the workload has no scrape class of that name."""
    if name and ctx.scrape_classes is not None and name not in ctx.scrape_classes:
        known = ", ".join(sorted(ctx.scrape_classes)) or "none"
        yield SCRAPE_CLASS.at("spec.scrapeClass", f"the workload has no scrape class {quoted(name)}", f"define it there or use one that it has ({known})")


def timeout(text: str | None, interval: str | None, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """Where a scrape could last longer than the interval, the object's own or the workload's. What is no duration is told elsewhere."""
    wanted, limit = duration(text or ""), duration(interval or ctx.scrape_interval or "")
    if text and wanted is not None and limit is not None and wanted > limit:
        yield TIMEOUT.at(path, f"{text} is longer than the scrape interval of {interval or ctx.scrape_interval}", "shorten it")


def schemes(escaping: str | None, ctx: SelectionContext) -> Iterator[Finding]:
    """Where names in UTF-8 are asked for and only classic ones are valid; older versions do not read the setting."""
    reads = ctx.version is None or ctx.version >= _ESCAPING
    if reads and escaping == "AllowUTF8" and ctx.name_scheme == "Legacy":
        yield SCHEMES.at("spec.nameEscapingScheme", "AllowUTF8 does not go with the validation scheme Legacy", "change one of them")


def endpoint(part: PodMetricsEndpoint | Endpoint, path: str, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    """Why Prometheus could not use an endpoint of a monitor."""
    yield from http.no_credentials(part.authorization, f"{path}.authorization")
    yield from http.findings(part, path, source)
    for name, port in (("port", part.port), ("targetPort", part.target_port)):
        yield from expressions.findings(str(port or ""), f"{path}.{name}")
    yield from timeout(part.scrape_timeout, part.interval, f"{path}.scrapeTimeout", ctx)
    yield from relabeling.findings(part.relabelings, f"{path}.relabelings", ctx)
    yield from relabeling.findings(part.metric_relabelings, f"{path}.metricRelabelings", ctx)


def selector_mechanism(mechanism: str | None, ctx: SelectionContext) -> Iterator[Finding]:
    """Where the version cannot select by itself."""
    if mechanism == "RoleSelector":
        yield from ctx.older_than("2.17.0", "spec.selectorMechanism", "RoleSelector")
