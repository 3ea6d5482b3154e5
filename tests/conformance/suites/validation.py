"""Semantic validation of single structures, without the values that they reference."""

from collections.abc import Callable
from typing import Any

import msgspec

from hooks.errors import InvalidObject, InvalidParent
from hooks.kinds.alertmanagerconfig import DayOfMonthRange, TimeRange
from hooks.kinds.http import Authorization, HTTPConfig, OAuth2, SafeAuthorization
from hooks.kinds.probe import ProbeTargets
from hooks.kinds.receivers.opsgenie import Responder
from hooks.kinds.references import SecretOrConfigMap
from hooks.kinds.storage import TSDB
from hooks.kinds.tls import SafeTLSConfig, TLSConfig
from hooks.kinds.tracing import TracingConfig
from hooks.kinds.web import WebTLSConfig
from hooks.prometheus_yaml.quantity import fraction
from hooks.selection import http, probe, receivers, time_ranges, tls
from hooks.workloads.credentials import check_server

Check = Callable[[Any, str], Any]


def _tracing(value: TracingConfig, path: str) -> None:
    tls.check_form(value.tls_config, f"{path}.tlsConfig")
    fraction(value.sampling_fraction, f"{path}.samplingFraction")


def _safe_authorization(value: SafeAuthorization, path: str) -> None:
    http.check_credentials(value, path)
    http.check_authorization_form(value, path)


_CHECKS: dict[str, tuple[Any, Check]] = {
    "Authorization": (Authorization, http.check_authorization_form),
    "DayOfMonthRange": (DayOfMonthRange, time_ranges.days_of_month),
    "HTTPConfig": (HTTPConfig, http.check_form),
    "MonthRange": (str, time_ranges.months),
    "OAuth2": (OAuth2, http.check_oauth2_form),
    "OpsGenieConfigResponder": (Responder, receivers.check_responder),
    "ProbeTargets": (ProbeTargets, probe.check_targets),
    "SafeAuthorization": (SafeAuthorization, _safe_authorization),
    "SafeTLSConfig": (SafeTLSConfig, tls.check_form),
    "SecretOrConfigMap": (SecretOrConfigMap, tls.check_choice),
    "TLSConfig": (TLSConfig, tls.check_form),
    "TSDBSpec": (TSDB, lambda value, path: fraction(value.stale_series_compaction_threshold, f"{path}.staleSeriesCompactionThreshold")),
    "TimeRange": (TimeRange, time_ranges.times),
    "TracingConfig": (TracingConfig, _tracing),
    "WebTLSConfig": (WebTLSConfig, check_server),
    "WeekdayRange": (str, time_ranges.weekdays),
    "YearRange": (str, time_ranges.years),
}


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    kind, check = _CHECKS[inputs["type"]]
    if inputs.get("value") is None:
        return {"accepted": True}
    try:
        found = check(msgspec.convert(inputs["value"], kind), "value")
    except (InvalidObject, InvalidParent) as problem:
        return {"accepted": False, "reason": str(problem)}
    return {"accepted": True} | ({"parsed": {"start": found.start, "end": found.end}} if isinstance(found, time_ranges.Range) else {})


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    same = got["accepted"] == want["accepted"] and got.get("parsed", want.get("parsed")) == want.get("parsed", got.get("parsed"))
    return None if same else f"{got} instead of {want}"
