"""AlertmanagerConfig v1alpha1 ↔ v1beta1, field by field.

What the versions say otherwise stands in hooks/kinds/alertmanagerconfig_v1beta1.py; everything else, known or not, is carried over as it is. On the way to
v1beta1 is lost what it cannot say: ``updateAlerts`` of Opsgenie, and whether a Secret is optional.
"""

from collections.abc import Mapping
from typing import Any

from hooks.kinds.alertmanagerconfig_v1beta1 import PLAIN_SELECTORS, REMOVED, RENAMED
from hooks.protocol import Manifest

V1ALPHA1, V1BETA1 = "monitoring.coreos.com/v1alpha1", "monitoring.coreos.com/v1beta1"

_MATCHERS = frozenset({"spec.route.matchers", "spec.inhibitRules.sourceMatch", "spec.inhibitRules.targetMatch"})
_STORED_NAMES = {f"spec.{new}": old.removeprefix("spec.") for old, new in RENAMED.items()}


def to_v1beta1(manifest: Manifest) -> Manifest:
    """A v1alpha1 object as v1beta1."""
    return {**_newer(manifest, ""), "apiVersion": V1BETA1}


def to_v1alpha1(manifest: Manifest) -> Manifest:
    """A v1beta1 object as v1alpha1, which can say all of it."""
    spec = manifest.get("spec")
    stored = {_STORED_NAMES.get(f"spec.{name}", name): value for name, value in spec.items()} if isinstance(spec, dict) else spec
    return {**manifest, "apiVersion": V1ALPHA1, **({"spec": stored} if "spec" in manifest else {})}


def _newer(value: Any, path: str) -> Any:
    """The v1beta1 form of a part; ``path`` leaves out list indices."""
    if isinstance(value, list):
        return [_newer(item, path) for item in value]
    if not isinstance(value, dict):
        return value
    if path in PLAIN_SELECTORS or path.endswith(".httpConfig.bearerTokenSecret"):
        return {name: item for name, item in value.items() if name != "optional"}
    written = {**value, "matchType": _operator(value)} if path in _MATCHERS else value
    below = {name: _below(path, name) for name in written}
    return {RENAMED.get(below[name], name): _newer(item, below[name]) for name, item in written.items() if below[name] not in REMOVED}


def _below(path: str, name: str) -> str:
    """The path of a field; a route below another has the fields of the first."""
    return path if (path, name) == ("spec.route", "routes") else f"{path}.{name}".removeprefix(".")


def _operator(matcher: Mapping[str, Any]) -> Any:
    """v1alpha1 may leave the operator to ``regex``."""
    return matcher.get("matchType") or ("=~" if matcher.get("regex") else "=")
