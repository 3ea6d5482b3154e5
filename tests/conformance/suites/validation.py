"""Semantic validation of single structures, without the values that they reference."""

from collections.abc import Callable
from typing import Any

import msgspec

from hooks.alertmanager_yaml import time_intervals
from hooks.alertmanager_yaml.alertmanagerconfig import names_of
from hooks.alertmanager_yaml.conversion import ReferencedValues, section
from hooks.alertmanager_yaml.http import HTTPClient
from hooks.alertmanager_yaml.judge import judged
from hooks.alertmanager_yaml.receivers import opsgenie
from hooks.alertmanager_yaml.sections import Context
from hooks.assets import Assets
from hooks.errors import InvalidObject, InvalidParent, refuse
from hooks.findings.fields import VALUE
from hooks.kinds.alertmanagerconfig import DayOfMonthRange, TimeRange
from hooks.kinds.http import Authorization, HTTPConfig, OAuth2, SafeAuthorization
from hooks.kinds.probe import ProbeTargets
from hooks.kinds.receivers.opsgenie import Responder
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.storage import TSDB
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.kinds.tracing import TracingConfig
from hooks.kinds.web import WebTLSConfig
from hooks.prometheus_yaml.shares import fraction
from hooks.selection import http, probe, tls
from hooks.selection.context import SelectionContext
from hooks.source import Source
from hooks.workloads.credentials import check_server

Check = Callable[[Any, str], Any]
NOWHERE = Source("", Assets())
"""No value is known here."""


def _with_secret(value: OAuth2) -> OAuth2:
    """The reference does not look at the client secret here."""
    return msgspec.structs.replace(value, client_secret=value.client_secret or SecretKeySelector(name="a", key="b"))


def _tracing(value: TracingConfig, path: str) -> None:
    refuse(tls.findings(value.tls_config, f"{path}.tlsConfig", NOWHERE))
    fraction(value.sampling_fraction, f"{path}.samplingFraction")


def _safe_authorization(value: SafeAuthorization, path: str) -> None:
    refuse(http.no_credentials(value, path))
    refuse(http.authorization(value, path))


def _range(found: time_intervals.Range | str) -> time_intervals.Range:
    if isinstance(found, str):
        raise InvalidObject(VALUE.at("value", found))
    return found


def _http_config(value: HTTPConfig, path: str) -> None:
    values = ReferencedValues(None)
    refuse((*values.findings, *judged(section(value, HTTPClient, values, path), path, Context(names_of))[1], *values.findings))


def _responder(value: Responder, path: str) -> None:
    refuse(judged(section(value, opsgenie.Responder, ReferencedValues(None), path), path, Context(names_of))[1])


_CHECKS: dict[str, tuple[Any, Check]] = {
    "Authorization": (Authorization, lambda value, path: refuse(http.authorization(value, path))),
    "DayOfMonthRange": (DayOfMonthRange, lambda value, _: _range(time_intervals.days_of_month(f"{value.start or 0}:{value.end or 0}"))),
    "HTTPConfig": (HTTPConfig, _http_config),
    "MonthRange": (str, lambda value, _: _range(time_intervals.months(value))),
    "OAuth2": (OAuth2, lambda value, path: refuse(http.oauth2(_with_secret(value), path, NOWHERE))),
    "OpsGenieConfigResponder": (Responder, _responder),
    "ProbeTargets": (ProbeTargets, lambda value, path: refuse(probe.targets(value, path, SelectionContext()))),
    "SafeAuthorization": (SafeAuthorization, _safe_authorization),
    "SafeTLSConfig": (SafeTLSConfig, lambda value, path: refuse(tls.findings(value, path, NOWHERE))),
    "SecretOrConfigMap": (SecretOrConfigMap, lambda value, path: refuse(tls.two_sources(value, path))),
    "TLSConfig": (TLSConfig, lambda value, path: refuse(tls.findings(value, path, NOWHERE))),
    "TSDBSpec": (TSDB, lambda value, path: fraction(value.stale_series_compaction_threshold, f"{path}.staleSeriesCompactionThreshold")),
    "TimeRange": (TimeRange, lambda value, _: _range(time_intervals.clock(value.start_time or "", value.end_time or ""))),
    "TracingConfig": (TracingConfig, _tracing),
    "WebTLSConfig": (WebTLSConfig, check_server),
    "WeekdayRange": (str, lambda value, _: _range(time_intervals.weekdays(value))),
    "YearRange": (str, lambda value, _: _range(time_intervals.years(value))),
}


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    kind, check = _CHECKS[inputs["type"]]
    if inputs.get("value") is None:
        return {"accepted": True}
    try:
        found = check(msgspec.convert(inputs["value"], kind), "value")
    except (InvalidObject, InvalidParent) as problem:
        return {"accepted": False, "reason": str(problem)}
    return {"accepted": True} | ({"parsed": {"start": found.start, "end": found.end}} if isinstance(found, time_intervals.Range) else {})


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    same = got["accepted"] == want["accepted"] and got.get("parsed", want.get("parsed")) == want.get("parsed", got.get("parsed"))
    return None if same else f"{got} instead of {want}"
