"""The storage section."""

import pytest

from hooks.errors import InvalidParent
from hooks.kinds.prometheusagent import PrometheusAgent
from tests.unit.prometheus_yaml.sections import at, config, section


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("version: 3.11.0", {"time": "24h"}, id="default"),
        pytest.param("version: 3.11.0, retention: 10d", {"time": "10d"}, id="time"),
        pytest.param("version: 3.11.0, retentionSize: 5GB", {"size": "5GB"}, id="size-alone"),
        pytest.param("version: 3.11.0, retention: 10d, retentionSize: 5GB", {"time": "10d", "size": "5GB"}, id="both"),
        pytest.param("version: 3.11.0, retentionPercentage: 80", {"percentage": 80.0}, id="share-alone"),
        pytest.param("version: 3.11.0, retentionPercentage: 1500m, retentionSize: 5GB", {"size": "5GB", "percentage": 1.5}, id="share-and-size"),
        pytest.param("version: 3.11.0, retentionPercentage: 0", {"time": "24h"}, id="no-share-means-none"),
        pytest.param("version: 3.10.0, retention: 10d", None, id="before-it-stood-in-the-file"),
    ],
)
def test_retention(spec: str, want: dict[str, str | float] | None) -> None:
    assert section(config(f"{{{spec}}}"), "storage.tsdb").get("retention") == want


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(InvalidParent, match=r"spec\.retentionPercentage: 101 is not between 0 and 100"):
        config("{version: 3.11.0, retentionPercentage: 101}")


def test_a_storage_section_in_which_nothing_is_left_is_left_out() -> None:
    assert "storage" not in at("tsdb: {chunkEncoding: {floats: Xor}}", "3.10.0")
    assert "storage" not in config("{}", PrometheusAgent)


def test_several_storage_settings_of_an_agent_stand_in_one_section() -> None:
    spec = "tsdb: {outOfOrderTimeWindow: 1m, staleSeriesCompactionThreshold: '0.5', chunkEncoding: {floats: Xor}}"
    want = {"out_of_order_time_window": "1m", "stale_series_compaction_threshold": 0.5, "chunk_encoding": {"floats": "xor"}}
    assert at(spec, "3.13.0", PrometheusAgent)["storage"] == {"tsdb": want}
    assert "storage" not in at("tsdb: {outOfOrderTimeWindow: 1m}", "2.53.0", PrometheusAgent)
