"""What running programs say, laid over the graph of what is written: targets, alerts that are pending or firing, configurations that are in use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from hooks.cli.console.graph.model import Column, Edge, Graph, Node, State
from hooks.cli.console.snapshot import Running
from hooks.cli.local.observer import Alert, Observation, Rule, Target
from hooks.cli.local.terminal import Arrived
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.loop.resources import Key
from hooks.rendering import digest

_HEALTH: Mapping[str, State] = {"up": State.GOOD, "down": State.BAD}
_MONITORS = {kind.prefix: name for name, kind in SCRAPE_KINDS.items()}
"""How the names of scrape jobs begin → the kind that they come from."""


def observed(graph: Graph, running: Iterable[Running], messages: Iterable[Arrived], uids: Mapping[str, str]) -> Graph:
    """The graph with everything that is observed; ``uids`` tells the id of the node of each PrometheusRule by its uid."""
    programs = tuple(running)
    graph = graph.with_nodes(_programs(graph, programs))
    seen = [each.observation for each in programs if each.observation]
    targets = {target_id(target): target for each in seen for target in each.targets}
    graph = graph.with_nodes(map(_target, targets.values()), _target_edges(graph, targets.values()))
    graph = graph.with_nodes(_with_targets(graph, targets.values()))
    graph = graph.with_nodes(_rules(graph, seen, uids))
    return graph.with_nodes(_receivers(graph, seen, messages))


def target_id(target: Target) -> str:
    """That of a target, which has no name of its own."""
    return f"Target/{target.discovered.namespace or '-'}/{digest(f'{target.scrape_pool} {target.scrape_url}'.encode())[:16]}"


def _programs(graph: Graph, running: tuple[Running, ...]) -> Iterator[Node]:
    by_workload: dict[Key, list[Running]] = {}
    for each in running:
        if each.workload:
            by_workload.setdefault(each.workload, []).append(each)
    for key, programs in by_workload.items():
        node = graph.nodes.get(f"{key.kind}/{key.namespace}/{key.name}")
        if node and node.state is State.UNKNOWN:
            yield _program(node, programs)


def _program(node: Node, programs: list[Running]) -> Node:
    answering = [each.observation for each in programs if each.observation]
    refusal = next((each.refusal for each in answering if each.refusal), "")
    if refusal:
        return msgspec.structs.replace(node, state=State.BAD, word="refuses its new configuration", note=refusal)
    if len(answering) < len(programs):
        return msgspec.structs.replace(node, state=State.WAITING, word="not ready", note=f"{len(answering)} of {len(programs)} pods are")
    return msgspec.structs.replace(node, state=State.GOOD, word="running", note=", ".join(each.url.removeprefix("http://") or each.name for each in programs))


# --- targets


def _target(target: Target) -> Node:
    namespace, _, name = _monitor(target).partition("/")[2].partition("/")
    return Node(
        id=target_id(target),
        column=Column.TARGETS,
        kind="Target",
        namespace=target.discovered.namespace or namespace,
        title=target.labels.get("instance", target.scrape_url),
        state=_HEALTH.get(target.health, State.WAITING),
        word=target.health if target.health in _HEALTH else "not scraped yet",
        note=target.last_error or target.labels.get("job", name),
        labels=target.labels,
        since=_seconds(target.last_scrape),
    )


def _seconds(text: str) -> float:
    """Since 1970, of a time as Prometheus writes it; 0 for one that never was."""
    try:
        return max(datetime.fromisoformat(text).timestamp(), 0.0)
    except ValueError:
        return 0.0


def _target_edges(graph: Graph, targets: Iterable[Target]) -> Iterator[Edge]:
    for target in targets:
        found = target.discovered
        origins = (f"EndpointSlice/{found.namespace}/{found.slice}", f"Service/{found.namespace}/{found.service}", _monitor(target))
        yield from ((origin, target_id(target)) for origin in [next((each for each in origins if each in graph.nodes), "")] if origin)


def _monitor(target: Target) -> str:
    """The id of the monitor that a target's job comes from: ``serviceMonitor/team/web/0`` is of ``ServiceMonitor/team/web``."""
    kind, _, rest = target.scrape_pool.partition("/")
    return f"{_MONITORS[kind]}/{'/'.join(rest.split('/')[:2])}" if kind in _MONITORS else ""


def _with_targets(graph: Graph, targets: Iterable[Target]) -> Iterator[Node]:
    """The monitors with how many of their targets are up."""
    up, total = Counter[str](), Counter[str]()
    for target in targets:
        total[_monitor(target)] += 1
        up[_monitor(target)] += target.health == "up"
    for monitor, count in total.items():
        node = graph.nodes.get(monitor)
        if node:
            note = f"{up[monitor]} of {count} targets up"
            state = State.GOOD if up[monitor] == count else State.WAITING
            replaced = node.state is State.GOOD
            yield msgspec.structs.replace(node, state=state if replaced else node.state, note=note if replaced else node.note)


# --- rules and alerts


def _rules(graph: Graph, seen: list[Observation], uids: Mapping[str, str]) -> Iterator[Node]:
    active: dict[tuple[str, str, str], list[Alert]] = {}
    for alert in (alert for each in seen for alert in each.alerts):
        active.setdefault(alert.rule, []).append(alert)
    for rule in (rule for each in seen for rule in each.rules):
        node = graph.nodes.get(uids.get(_uid(rule.file), ""))
        if node is None:
            continue
        if rule.health == "err":
            yield msgspec.structs.replace(node, state=State.BAD, word="cannot be evaluated", note=rule.last_error)
        if rule.type == "alerting" and (alert_node := graph.nodes.get(f"Alert/{node.namespace}/{node.title}/{rule.name}")):
            yield _alert(alert_node, rule, active.get((rule.file, rule.group, rule.name), []))


def _alert(node: Node, rule: Rule, active: list[Alert]) -> Node:
    since = min((each.since for each in active), default=0.0)
    if any(each.state == "firing" for each in active):
        return msgspec.structs.replace(node, state=State.BAD, word="firing", note=_values(active), since=since)
    if active:
        return msgspec.structs.replace(
            node, state=State.WAITING, word="pending", note=_values(active), since=since, until=min(each.fires_at for each in active)
        )
    return msgspec.structs.replace(node, state=State.GOOD, word="inactive", note=f"fires when it holds for {_span(rule.duration)}")


def _values(active: list[Alert]) -> str:
    if len(active) > 1:
        return f"{len(active)} alerts"
    try:
        return f"its value is {float(active[0].value):.3g}"
    except ValueError:
        return f"its value is {active[0].value}"


def _span(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"


def _uid(file: str) -> str:
    """A rule file ends with the uid of its object: ``…-<uid>.yaml``."""
    return file.removesuffix(".yaml")[-36:]


# --- receivers


def _receivers(graph: Graph, seen: list[Observation], messages: Iterable[Arrived]) -> Iterator[Node]:
    active = Counter(str(receiver["name"]) for each in seen for alert in each.received for receiver in alert.receivers)
    last = {arrived.message.channel: arrived for arrived in messages}
    for node in graph.nodes.values():
        if node.column is not Column.RECEIVERS:
            continue
        name = node.id.split("/", 3)[3]
        told = next((last[channel] for channel in node.labels["channel"].split(", ") if channel in last), None)
        state = State.WAITING if active[name] and node.state is State.GOOD else node.state
        note = f"{active[name]} active alert{'' if active[name] == 1 else 's'}" if active[name] else node.note
        yield msgspec.structs.replace(node, state=state, note=note, since=told.at if told else 0.0)
