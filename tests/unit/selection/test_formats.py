import msgspec
import pytest
import yaml

from hooks.kinds.prometheus import Prometheus
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.selection import formats


@pytest.mark.parametrize(
    ("kind", "spec", "want"),
    [
        pytest.param(ScrapeConfig, "{scrapeInterval: 30s, bodySizeLimit: 1.5GiB, httpSDConfigs: [{url: a, refreshInterval: 1d}]}", None, id="fine"),
        pytest.param(ScrapeConfig, "{scrapeInterval: '', bodySizeLimit: ''}", None, id="an empty one is absent"),
        pytest.param(ScrapeConfig, "{scrapeInterval: 293y}", 'spec.scrapeInterval: "293y" is no duration, write it like 30s or 1h30m', id="too-long"),
        pytest.param(ScrapeConfig, "{bodySizeLimit: up to 5MB}", 'spec.bodySizeLimit: "up to 5MB" is no size, write it like 512MB', id="text-in-front"),
        pytest.param(
            ScrapeConfig,
            "{httpSDConfigs: [{url: a}, {url: b, refreshInterval: 9999y}]}",
            'spec.httpSDConfigs[1].refreshInterval: "9999y" is no duration, write it like 30s or 1h30m',
            id="at-any-depth",
        ),
        pytest.param(
            ScrapeConfig,
            "{nativeHistogramMinBucketFactor: 9e999}",
            'spec.nativeHistogramMinBucketFactor: "9e999" is no quantity, write it like 1.5 or 1500m',
            id="too-large-for-a-number",
        ),
        pytest.param(
            Prometheus,
            "{remoteWrite: [{url: a, queueConfig: {maxBackoff: 300y}}]}",
            'spec.remoteWrite[0].queueConfig.maxBackoff: "300y" is no duration, write it like 30s or 1h30m',
            id="of-a-workload",
        ),
    ],
)
def test_durations_and_sizes_that_prometheus_could_not_read(kind: type[ScrapeConfig | Prometheus], spec: str, want: str | None) -> None:
    obj = msgspec.convert({"metadata": {"namespace": "a", "name": "b"}, "spec": yaml.safe_load(spec)}, kind)
    assert [str(finding) for finding in formats.findings(obj.spec)] == ([want] if want else [])
