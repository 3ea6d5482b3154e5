"""The real prometheus-operator, where ``PO`` names its binary."""

import os
from collections.abc import Sequence
from pathlib import Path

from hooks.cli.local.processes import Process, stop
from tests.cluster.apiserver import ApiServer, free_ports

BINARY = os.environ.get("PO")


class PrometheusOperator:
    """A process, with its defaults where ``flags`` say nothing else."""

    def __init__(self, server: ApiServer, folder: Path, binary: str, flags: Sequence[str] = ()) -> None:
        """``binary``: its path."""
        self._server, self._folder, self._binary, self._flags = server, folder, binary, flags
        self._process: Process | None = None

    def start(self) -> None:
        """The operator, as administrator."""
        (port,) = free_ports(1)
        flags = [f"--web.listen-address=127.0.0.1:{port}", "--kubelet-endpoints=false", *self._flags]
        environment = {"PATH": os.environ["PATH"], "HOME": str(self._folder), "KUBECONFIG": str(self._server.kubeconfig)}
        self._process = Process([self._binary, *flags], environment, self._folder / "operator.log", self._folder)

    def stop(self) -> None:
        """Ends it."""
        stop([self._process] if self._process else [])

    def groups(self) -> dict[str, int]:
        """Process groups by name."""
        return {"operator": self._process.pid} if self._process else {}

    def log(self) -> str:
        """What it wrote."""
        return (self._folder / "operator.log").read_text("utf-8", errors="replace")
