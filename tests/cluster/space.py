"""A namespace of a test, with custom resources as short as they can be."""

from collections.abc import Callable
from typing import Any, NamedTuple

from hooks.protocol import Manifest
from tests.cluster.installation import PARENTS, Installation

EVERYTHING: Manifest = {}
GROUP = "monitoring.coreos.com"


class Space(NamedTuple):
    """One namespace of an installation."""

    cluster: Installation
    name: str

    def create(self) -> None:
        """The namespace and its Prometheus."""
        self.cluster.server.kubectl("create", "namespace", self.name)
        self.apply(self.prometheus("main"))
        self.eventually("the Prometheus is reconciled", lambda: self.is_true("prometheuses", "main", "Reconciled"))

    def clear(self) -> None:
        """Nothing is a parent any more; what they owned stays, as no garbage collector runs."""
        for plural in PARENTS:
            self.cluster.server.request("DELETE", f"/apis/{api_version(plural)}/namespaces/{self.name}/{plural}")

    def apply(self, *manifests: Manifest) -> str:
        """As ``kubectl apply`` does."""
        return self.cluster.server.kubectl("apply", "-f", "-", manifests=manifests).stdout

    def kubectl(self, *arguments: str) -> str:
        """kubectl in this namespace."""
        return self.cluster.server.kubectl("-n", self.name, *arguments).stdout

    def metadata(self, name: str, **labels: str) -> Manifest:
        """Of an object here."""
        return {"name": name, "namespace": self.name, "labels": labels}

    def prometheus(self, name: str, **spec: Any) -> Manifest:
        """A Prometheus that takes every monitor and rule of its namespace."""
        given = {"serviceMonitorSelector": EVERYTHING, "ruleSelector": EVERYTHING, "scrapeInterval": "15s", **spec}
        return {"apiVersion": f"{GROUP}/v1", "kind": "Prometheus", "metadata": self.metadata(name), "spec": given}

    def monitor(self, name: str, **endpoint: Any) -> Manifest:
        """A ServiceMonitor of one endpoint."""
        spec = {"selector": {"matchLabels": {"app": name}}, "endpoints": [{"port": "web", **endpoint}]}
        return {"apiVersion": f"{GROUP}/v1", "kind": "ServiceMonitor", "metadata": self.metadata(name, team="web"), "spec": spec}

    def secret(self, name: str, **values: str) -> Manifest:
        """A Secret of a user."""
        return {"apiVersion": "v1", "kind": "Secret", "metadata": self.metadata(name), "stringData": values}

    def get(self, plural: str, name: str) -> Manifest:
        """One object that is there."""
        found = self.cluster.get(plural, self.name, name)
        assert found, f"{plural} {self.name}/{name} is not there"
        return found

    def jobs(self, name: str = "main") -> dict[str, Any]:
        """The scrape jobs of a Prometheus by name."""
        return self.cluster.jobs(self.name, name)

    def job(self, monitor: str) -> Any:
        """The job of a monitor's only endpoint in the Prometheus ``main``; None where there is none."""
        return self.jobs().get(f"serviceMonitor/{self.name}/{monitor}/0")

    def condition(self, plural: str, name: str, kind: str) -> Manifest:
        """A condition in the status of an object; empty where there is none."""
        status = (self.cluster.get(plural, self.name, name) or {}).get("status") or {}
        return next((each for each in status.get("conditions", ()) if each["type"] == kind), {})

    def is_true(self, plural: str, name: str, kind: str) -> bool:
        """Whether a condition is True for the current generation."""
        found = self.condition(plural, name, kind)
        return found.get("status") == "True" and found["observedGeneration"] == self.get(plural, name)["metadata"]["generation"]

    def eventually(self, what: str, probe: Callable[[], Any]) -> Any:
        """The first true answer."""
        return self.cluster.eventually(f"{self.name}: {what}", probe)


def api_version(plural: str) -> str:
    """The version that a kind of ours is served in."""
    return f"{GROUP}/v1alpha1" if plural in ("prometheusagents", "scrapeconfigs") else f"{GROUP}/v1"
