"""Feature flags of Prometheus. One that it does not have is no error for it, only a line in its log: nothing is left out, but it is said.

Source: ``setFeatureListOptions`` in cmd/prometheus of each version.
"""

from collections.abc import Iterator, Mapping

from hooks.findings import Finding, quoted
from hooks.findings.versions import FEATURE
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.versions import NEWEST_PROMETHEUS, Gate, Version, since, until

_V3 = "3.0.0-0"
FEATURES: Mapping[str, tuple[Gate, ...]] = {
    "agent": (until(_V3),),
    "auto-gomaxprocs": (until(_V3),),
    "auto-gomemlimit": (since("2.48.0"), until(_V3)),
    "auto-reload-config": (since(_V3),),
    "concurrent-rule-eval": (since("2.49.0"),),
    "created-timestamp-zero-ingestion": (since("2.49.0"),),
    "delayed-compaction": (since("2.54.0"),),
    "exemplar-storage": (),
    "expand-external-labels": (until(_V3),),
    "extra-scrape-metrics": (),
    "fast-startup": (since("3.11.0"),),
    "histograms-st-encoding": (since("3.14.0"),),
    "memory-snapshot-on-shutdown": (),
    "metadata-wal-records": (since("2.54.0"),),
    "native-histograms": (),
    "new-service-discovery-manager": (until(_V3),),
    "no-default-scrape-port": (until(_V3),),
    "old-ui": (since(_V3),),
    "ooo-native-histograms": (since(_V3),),
    "openmetrics2": (since("3.15.0"),),
    "otlp-deltatocumulative": (since("3.1.0"),),
    "otlp-native-delta-ingestion": (since("3.3.0"),),
    "otlp-write-receiver": (since("2.47.0"), until(_V3)),
    "promql-at-modifier": (until(_V3),),
    "promql-binop-fill-modifiers": (since("3.10.0"),),
    "promql-delayed-name-removal": (since("2.54.0"),),
    "promql-duration-expr": (since("3.3.0"),),
    "promql-experimental-functions": (since("2.49.0"),),
    "promql-extended-range-selectors": (since("3.7.0"),),
    "promql-negative-offset": (until(_V3),),
    "promql-per-step-stats": (),
    "promql-unquoted-utf8-names": (since("3.16.0"),),
    "query-cost": (since("3.16.0"),),
    "remote-write-receiver": (until(_V3),),
    "search-api": (since("3.13.0"),),
    "st-storage": (since("3.10.0"),),
    "st-synthesis": (since("3.12.0"),),
    "type-and-unit-labels": (since("3.5.0"),),
    "use-start-timestamps": (since("3.12.0"),),
    "use-uncached-io": (since("3.5.0"),),
    "utf8-names": (since("2.54.0"), until(_V3)),
    "xor2-encoding": (since("3.11.0"),),
    "zstd-scrape": (since("3.15.0"),),
}
"""Name of a feature flag → the versions that have it. Between two versions that were looked at, the earlier one counts."""


def findings(spec: PrometheusCommonSpec, version: Version) -> Iterator[Finding]:
    """The flags that have no effect, and those that are not known here."""
    for index, name in enumerate(spec.enable_features):
        path = f"spec.enableFeatures[{index}]"
        if name not in FEATURES and version[:2] > NEWEST_PROMETHEUS[:2]:
            yield FEATURE.at(path, f"the feature {quoted(name)} is not known here and passed on as it is")
        elif name not in FEATURES or not all(version in gate for gate in FEATURES[name]):
            yield FEATURE.at(path, f"Prometheus {version.major}.{version.minor} has no feature {quoted(name)} and ignores it", "remove it")
