"""What the running programs say of themselves, asked through their HTTP interfaces."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import msgspec

from hooks.cli.local.node import Instance

_TIMEOUT = 2.0
_REASON = re.compile(r'level=(?:ERROR|error)\b.*\berr="((?:[^"\\]|\\.)*)"')


class Target(msgspec.Struct, frozen=True, rename="camel"):
    """A target that a Prometheus scrapes."""

    scrape_pool: str
    scrape_url: str
    labels: Mapping[str, str]
    health: str
    last_error: str = ""


class Alert(msgspec.Struct, frozen=True):
    """An alert that a Prometheus evaluates."""

    labels: Mapping[str, str]
    state: str
    value: str
    fires_at: float = 0.0
    """Seconds since 1970 at which a pending alert fires if it stays so; 0 where that is not known."""

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
    return Observation(
        loaded=runtime["lastConfigTime"],
        refusal="" if runtime["reloadConfigSuccess"] else _reason(instance.log),
        targets=msgspec.convert(targets, tuple[Target, ...]),
        alerts=_alerts(instance),
    )


class _Active(msgspec.Struct, frozen=True, rename="camel"):
    """An alert as a Prometheus lists it below its rule."""

    labels: Mapping[str, str]
    state: str
    value: str
    active_at: datetime


class _Rule(msgspec.Struct, frozen=True):
    duration: float = 0.0
    alerts: tuple[_Active, ...] = ()


class _Group(msgspec.Struct, frozen=True):
    rules: tuple[_Rule, ...] = ()


def _alerts(instance: Instance) -> tuple[Alert, ...]:
    try:
        groups = msgspec.convert(_answer(f"{instance.url}/api/v1/rules?type=alert")["data"]["groups"], tuple[_Group, ...])
    except HTTPError as error:  # an agent evaluates no rules
        error.close()
        return ()
    rules = [rule for group in groups for rule in group.rules]
    return tuple(Alert(alert.labels, alert.state, alert.value, alert.active_at.timestamp() + rule.duration) for rule in rules for alert in rule.alerts)


def _alertmanager(instance: Instance) -> Observation:
    return Observation(received=msgspec.convert(_answer(f"{instance.url}/api/v2/alerts"), tuple[Received, ...]))


def _answer(url: str) -> Any:
    with urlopen(url, timeout=_TIMEOUT) as response:  # noqa: S310 the URL is one of our own processes
        return msgspec.json.decode(response.read())


def _reason(log: Path) -> str:
    """The last error in a program's log."""
    found = _REASON.findall(log.read_text(errors="replace")[-20_000:])
    return found[-1].replace('\\"', '"') if found else f"see {log}"
