"""AlertmanagerConfigs at the border, in either version."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from hooks.admission import reviews
from hooks.admission.alertmanagerconfig_versions import V1ALPHA1, V1BETA1, to_v1alpha1
from hooks.admission.reviews import AdmissionRequest, Denied
from hooks.alertmanager_yaml.alertmanagerconfig import DEEPEST, Fragment, Surroundings, judgement, names_of
from hooks.findings import Finding, errors
from hooks.findings.alerting import NO_ROUTE
from hooks.findings.fields import KIND
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.versions import Section


def validated(request: AdmissionRequest, settings: Settings) -> Manifest:  # noqa: ARG001  # every verdict is asked for alike
    """The verdict on the part of the configuration that needs no values and no Alertmanager."""
    version = _version(request)
    manifest = reviews.subject(request.object, dict[str, Any], _UNREADABLE)
    stored = to_v1alpha1(manifest) if version == V1BETA1 else manifest
    config = reviews.subject(msgspec.json.encode(reviews.without_nulls(stored)), AlertmanagerConfig, _UNREADABLE)
    found = [*judgement(config, None, Surroundings(), _names_of_v1beta1 if version == V1BETA1 else names_of)[1]]
    if version == V1BETA1 and config.spec.route is not None:
        found += _operators(config.spec.route.routes, "spec.route")
    if errors(found):
        raise Denied("AlertmanagerConfig is invalid", *found)
    return {"allowed": True, **reviews.warnings(found)}


_UNREADABLE = "Cannot unmarshal config from spec"


def _operators(routes: Sequence[Any], path: str, depth: int = 1) -> Iterator[Finding]:
    """The fields of a route below another stand in no schema: nobody has taken away what only v1alpha1 knows."""
    for index, route in enumerate(routes if isinstance(routes, list | tuple) and depth < DEEPEST else ()):
        here = f"{path}.routes[{index}]"
        matchers = route.get("matchers") if isinstance(route, dict) else None
        for number, matcher in enumerate(matchers if isinstance(matchers, list) else ()):
            if isinstance(matcher, dict) and "regex" in matcher:
                yield NO_ROUTE.at(f"{here}.matchers[{number}]", 'v1beta1 has no field "regex"', "write matchType")
        if isinstance(route, dict):
            yield from _operators(route.get("routes") or (), here, depth + 1)


def _names_of_v1beta1(section: type[Section], attribute: str) -> str:
    """The names of the version that its reader wrote."""
    return "timeIntervals" if (section, attribute) == (Fragment, "mute_time_intervals") else names_of(section, attribute)


def _version(request: AdmissionRequest) -> str:
    found = request.resource
    if (found.group, found.resource) != ("monitoring.coreos.com", "alertmanagerconfigs"):
        raise Denied("Unexpected resource kind", KIND.at("request.resource", "it is not alertmanagerconfigs", "correct the webhook's rules"))
    version = f"{found.group}/{found.version}"
    if version not in (V1ALPHA1, V1BETA1):
        reason = f'"{found.version}" is neither v1alpha1 nor v1beta1, correct the webhook\'s rules'
        raise Denied("Unexpected resource version", KIND.at("request.resource.version", reason))
    return version
