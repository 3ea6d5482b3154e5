"""What the running programs say of themselves, asked through their HTTP interfaces."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import msgspec

from hooks.cli.local.node import Instance

_TIMEOUT = 2.0
_REASON = re.compile(r'level=(?:ERROR|error)\b.*\berr="((?:[^"\\]|\\.)*)"')


class Discovered(msgspec.Struct, frozen=True):
    """Where Prometheus found a target, empty where its discovery does not say so."""

    namespace: str = msgspec.field(default="", name="__meta_kubernetes_namespace")
    service: str = msgspec.field(default="", name="__meta_kubernetes_service_name")
    slice: str = msgspec.field(default="", name="__meta_kubernetes_endpointslice_name")


class Target(msgspec.Struct, frozen=True, rename="camel"):
    """A target that a Prometheus scrapes."""

    scrape_pool: str
    scrape_url: str
    labels: Mapping[str, str]
    health: str
    last_error: str = ""
    last_scrape: str = ""
    """When, as Prometheus writes it (RFC 3339)."""
    last_scrape_duration: float = 0.0
    """Seconds."""
    discovered: Discovered = msgspec.field(default=Discovered(), name="discoveredLabels")


class Alert(msgspec.Struct, frozen=True):
    """An alert that a Prometheus evaluates."""

    labels: Mapping[str, str]
    state: str
    value: str
    fires_at: float = 0.0
    """Seconds since 1970 at which a pending alert fires if it stays so; 0 where that is not known."""
    since: float = 0.0
    """Seconds since 1970 at which its condition began to hold."""
    rule: tuple[str, str, str] = ("", "", "")
    """The file, group and name of its rule."""

    @property
    def name(self) -> str:
        """The alert's name."""
        return self.labels.get("alertname", "")


class Received(msgspec.Struct, frozen=True):
    """An alert that an Alertmanager holds."""

    labels: Mapping[str, str]
    receivers: tuple[Mapping[str, str], ...]
    status: Mapping[str, Any]


class Observation(msgspec.Struct, frozen=True):
    """One program at one moment."""

    loaded: str = ""
    """When the configuration in use was read."""
    refusal: str = ""
    """Why a newer configuration is not in use."""
    targets: tuple[Target, ...] = ()
    rules: tuple["Rule", ...] = ()
    alerts: tuple[Alert, ...] = ()
    received: tuple[Received, ...] = ()


def observed(instance: Instance) -> Observation | None:
    """The program as it is now; None while it does not answer."""
    try:
        return _prometheus(instance) if instance.kind == "prometheus" else _alertmanager(instance)
    except (URLError, TimeoutError, ConnectionError, msgspec.MsgspecError):
        return None


def _prometheus(instance: Instance) -> Observation:
    runtime = _answer(f"{instance.url}/api/v1/status/runtimeinfo")["data"]
    targets = _answer(f"{instance.url}/api/v1/targets?state=active")["data"]["activeTargets"]
    rules = _rules(instance)
    return Observation(
        loaded=runtime["lastConfigTime"],
        refusal="" if runtime["reloadConfigSuccess"] else _reason(instance.log),
        targets=msgspec.convert(targets, tuple[Target, ...]),
        rules=rules,
        alerts=tuple(alert for rule in rules for alert in rule.active()),
    )


class _Active(msgspec.Struct, frozen=True, rename="camel"):
    """An alert as a Prometheus lists it below its rule."""

    labels: Mapping[str, str]
    state: str
    value: str
    active_at: datetime


class Rule(msgspec.Struct, frozen=True, rename="camel"):
    """A rule that a Prometheus evaluates, with the file and group that it is in."""

    name: str
    type: str
    """``alerting`` or ``recording``."""
    query: str
    health: str = "unknown"
    last_error: str = ""
    duration: float = 0.0
    """Seconds that an alert is pending."""
    alerts: tuple[_Active, ...] = ()
    file: str = ""
    group: str = ""

    def active(self) -> Iterator[Alert]:
        """Its alerts that are pending or firing."""
        for alert in self.alerts:
            since = alert.active_at.timestamp()
            yield Alert(alert.labels, alert.state, alert.value, since + self.duration, since, (self.file, self.group, self.name))


class _Group(msgspec.Struct, frozen=True):
    name: str = ""
    file: str = ""
    rules: tuple[Rule, ...] = ()


def _rules(instance: Instance) -> tuple[Rule, ...]:
    try:
        groups = msgspec.convert(_answer(f"{instance.url}/api/v1/rules")["data"]["groups"], tuple[_Group, ...])
    except HTTPError as error:  # an agent evaluates no rules
        error.close()
        return ()
    return tuple(msgspec.structs.replace(rule, file=group.file, group=group.name) for group in groups for rule in group.rules)


def _alertmanager(instance: Instance) -> Observation:
    return Observation(received=msgspec.convert(_answer(f"{instance.url}/api/v2/alerts"), tuple[Received, ...]))


def _answer(url: str) -> Any:
    with urlopen(url, timeout=_TIMEOUT) as response:  # noqa: S310 the URL is one of our own processes
        return msgspec.json.decode(response.read())


def _reason(log: Path) -> str:
    """The last error in a program's log."""
    found = _REASON.findall(log.read_text(errors="replace")[-20_000:])
    return found[-1].replace('\\"', '"') if found else f"see {log}"
