"""PrometheusRules at the border: whether Prometheus would load them, and labels and annotations that are no texts."""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec

from hooks import rules
from hooks.admission import reviews
from hooks.admission.reviews import AdmissionRequest, Denied
from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.findings.fields import KIND
from hooks.kinds.prometheusrule import PrometheusRule, PrometheusRuleSpec
from hooks.protocol import Manifest
from hooks.rules import file
from hooks.rules.dialect import SMOOTHING, Dialect
from hooks.settings import Settings

RESOURCE = reviews.ReviewedResource("monitoring.coreos.com", "v1", "prometheusrules")
VALIDATED = "prometheus-operator-validated"
"""Annotation of the rules that came through the webhook."""
_UNREADABLE = "Cannot unmarshal rules from spec"


class _Rule(msgspec.Struct, frozen=True):
    annotations: dict[str, Any] | None = None
    labels: dict[str, Any] | None = None


class _Group(msgspec.Struct, frozen=True):
    rules: tuple[_Rule, ...] | None = None


class _Spec(msgspec.Struct, frozen=True):
    groups: tuple[_Group, ...] | None = None


class _Metadata(msgspec.Struct, frozen=True):
    annotations: dict[str, Any] | None = None


class _Written(msgspec.Struct, frozen=True):
    """A PrometheusRule whose labels and annotations may be anything."""

    metadata: _Metadata = _Metadata()
    spec: _Spec = _Spec()


def validated(request: AdmissionRequest, settings: Settings) -> Manifest:
    """The verdict on the rules; Denied with everything that Prometheus would refuse."""
    _check_resource(request)
    content = msgspec.json.encode(reviews.without_nulls(msgspec.json.decode(request.object)))
    rule = reviews.subject(content, PrometheusRule, _UNREADABLE)
    found = findings(rule.spec, rules.Standard.of(settings, dialect(settings)))
    if found:
        raise Denied("Rules are not valid", *found)
    return {"allowed": True}


def findings(spec: PrometheusRuleSpec, standard: rules.Standard) -> tuple[Finding, ...]:
    """What is wrong with the rules, their size included."""
    try:
        file.newest(spec)
    except InvalidObject as error:
        return error.findings
    return rules.check(spec, standard)


def dialect(settings: Settings) -> Dialect:
    """Which expressions and names are let in."""
    features = tuple(f"promql-{_FEATURES.get(option, option)}" for option in settings.promql_options)
    return Dialect(utf8=settings.name_validation_scheme == "utf8", features=features, smoothing=(SMOOTHING,), stable=False, extended=False)


_FEATURES = {"duration-expression-parsing": "duration-expr"}
"""Options that Prometheus calls otherwise than prometheus-operator."""


def mutated(request: AdmissionRequest, settings: Settings) -> Manifest:  # noqa: ARG001  # every verdict is asked for alike
    """The patch that turns numbers and booleans into texts, and says that this was done."""
    _check_resource(request)
    written = reviews.subject(request.object, _Written, _UNREADABLE)
    patch = msgspec.json.encode([*_texts(written.spec), _mark(written.metadata)])
    return {"allowed": True, "patchType": "JSONPatch", "patch": base64.b64encode(patch).decode()}


def _texts(spec: _Spec) -> Iterator[Manifest]:
    for group_index, group in enumerate(spec.groups or ()):
        for index, rule in enumerate(group.rules or ()):
            for field, values in (("annotations", rule.annotations), ("labels", rule.labels)):
                for name, value in (values or {}).items():
                    if isinstance(value, bool | int | float):
                        path = f"/spec/groups/{group_index}/rules/{index}/{field}/{_escaped(name)}"
                        yield {"op": "replace", "path": path, "value": _text(value)}


def _escaped(name: str) -> str:
    """A name as a step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _text(value: bool | int | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return msgspec.json.encode(value).decode()


def _mark(metadata: _Metadata) -> Manifest:
    if metadata.annotations:
        return {"op": "add", "path": f"/metadata/annotations/{VALIDATED}", "value": "true"}
    return {"op": "add", "path": "/metadata/annotations", "value": {VALIDATED: "true"}}


def _check_resource(request: AdmissionRequest) -> None:
    if request.resource != RESOURCE:
        raise Denied("Unexpected resource kind", KIND.at("request.resource", "it is not prometheusrules of v1", "correct the webhook's rules"))
