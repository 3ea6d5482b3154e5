"""What Alertmanager would send of alerts that fire at the same time, grouping, inhibition and time intervals included: pure functions of its configuration.

Silences, repetitions and the state of earlier notifications are no part of it (Alertmanager documentation, "Alertmanager", "Configuration").
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from hooks.alertmanager_yaml.decoding import decoded
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.cli import calendar
from hooks.cli.inhibition import Inhibition
from hooks.cli.routing import Labels, Route, paths, tree

_ALL = "..."


class Notification(msgspec.Struct, frozen=True):
    """One message: to whom, the labels of its group, and the alerts in it, in the order in which they are given."""

    receiver: str
    group: Mapping[str, str]
    alerts: tuple[Mapping[str, str], ...]


def notifications(text: str, firing: Iterable[Labels], at: datetime | None = None) -> tuple[Notification, ...]:
    """The messages that the ``alertmanager.yaml`` in ``text`` makes of the alerts ``firing``, in the order of the routes that they reach.

    ``at`` decides what time intervals mute; without it none does. ValueError: an interval lies in a time zone that is not known here.
    """
    file, _ = decoded(text, AlertmanagerFile)
    root, alerts = tree(text), tuple(firing)
    if root is None:
        return ()
    inhibition = Inhibition(file.inhibit_rules or (), alerts)
    told = [alert for alert in alerts if not inhibition.silences(alert)]
    groups: dict[tuple[int, tuple[tuple[str, str], ...]], list[Labels]] = {}
    routes = {id(route): route for route in _all(root)}
    for alert in told:
        for path in paths(root, alert):
            groups.setdefault((id(path[-1]), _group(path[-1], alert)), []).append(alert)
    muted = {} if at is None else {key: _is_muted(route, file, at) for key, route in routes.items()}
    order = {key: index for index, key in enumerate(routes)}
    chosen = sorted(((route, group) for route, group in groups if not muted.get(route)), key=lambda each: (order[each[0]], each[1]))
    return tuple(Notification(routes[route].receiver, dict(group), tuple(groups[route, group])) for route, group in chosen)


def _all(route: Route) -> Iterator[Route]:
    yield route
    for child in route.children:
        yield from _all(child)


def _group(route: Route, alert: Labels) -> tuple[tuple[str, str], ...]:
    names = alert if _ALL in route.group_by else [name for name in route.group_by if name in alert]
    return tuple(sorted((name, alert[name]) for name in names))


def _is_muted(route: Route, file: AlertmanagerFile, at: datetime) -> bool:
    named = {each.name: each for each in (*(file.mute_time_intervals or ()), *(file.time_intervals or ()))}
    silent = any(calendar.holds(named[name], at) for name in route.muted if name in named)
    return silent or (bool(route.active) and not any(calendar.holds(named[name], at) for name in route.active if name in named))
