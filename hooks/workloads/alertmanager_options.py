"""Options that Alertmanager would not start with: feature flags that its version does not have, and durations of zero."""

import re
from collections.abc import Iterator, Mapping

from hooks.findings import Finding, quoted
from hooks.findings.alerting import UNKNOWN_FEATURE, ZERO_DURATION
from hooks.kinds.alertmanager import AlertmanagerSpec
from hooks.versions import NEWEST_ALERTMANAGER, Gate, Version, since, until

FEATURES: Mapping[str, tuple[Gate, ...]] = {
    "receiver-name-in-metrics": (since("0.27.0"),),
    "classic-mode": (since("0.27.0"),),
    "utf8-strict-mode": (since("0.27.0"),),
    "auto-gomemlimit": (since("0.28.0"), until("0.35.0")),
    "auto-gomaxprocs": (since("0.28.0"), until("0.33.0")),
    "alert-names-in-metrics": (since("0.31.0"),),
    "group-key-in-metrics": (since("0.33.0"),),
    "event-recorder": (since("0.33.0"),),
    "muted-alerts-in-nflog": (since("0.35.0"),),
}
"""Name of a feature flag → the versions that have it (Alertmanager's source, ``featurecontrol``)."""
_ZERO = re.compile(r"(?:0+(?:\.0*)?(?:h|m|s|ms|us|µs|ns)?)+")
_DURATIONS = {
    "retention": "retention",
    "cluster_gossip_interval": "clusterGossipInterval",
    "cluster_pushpull_interval": "clusterPushpullInterval",
    "cluster_peer_timeout": "clusterPeerTimeout",
}


def features(spec: AlertmanagerSpec, version: Version) -> tuple[str, ...]:
    """The feature flags that ``version`` may have: one that is not known here may be one of a version that is not known either."""
    return tuple(name for name in spec.enable_features if _may_have(name, version))


def _may_have(name: str, version: Version) -> bool:
    return all(version in gate for gate in FEATURES[name]) if name in FEATURES else version[:2] > NEWEST_ALERTMANAGER[:2]


def span(text: str | None) -> str | None:
    """A duration; ``None`` where it is zero, which the program refuses since 0.34 and could never use."""
    return text if text and not _ZERO.fullmatch(text) else None


def findings(spec: AlertmanagerSpec, version: Version) -> Iterator[Finding]:
    """What is left out, or passed on although it is not known here."""
    for index, name in enumerate(spec.enable_features):
        if not _may_have(name, version):
            problem = f"Alertmanager {version.major}.{version.minor} has no feature {quoted(name)}, so it is left out"
            yield UNKNOWN_FEATURE.at(f"spec.enableFeatures[{index}]", problem, "remove it")
        elif name not in FEATURES:
            yield UNKNOWN_FEATURE.at(f"spec.enableFeatures[{index}]", f"the feature {quoted(name)} is not known here and passed on as it is")
    for attribute, name in _DURATIONS.items():
        if getattr(spec, attribute) and span(getattr(spec, attribute)) is None:
            yield ZERO_DURATION.at(f"spec.{name}", "it is zero and left out", "write how long, or remove it")
