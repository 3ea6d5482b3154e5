"""AlertmanagerConfigs at the border, in either version."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hooks.admission import reviews
from hooks.admission.alertmanagerconfig_versions import V1ALPHA1, V1BETA1, to_v1alpha1
from hooks.admission.reviews import Refused, Request
from hooks.errors import InvalidObject
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.protocol import Manifest
from hooks.selection.alertmanagerconfig import check_form
from hooks.settings import Settings


def validated(request: Request, settings: Settings) -> Manifest:  # noqa: ARG001  # every verdict is asked for alike
    """The verdict on the part of the configuration that needs no values and no Alertmanager."""
    version = _version(request)
    manifest = reviews.subject(request.object, dict[str, Any], _UNREADABLE)
    stored = to_v1alpha1(manifest) if version == V1BETA1 else manifest
    config = reviews.subject(msgspec.json.encode(reviews.without_nulls(stored)), AlertmanagerConfig, _UNREADABLE)
    try:
        check_form(config)
        if version == V1BETA1 and config.spec.route is not None:
            _check_operators(config.spec.route.routes, "spec.route")
    except InvalidObject as error:
        raise Refused("AlertmanagerConfig is invalid", [_told(error, version)]) from None
    return {"allowed": True}


_UNREADABLE = "Cannot unmarshal config from spec"


def _check_operators(routes: Sequence[Any], path: str) -> None:
    """The fields of a route below another stand in no schema: nobody has taken away what only v1alpha1 knows."""
    for index, route in enumerate(routes):
        here = f"{path}.routes[{index}]"
        for number, matcher in enumerate(route.get("matchers") or ()):
            if "regex" in matcher:
                raise InvalidObject(f"{here}.matchers[{number}]", 'v1beta1 has no field "regex", write matchType')
        _check_operators(route.get("routes") or (), here)


def _told(error: InvalidObject, version: str) -> InvalidObject:
    """The error with the names of the version that its reader wrote."""
    if version != V1BETA1:
        return error
    path, reason = (text.replace("spec.muteTimeIntervals", "spec.timeIntervals") for text in (error.path, error.reason))
    return InvalidObject(path, reason)


def _version(request: Request) -> str:
    found = request.resource
    if (found.group, found.resource) != ("monitoring.coreos.com", "alertmanagerconfigs"):
        raise Refused("Unexpected resource kind", [InvalidObject("request.resource", "it is not alertmanagerconfigs, correct the webhook's rules")])
    version = f"{found.group}/{found.version}"
    if version not in (V1ALPHA1, V1BETA1):
        reason = f'"{found.version}" is neither v1alpha1 nor v1beta1, correct the webhook\'s rules'
        raise Refused("Unexpected resource version", [InvalidObject("request.resource.version", reason)])
    return version
