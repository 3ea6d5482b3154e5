"""What happened between two observations of a program, in sentences."""

import time
from collections.abc import Iterable, Iterator, Mapping

from hooks.cli.local.observer import Alert, Observation, Received, Target
from hooks.cli.local.terminal import Tone

_Key = tuple[tuple[str, str], ...]
_Place = tuple[str, str]
Step = tuple[str, Tone]
_MANY = 8
"""Targets that change together are told one by one up to this number; more are counted."""
_IDENTITY = frozenset(["job", "namespace", "service", "pod", "container", "endpoint", "instance"])


def told(before: Observation, after: Observation) -> Iterator[Step]:
    """The steps, in the order of the way from a configuration to a message."""
    if after.refusal and after.refusal != before.refusal:
        yield f"refuses its new configuration and goes on with the last good one: {after.refusal}", Tone.BAD
    elif before.loaded and after.loaded != before.loaded:
        yield "reloaded its configuration without a restart", Tone.GOOD
    yield from _targets({_place(target): target for target in before.targets}, {_place(target): target for target in after.targets})
    yield from _alerts({_key(alert.labels): alert for alert in before.alerts}, {_key(alert.labels): alert for alert in after.alerts})
    yield from _received(before.received, after.received)


def waiting(now: Observation, seconds: float) -> str:
    """How long the pending alerts still have to hold; ``seconds`` is the time since 1970. Empty where none is pending."""
    left = {alert.name: alert.fires_at - seconds for alert in now.alerts if alert.state == "pending" and alert.fires_at}
    return ", ".join(f"{name} fires in {_minutes(rest)} if it stays so" for name, rest in sorted(left.items()) if rest > 0)


def _targets(before: Mapping[_Place, Target], after: Mapping[_Place, Target]) -> Iterator[Step]:
    changed = [target for place, target in after.items() if target.health != (before[place].health if place in before else "unknown")]
    up, down = ([target for target in changed if target.health == health] for health in ("up", "down"))
    yield from _each_or_count("up", [(_described(target), Tone.GOOD) for target in up])
    yield from _each_or_count("down", [(f"{_described(target)}: {target.last_error}", Tone.BAD) for target in down])
    yield from _each_or_count("gone", [(_described(target), Tone.PLAIN) for place, target in before.items() if place not in after])


def _each_or_count(what: str, steps: list[Step]) -> Iterable[Step]:
    if len(steps) > _MANY:
        return [(f"{len(steps)} targets {what}, the first is {steps[0][0]}", steps[0][1])]
    return [(f"target {what}: {text}", tone) for text, tone in steps]


def _place(target: Target) -> _Place:
    return target.scrape_pool, target.scrape_url


def _described(target: Target) -> str:
    shown = {name: value for name, value in target.labels.items() if name in _IDENTITY}
    labels = " ".join(f"{name}={value}" for name, value in sorted(shown.items(), key=lambda pair: (pair[0] != "job", pair[0])))
    return f"{labels} ({target.scrape_url})"


def _alerts(before: Mapping[_Key, Alert], after: Mapping[_Key, Alert]) -> Iterator[Step]:
    for key, alert in after.items():
        if key not in before or before[key].state != alert.state:
            pending = alert.state == "pending"
            when = f", it fires at {time.strftime('%H:%M:%S', time.localtime(alert.fires_at))} if it stays so" if pending and alert.fires_at else ""
            yield f"alert {alert.name} is {alert.state}, its value is {_short(alert.value)}{when}", Tone.WAITING if pending else Tone.BAD
    for key, alert in before.items():
        if key not in after:
            yield f"alert {alert.name} is {'resolved' if alert.state == 'firing' else 'no longer pending'}", Tone.GOOD


def _received(before: tuple[Received, ...], after: tuple[Received, ...]) -> Iterator[Step]:
    known = {_key(alert.labels) for alert in before}
    for alert in after:
        if _key(alert.labels) not in known:
            yield f"received {alert.labels.get('alertname', '')}, it goes to {', '.join(receiver['name'] for receiver in alert.receivers)}", Tone.PLAIN


def _key(labels: Mapping[str, str]) -> _Key:
    return tuple(sorted(labels.items()))


def _short(value: str) -> str:
    try:
        return f"{float(value):.3g}"
    except ValueError:
        return value


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
