"""A Prometheus without any scrape selector: the user writes its configuration, and nothing of it may be overwritten.

Source: prometheus-operator, API reference of ``PrometheusSpec`` (``serviceMonitorSelector``): the Secret of the configuration is made where there is
none, and its key ``prometheus.yaml.gz`` is the user's. Compressed, so that these pods always have the config-reloader.
"""

import msgspec
from msgspec.structs import replace

from hooks import names
from hooks.kinds.prometheus import Prometheus
from hooks.parents.ownership import echo
from hooks.parents.view import View
from hooks.parents.workload import secret
from hooks.protocol import Manifest
from hooks.rendering import gzipped
from hooks.settings import Settings
from hooks.status import Verdict, marked
from hooks.workloads.labels import child_metadata
from hooks.workloads.names import prefixed

_EMPTY = {names.CONFIG_FILE_GZ: gzipped(b"")}


def has_no_selector(parent: Prometheus) -> bool:
    """Whether ``parent`` has none of the four scrape selectors."""
    spec = parent.spec
    selectors = (spec.service_monitor_selector, spec.pod_monitor_selector, spec.probe_selector, spec.scrape_config_selector)
    return all(selector is None for selector in selectors)


def with_sidecar(settings: Settings) -> Settings:
    """``settings`` for such a parent: Prometheus itself reads no compressed file."""
    return replace(settings, reload="sidecar")


def applies(view: View[Prometheus]) -> bool:
    """Whether the configuration is the user's."""
    return view.settings.unmanaged_configuration and has_no_selector(view.parent)


def config_secret(view: View[Prometheus]) -> tuple[Manifest, ...]:
    """The Secret for the user's configuration: empty where there is none, else just the fields of it that are ours, and nothing if it never was ours."""
    parent = view.parent
    key = f"{parent.metadata.namespace}/{prefixed(parent)}"
    found = view.children.get("Secret.v1", {}).get(key)
    if found is not None:
        return (_kept(msgspec.json.decode(found)),)
    if key in view.related.get("Secret.v1", {}):
        return ()
    return (marked(secret(child_metadata(parent, prefixed(parent), view.settings), _EMPTY)),)


def _kept(found: Manifest) -> Manifest:
    """Without the user's key, as after other times, the pods would not start."""
    ours = echo(found)
    return ours if names.CONFIG_FILE_GZ in found.get("data", {}) else {**ours, "data": {**ours.get("data", {}), **secret({}, _EMPTY)["data"]}}


def verdict(parent: Prometheus) -> Verdict:
    """Whose the configuration is."""
    sentence = f"no scrape selector is set, so {names.CONFIG_FILE_GZ} in Secret {prefixed(parent)} is yours to write; this is deprecated, set a selector"
    return Verdict("True", "ConfigurationUnmanaged", sentence)
