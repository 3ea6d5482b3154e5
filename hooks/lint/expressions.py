"""One expression: windows and scrape intervals, rates, sides that never match, shards."""

from collections.abc import Iterator

from hooks.findings import Finding, Fix, quoted
from hooks.findings.lint import NO_COUNTER, NO_MATCH, NO_REGEX, RATE_OF_SUM, SHARDED, SHORT_WINDOW
from hooks.lint.tree import Tree
from hooks.lint.world import LoadedRule, World, subject_of
from hooks.rules.promql import Aggregation, Binary, Call, Series, Subquery

_COUNTED = frozenset(["rate", "irate", "increase"])
_MEASURED = frozenset(["delta", "idelta", "deriv"])
_SCRAPES = {"irate": 2, "idelta": 2}
"""Samples that a function needs in any case; the others give better values the more there are."""
_ENOUGH = 4
_COUNTERS = ("_total", "_count", "_sum", "_bucket")
_SETS = frozenset(["and", "or", "unless"])
_REGULAR = frozenset("\\.+*?()[]{}^$|")


def findings(rule: LoadedRule, world: World) -> Iterator[Finding]:
    """About the expression of a rule."""
    path = f"{rule.path}.expr"
    for part in rule.tree.parts:
        match part:
            case Call() if part.name in _COUNTED | _MEASURED:
                yield from _window(part, world, path)
                yield from _rate(part, path)
            case Series():
                yield from _matchers(part, path)
    yield from _sides(rule.tree, path)
    yield from _counters(rule.tree, path)
    yield from _shards(rule, path)


def _window(call: Call, world: World, path: str) -> Iterator[Finding]:
    series, needed = call.arguments[0], _SCRAPES.get(call.name, _ENOUGH)
    if not isinstance(series, Series) or not series.window:
        return
    jobs = [job for each in series.matchers if each.name == "job" and each.operator in {"=", "=~"} for job in each.value.split("|")]
    known = [(job, *world.intervals[job]) for job in jobs if job in world.intervals]
    if known and len(known) == len(jobs):
        job, interval, monitor = min(known, key=lambda each: each[1])
        if series.window < needed * interval:
            scrapes = f"{series.window / interval:.2g} scrapes, {monitor} scrapes the job {quoted(job)} every {_length(interval)}"
            problem = f"{call.name} over {_length(series.window)} holds {scrapes}"
            yield SHORT_WINDOW.at(path, problem, f"write [{_length(needed * interval)}]").over(series.start, series.end)


def _length(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}m" if whole == seconds and whole % 60 == 0 else f"{seconds:g}s"


def _rate(call: Call, path: str) -> Iterator[Finding]:
    of = call.arguments[0]
    if call.name in _COUNTED and isinstance(of, Subquery) and isinstance(of.of, Aggregation) and of.of.name in {"sum", "avg"}:
        yield RATE_OF_SUM.at(path, f"{call.name} of {of.of.name}: a counter that starts anew looks like a peak", "take the rate first").over(
            call.start, call.end
        )
    if call.name in _COUNTED and isinstance(of, Series) and of.name and not of.name.endswith(_COUNTERS) and ":" not in of.name:
        yield NO_COUNTER.at(path, f"{call.name} of {of.name}, which is no counter by its name", "use delta or deriv").over(of.start, of.end)


def _matchers(series: Series, path: str) -> Iterator[Finding]:
    for each in series.matchers:
        if each.operator in {"=~", "!~"} and each.value and not set(each.value) & _REGULAR and each.name != "__name__":
            right = each.written.replace(each.operator, "=" if each.operator == "=~" else "!=", 1)
            fix = Fix(to=right, within=each.written)
            yield NO_REGEX.at(path, f"{each.written} holds nothing regular", f"write {right}", fix).over(series.start, series.end)


def _sides(tree: Tree, path: str) -> Iterator[Finding]:
    operators = [part for part in tree.parts if isinstance(part, Binary) and part.matching is None and part.operator != "or"]
    for part in operators:
        left, right = tree.labels(part.left), tree.labels(part.right)
        if left and right and left.only is not None and right.only is not None and left.only != right.only:
            problem = f'left of "{part.operator}" there are {_listed(left.only)}, right of it {_listed(right.only)}: they never match'
            yield NO_MATCH.at(path, problem, "aggregate both by the same labels, or use on").over(part.start, part.end)


def _listed(names: frozenset[str]) -> str:
    return f"the labels {', '.join(sorted(names))}" if names else "no labels"


def _counters(tree: Tree, path: str) -> Iterator[Finding]:
    for part in tree.parts:
        if isinstance(part, Binary) and part.operator not in _SETS:
            for side in part.below:
                if isinstance(side, Series) and side.name.endswith("_total"):
                    yield NO_COUNTER.at(path, f"{side.name} is a counter by its name, its value says little", "use rate or increase").over(side.start, side.end)


def _shards(rule: LoadedRule, path: str) -> Iterator[Finding]:
    sharded = next((each for each in rule.workloads if each["kind"] == "Prometheus" and (each["spec"].get("shards") or 1) > 1), None)
    if sharded is None:
        return
    for part in rule.tree.parts:
        if isinstance(part, Aggregation) and (part.without or "instance" not in (part.grouping or ())):
            problem = f"{part.name} sees a part of the series: {subject_of(sharded)} has {sharded['spec']['shards']} shards"
            yield SHARDED.at(path, problem, "evaluate it in a ThanosRuler").over(part.start, part.end)
            return
