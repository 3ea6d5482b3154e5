"""Who brings the configuration about: promhooks in both modes, a hook that computes nothing, and prometheus-operator where ``PO`` names it."""

import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import msgspec

from bench.cluster.floor import controller
from bench.cluster.scenarios import Scenario
from hooks.cli.local.processes import Process, stop
from tests.cluster.apiserver import ApiServer, free_ports
from tests.cluster.installation import ROOT, Installation
from tests.cluster.prometheus_operator import PrometheusOperator as Real

ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


class Promhooks:
    """The installation of deploy/standalone, as processes."""

    def __init__(self, server: ApiServer, folder: Path, scenario: Scenario, reload: str) -> None:
        """``reload``: ``sidecar`` or ``auto``, which is native."""
        self._installation = Installation(server, folder, {"PROMHOOKS_RELOAD": reload})
        self._parent = scenario.parent["kind"].lower()
        self.statuses = True
        self._installation.apply()

    def start(self) -> None:
        """Hooks and Metacontroller."""
        self._installation.start()

    def stop(self) -> None:
        """Both, in order."""
        self._installation.stop()

    def restart(self) -> None:
        """Both are killed and started again."""
        self._installation.kill("hooks")
        self._installation.kill("metacontroller")
        self._installation.start()

    def groups(self) -> dict[str, int]:
        """Process groups by name."""
        return self._installation.groups()

    def synced(self, kind: str) -> float:
        """Syncs of a kind since the hooks started."""
        return self._installation.calls().get((kind, "sync"), 0)

    def sync_bytes(self) -> tuple[float, float]:
        """(bytes, requests) of the workload's syncs so far."""
        with urlopen(f"{self._installation.metrics_url}/metrics", timeout=10) as response:
            text = response.read().decode()
        values = [re.search(rf'^promhooks_request_bytes_{word}\{{kind="{self._parent}"\}} (\S+)$', text, re.MULTILINE) for word in ("sum", "count")]
        return tuple(float(found[1]) if found else 0.0 for found in values)  # type: ignore[return-value]  # two of them


class Floor(Promhooks):
    """The same Metacontroller, with one controller whose hook computes nothing."""

    def __init__(self, server: ApiServer, folder: Path, scenario: Scenario) -> None:
        """As the other."""
        super().__init__(server, folder, scenario, "sidecar")
        self.statuses = False
        (self._port,) = free_ports(1)
        self._hook: Process | None = None
        self._asked = next(scenario.objects(2))["apiVersion"] if scenario.plural != "servicemonitors" else "monitoring.coreos.com/v1"
        self._plural, self._folder = scenario.plural, folder
        for path in (folder / "controllers").glob("*.yaml"):
            path.unlink()
        parent = {"Prometheus": "prometheuses", "Alertmanager": "alertmanagers"}[scenario.parent["kind"]]
        made = controller(self._port, parent, scenario.parent["apiVersion"])
        (folder / "controllers" / "floor.yaml").write_bytes(msgspec.json.encode(made))
        server.kubectl("delete", "compositecontrollers,decoratorcontrollers", "--all")
        server.kubectl("apply", "-f", str(folder / "controllers" / "floor.yaml"))

    def start(self) -> None:
        """The hook and Metacontroller."""
        command = [sys.executable, "-m", "bench.cluster.floor", str(self._port), self._asked, self._plural]
        self._hook = Process(command, ENVIRONMENT, self._folder / "floor.log", ROOT)
        self._installation.start_metacontroller()

    def stop(self) -> None:
        """Both."""
        super().stop()
        stop([self._hook] if self._hook else [])

    def groups(self) -> dict[str, int]:
        """Process groups by name."""
        return self._installation.groups() | ({"hooks": self._hook.pid} if self._hook else {})

    def sync_bytes(self) -> tuple[float, float]:
        """It does not count."""
        return 0.0, 0.0


class PrometheusOperator(Real):
    """prometheus-operator with its defaults."""

    statuses = False

    def sync_bytes(self) -> tuple[float, float]:
        """It sends nothing to anybody."""
        return 0.0, 0.0


Contestant = Any
"""One of the above."""
