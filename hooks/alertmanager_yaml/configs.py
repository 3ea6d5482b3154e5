"""AlertmanagerConfigs → routes, receivers, inhibition rules and time intervals of alertmanager.yaml."""

from collections.abc import Iterable
from typing import Any, NamedTuple, get_args

import msgspec

from hooks.alertmanager_yaml import checks, global_section, routes
from hooks.alertmanager_yaml.conversion import section
from hooks.alertmanager_yaml.decoding import MONTHS
from hooks.alertmanager_yaml.integrations import check as check_integration
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global, InhibitRule, Receiver, Route, TimeInterval, TimeIntervals, Times
from hooks.assets import Assets
from hooks.errors import InvalidObject
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.alertmanagerconfig import MuteTimeInterval as GivenIntervals
from hooks.kinds.alertmanagerconfig import TimeInterval as GivenInterval
from hooks.kinds.receivers.receiver import Receiver as GivenReceiver
from hooks.selection.alertmanagerconfig import check
from hooks.source import Source
from hooks.versions import Version, fields_of

EXCEPT_OWN = "OnNamespaceExceptForAlertmanagerNamespace"


class Parts(NamedTuple):
    """What one AlertmanagerConfig brings."""

    route: Route | None
    inhibit_rules: tuple[InhibitRule, ...]
    receivers: tuple[Receiver, ...]
    intervals: tuple[TimeIntervals, ...]


Checked = tuple[AlertmanagerConfig, Assets]
"""An AlertmanagerConfig that can be used, with the values that it refers to."""


def with_configs(base: AlertmanagerFile, configs: Iterable[Checked], alertmanager: Alertmanager, version: Version) -> AlertmanagerFile:
    """``base`` with the AlertmanagerConfigs, in the order given: their routes come first and let every alert go on to the next.

    InvalidObject with the key of an AlertmanagerConfig that cannot be written.
    """
    parts = [_keyed_parts(config, assets, alertmanager, base.global_ or Global(), version) for config, assets in configs]
    root = base.route or Route()
    new = tuple(part.route for part in parts if part.route is not None)
    return msgspec.structs.replace(
        base,
        route=msgspec.structs.replace(root, routes=(*new, *(root.routes or ())) or None),
        inhibit_rules=(*(base.inhibit_rules or ()), *(rule for part in parts for rule in part.inhibit_rules)) or None,
        receivers=(*(base.receivers or ()), *(receiver for part in parts for receiver in part.receivers)) or None,
        mute_time_intervals=(*(base.mute_time_intervals or ()), *(item for part in parts for item in part.intervals)) or None,
    )


def base_of(config: AlertmanagerConfig, assets: Assets, alertmanager: Alertmanager, version: Version) -> AlertmanagerFile:
    """The AlertmanagerConfig that ``spec.alertmanagerConfiguration`` names, as the base of the configuration. InvalidObject where it cannot be one."""
    check(config, version, assets)
    configuration = alertmanager.spec.alertmanager_configuration
    source = Source(config.metadata.namespace, assets)
    settings = global_section.section(configuration.global_ if configuration else None, source, version)
    parts = _parts(config, source, settings or Global(), version)
    checks.check_root(parts.route)
    return AlertmanagerFile(
        global_=settings,
        route=parts.route,
        inhibit_rules=parts.inhibit_rules or None,
        receivers=parts.receivers or None,
        mute_time_intervals=parts.intervals or None,
    )


def _keyed_parts(config: AlertmanagerConfig, assets: Assets, alertmanager: Alertmanager, settings: Global, version: Version) -> Parts:
    namespace = config.metadata.namespace
    try:
        parts = _parts(config, Source(namespace, assets), settings, version)
    except InvalidObject as error:
        raise InvalidObject(*error.findings, key=config.key) from None
    confined = _is_confined(namespace, alertmanager)
    rules = tuple(routes.confined_rule(rule, namespace, version) for rule in parts.inhibit_rules) if confined else parts.inhibit_rules
    if parts.route is None:
        return Parts(None, rules, (), ())
    route = routes.confined_route(parts.route, namespace, version) if confined else parts.route
    return Parts(msgspec.structs.replace(route, continue_=True), rules, parts.receivers, parts.intervals)


def _is_confined(namespace: str, alertmanager: Alertmanager) -> bool:
    strategy = alertmanager.spec.alertmanager_config_matcher_strategy
    kind = strategy.type if strategy else None
    return kind != "None" and not (kind == EXCEPT_OWN and namespace == alertmanager.metadata.namespace)


def _parts(config: AlertmanagerConfig, source: Source, settings: Global, version: Version) -> Parts:
    spec, prefix = config.spec, f"{config.key}/"
    return Parts(
        route=None if spec.route is None else routes.route(spec.route, prefix, version),
        inhibit_rules=tuple(routes.inhibit_rule(rule, version) for rule in spec.inhibit_rules),
        receivers=tuple(_receiver(item, prefix, source, settings, f"spec.receivers[{index}]") for index, item in enumerate(spec.receivers)),
        intervals=tuple(_intervals(item, prefix) for item in spec.mute_time_intervals),
    )


def _receiver(given: GivenReceiver, prefix: str, source: Source, settings: Global, path: str) -> Receiver:
    values: dict[str, Any] = {}
    for attribute, name in zip(given.__struct_fields__, given.__struct_encode_fields__, strict=True):
        items = getattr(given, attribute)
        if isinstance(items, tuple) and items:
            target = _TARGETS[attribute]
            values[attribute] = tuple(section(item, target, source, f"{path}.{name}[{index}]") for index, item in enumerate(items))
    for index, email in enumerate(values.get("email_configs", ())):
        check_integration(email, settings, f"{path}.emailConfigs[{index}]")
    return Receiver(name=f"{prefix}{given.name or ''}", **values)


def _integration(hint: Any) -> Any:
    while get_args(hint):
        hint = get_args(hint)[0]
    return hint


_TARGETS = {attribute: _integration(Receiver.__annotations__[attribute]) for attribute, _, _ in fields_of(Receiver)}


def _intervals(given: GivenIntervals, prefix: str) -> TimeIntervals:
    return TimeIntervals(name=f"{prefix}{given.name or ''}", time_intervals=tuple(_interval(item) for item in given.time_intervals))


def _interval(given: GivenInterval) -> TimeInterval:
    return TimeInterval(
        times=tuple(Times(start_time=item.start_time, end_time=item.end_time) for item in given.times) or None,
        weekdays=tuple(_range(text) for text in given.weekdays) or None,
        days_of_month=tuple(_range(f"{item.start}:{item.end}") for item in given.days_of_month) or None,
        months=tuple(_range(text) for text in given.months) or None,
        years=tuple(_range(text) for text in given.years) or None,
    )


def _range(text: str) -> str:
    """``1:1`` is ``1``; names of months become numbers."""
    ends = [str(MONTHS.index(end) + 1) if end in MONTHS else end for end in text.lower().split(":")]
    return ends[0] if len(set(ends)) == 1 else ":".join(ends)
