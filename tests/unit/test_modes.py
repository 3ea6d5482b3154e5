from typing import Any

import pytest

from hooks.errors import InvalidParent
from hooks.modes import Mode, mode_of
from hooks.settings import Settings
from tests.unit.workloads.build import agent, prometheus


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param({}, "native", id="default-version"),
        pytest.param({"version": "3.4.0"}, "native", id="first-version-that-can"),
        pytest.param({"version": "3.4.0-rc.0"}, "sidecar", id="before-its-release"),
        pytest.param({"version": "2.55.1"}, "sidecar", id="version-2"),
        pytest.param(
            {"containers": [{"name": "prometheus", "args": ["--config.file=/etc/prometheus/config_out/prometheus.env.yaml"]}]}, "sidecar", id="own-command-line"
        ),
        pytest.param(
            {"containers": [{"name": "x", "image": "x", "volumeMounts": [{"name": "config-out", "mountPath": "/x"}]}]}, "sidecar", id="mounts-its-folder"
        ),
        pytest.param({"containers": [{"name": "prometheus", "env": [{"name": "A", "value": "1"}]}]}, "native", id="a-patch-that-leaves-the-command-line"),
    ],
)
def test_mode_of_a_prometheus(spec: dict[str, Any], want: Mode) -> None:
    assert mode_of(prometheus(**spec), Settings()) == want


def test_the_settings_can_ask_for_the_sidecar_everywhere() -> None:
    assert mode_of(prometheus(), Settings(reload="sidecar")) == "sidecar"


def test_an_agent_on_every_node_needs_the_sidecar() -> None:
    assert mode_of(agent(mode="DaemonSet"), Settings()) == "sidecar"
    assert mode_of(agent(mode="StatefulSet"), Settings()) == "native"


def test_a_version_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidParent, match=r"spec\.version: Prometheus 1\.8\.0 is not supported"):
        mode_of(prometheus(version="1.8.0"), Settings())
