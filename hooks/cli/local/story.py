"""What happened between two observations of a program, in sentences."""

from collections.abc import Iterator, Mapping

from hooks.cli.local.observer import Alert, Observation, Received, Target

_Key = tuple[tuple[str, str], ...]
_Place = tuple[str, str]
_IDENTITY = frozenset(["job", "namespace", "service", "pod", "container", "endpoint", "instance"])


def told(before: Observation, after: Observation) -> Iterator[str]:
    """The sentences, in the order of the way from a configuration to a message."""
    if after.refusal and after.refusal != before.refusal:
        yield f"refuses its new configuration and goes on with the last good one: {after.refusal}"
    elif before.loaded and after.loaded != before.loaded:
        yield "reloaded its configuration without a restart"
    yield from _targets({_place(target): target for target in before.targets}, {_place(target): target for target in after.targets})
    yield from _alerts({_key(alert.labels): alert for alert in before.alerts}, {_key(alert.labels): alert for alert in after.alerts})
    yield from _received(before.received, after.received)


def _targets(before: Mapping[_Place, Target], after: Mapping[_Place, Target]) -> Iterator[str]:
    for place, target in after.items():
        previous = before[place].health if place in before else "unknown"
        if target.health != previous and target.health == "up":
            yield f"target up: {_described(target)}"
        if target.health != previous and target.health == "down":
            yield f"target down: {_described(target)}: {target.last_error}"
    yield from (f"target gone: {_described(target)}" for place, target in before.items() if place not in after)


def _place(target: Target) -> _Place:
    return target.scrape_pool, target.scrape_url


def _described(target: Target) -> str:
    shown = {name: value for name, value in target.labels.items() if name in _IDENTITY}
    labels = " ".join(f"{name}={value}" for name, value in sorted(shown.items(), key=lambda pair: (pair[0] != "job", pair[0])))
    return f"{labels} ({target.scrape_url})"


def _alerts(before: Mapping[_Key, Alert], after: Mapping[_Key, Alert]) -> Iterator[str]:
    for key, alert in after.items():
        if key not in before or before[key].state != alert.state:
            yield f"alert {alert.name} is {alert.state}, its value is {_short(alert.value)}"
    for key, alert in before.items():
        if key not in after:
            yield f"alert {alert.name} is {'resolved' if alert.state == 'firing' else 'no longer pending'}"


def _received(before: tuple[Received, ...], after: tuple[Received, ...]) -> Iterator[str]:
    known = {_key(alert.labels) for alert in before}
    for alert in after:
        if _key(alert.labels) not in known:
            yield f"received {alert.labels.get('alertname', '')}, it goes to {', '.join(receiver['name'] for receiver in alert.receivers)}"


def _key(labels: Mapping[str, str]) -> _Key:
    return tuple(sorted(labels.items()))


def _short(value: str) -> str:
    try:
        return f"{float(value):.3g}"
    except ValueError:
        return value
