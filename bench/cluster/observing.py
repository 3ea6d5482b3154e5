"""What is measured from outside: the configuration as the API server has it, its counters, and the memory of processes."""

import base64
import gzip
import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.cluster.apiserver import ApiServer

WRITE = re.compile(r'verb="(POST|PUT|PATCH|APPLY|DELETE)"')
BESIDE = re.compile(r'resource="(leases|events|tokenreviews|subjectaccessreviews)"')
METADATA = {"Accept": "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"}


class Configuration:
    """The text of some Secrets or ConfigMaps of the namespace ``monitoring``, read anew only when one of them was written."""

    def __init__(self, server: ApiServer, child: str) -> None:
        """``child`` as in ``Scenario.child``."""
        self._server, (self._plural, self._prefix) = server, child.split()
        self._connection = server.connection()
        self._versions: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def texts(self) -> dict[str, str]:
        """By name of the object."""
        versions = {each["metadata"]["name"]: each["metadata"]["resourceVersion"] for each in self._listed() if self._ours(each["metadata"]["name"])}
        for name in versions.keys() - {name for name, version in self._versions.items() if versions.get(name) == version}:
            self._texts[name] = self._text(name)
        self._texts = {name: self._texts[name] for name in versions}
        self._versions = versions
        return self._texts

    def _ours(self, name: str) -> bool:
        return name.startswith(self._prefix) and not name.endswith("-web-config") and "-tls-assets-" not in name

    def _listed(self) -> list[dict[str, Any]]:
        headers = {"Authorization": f"Bearer {self._server.token}", **METADATA}
        self._connection.request("GET", f"/api/v1/namespaces/monitoring/{self._plural}", headers=headers)
        response = self._connection.getresponse()
        return json.loads(response.read())["items"] or []

    def _text(self, name: str) -> str:
        found = self._server.request_on(self._connection, "GET", f"/api/v1/namespaces/monitoring/{self._plural}/{name}")
        data = found.body.get("data") or {} if found.status == 200 else {}
        return "\n".join(value if self._plural == "configmaps" else _decoded(key, value) for key, value in sorted(data.items()))


def _decoded(key: str, value: str) -> str:
    data = base64.b64decode(value)
    return (gzip.decompress(data) if key.endswith(".gz") else data).decode(errors="replace")


def seconds_until(probe: Callable[[], bool], limit: float, pause: float) -> float | None:
    """How long it took; None where it was not so within the limit. Asked every ``pause`` seconds."""
    start = time.monotonic()
    while time.monotonic() - start < limit:
        with suppress(HTTPException, OSError):
            if probe():
                return time.monotonic() - start
        time.sleep(pause)
    return None


class Counters:
    """The API server's own count of requests."""

    def __init__(self, server: ApiServer) -> None:
        self._server = server

    def writes(self) -> float:
        """All writes so far but leases, events and questions about rights."""
        return sum(float(value) for labels, value in self._requests() if WRITE.search(labels) and not BESIDE.search(labels))

    def statuses(self, plural: str) -> float:
        """Status writes of a kind that were taken."""
        parts = (f'resource="{plural}"', 'subresource="status"', 'code="200"')
        return sum(float(value) for labels, value in self._requests() if WRITE.search(labels) and all(part in labels for part in parts))

    def _requests(self) -> Iterable[tuple[str, str]]:
        connection = self._server.connection()
        connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {self._server.token}"})
        text = connection.getresponse().read().decode()
        connection.close()
        return re.findall(r"^apiserver_request_total\{(.*)\} (\S+)$", text, re.MULTILINE)


class Processes:
    """The memory (proportional set size, looked at twice a second) and the processor time of groups of processes."""

    def __init__(self, groups: Callable[[], dict[str, int]]) -> None:
        """``groups``: process group by name, as long as it lives."""
        self._groups, self._stopped = groups, threading.Event()
        self.peak: dict[str, float] = {}
        """Megabytes by name."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No more looks."""
        self._stopped.set()
        self._thread.join()

    def memory(self) -> dict[str, float]:
        """Megabytes by name."""
        sizes = self._sums(lambda folder: int(re.findall(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)[0]) / 1024)
        self.peak = {name: max(size, self.peak.get(name, 0)) for name, size in sizes.items()}
        return sizes

    def seconds(self) -> dict[str, float]:
        """Processor time so far by name, of the processes that run."""
        return self._sums(lambda folder: sum(map(int, (folder / "stat").read_text().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK"))

    def _sums(self, figure: Callable[[Path], float]) -> dict[str, float]:
        groups = self._groups()
        sums, names = dict.fromkeys(groups, 0.0), {group: name for name, group in groups.items()}
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                with suppress(OSError, IndexError, ValueError):
                    name = names.get(os.getpgid(int(folder.name)))
                    if name is not None:
                        sums[name] += figure(folder)
        return sums

    def _watch(self) -> None:
        while not self._stopped.wait(0.5):
            self.memory()
