"""Whatever ends in the middle of a bring-up, whenever it does: the children come out the same, byte for byte."""

import random
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from hooks.cli.local.processes import GRACE, Process
from hooks.cli.local.programs import MissingProgram
from hooks.kinds.registry import KINDS
from hooks.protocol import Manifest
from tests.cluster import apiserver
from tests.cluster.apiserver import ApiServer, wait_for_crds
from tests.cluster.installation import CHILDREN, REAL, Installation
from tests.cluster.space import Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(400)]
CRDS = Path(__file__).parents[2] / "crds"
EXAMPLE = CRDS.parent / "examples" / "my-app"
BASIC = {"username": {"name": "login", "key": "user"}, "password": {"name": "login", "key": "password"}}
MONITORS = 15
BLOWS = 5
SEEDS = (1, 2) if REAL else (1, 2, 3)


class Shaken:
    """An installation all of whose parts may be ended at any moment."""

    def __init__(self, server: ApiServer, etcd: Process, arguments: list[str], installation: Installation) -> None:
        self.server, self.etcd, self.installation, self._arguments = server, etcd, installation, arguments
        self.apiserver = self._started()

    def _started(self) -> Process:
        return apiserver.started(apiserver.program_path("kube-apiserver"), self._arguments, self.server.folder)

    def hit(self, part: str, pause: float) -> None:
        """Ends a part without a warning, and starts it again after a pause."""
        if part == "apiserver":
            self.apiserver.signal(signal.SIGKILL)
            self.apiserver.wait(GRACE)
            time.sleep(pause)
            self.apiserver = self._started()
        else:
            self.installation.kill(part)
            time.sleep(pause)
            getattr(self.installation, f"start_{part}")()

    def ready(self) -> None:
        apiserver.wait_until_ready(self.server, [self.etcd, self.apiserver])


@pytest.fixture(scope="module")
def shaken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shaken]:
    folder = tmp_path_factory.mktemp("shaken")
    try:
        client, peer, port = apiserver.free_ports(3)
        server = ApiServer(port, "restarted", folder, apiserver.program_path("kubectl"))
        etcd = apiserver.started(apiserver.program_path("etcd"), apiserver.etcd_arguments(folder, client, peer), folder)
    except MissingProgram as error:
        pytest.skip(str(error))
    installation = Installation(server, tmp_path_factory.mktemp("promhooks"), {})
    made = Shaken(server, etcd, apiserver.apiserver_arguments(server, client), installation)
    try:
        made.ready()
        server.kubectl("apply", "-f", str(CRDS))
        wait_for_crds(server, *(info.crd_name for info in KINDS.values()))
        installation.apply()
        server.kubectl("apply", "-f", str(EXAMPLE))
        space = Space(installation, "monitoring")
        monitors = [space.monitor(f"web-{number}", **({"basicAuth": BASIC} if number % 2 else {})) for number in range(MONITORS)]
        space.apply(space.secret("login", user="prom", password="word"), *monitors, space.prometheus("second", shards=2))
        yield made
    finally:
        installation.stop()
        for process in (made.apiserver, etcd):
            process.signal(signal.SIGKILL)
            process.wait(GRACE)


def brought_up(shaken: Shaken) -> Mapping[str, Any]:
    """What users care about in the children once nothing changes any more."""
    installation = shaken.installation
    installation.eventually("everything is reconciled", lambda: all(is_reconciled(each) for each in installation.items("prometheuses", "alertmanagers")), 120)
    return {name: essence(child) for name, child in installation.settled(120).items() if is_child(child)}


def is_child(manifest: Manifest) -> bool:
    return bool(manifest["metadata"].get("ownerReferences")) and f"{manifest['kind'].lower()}s" in CHILDREN


def is_reconciled(parent: Manifest) -> bool:
    found = {each["type"]: each["status"] for each in (parent.get("status") or {}).get("conditions", ())}
    return (found.get("Reconciled"), found.get("ConfigurationComplete")) == ("True", "True")


def essence(child: Manifest) -> Manifest:
    metadata = {key: child["metadata"].get(key) for key in ("labels", "annotations", "ownerReferences")}
    return {"metadata": metadata, **{key: value for key, value in child.items() if key not in ("metadata", "status")}}


def swept(shaken: Shaken) -> None:
    """As before the first bring-up: only what users wrote is there, with no status."""
    shaken.installation.stop()
    for plural in CHILDREN:
        for child in (each for each in shaken.installation.items(plural) if is_child(each)):
            shaken.server.kubectl("delete", plural, child["metadata"]["name"], "-n", child["metadata"]["namespace"], "--wait=false")
    for parent in shaken.installation.items("prometheuses", "alertmanagers"):
        place = f"/apis/{parent['apiVersion']}/namespaces/{parent['metadata']['namespace']}/{parent['kind'].lower()}"
        plural = "es" if parent["kind"] == "Prometheus" else "s"
        body = {key: value for key, value in parent.items() if key != "status"}
        shaken.server.request("PUT", f"{place}{plural}/{parent['metadata']['name']}/status", body)


@pytest.fixture(scope="module")
def undisturbed(shaken: Shaken) -> Mapping[str, Any]:
    swept(shaken)
    shaken.installation.start()
    return brought_up(shaken)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_end_is_the_same(shaken: Shaken, undisturbed: Mapping[str, Any], seed: int) -> None:
    dice = random.Random(seed)
    swept(shaken)
    shaken.installation.start()
    for _ in range(BLOWS):
        time.sleep(dice.uniform(0.05, 1.5))
        shaken.hit(dice.choice(["hooks", "hooks", "metacontroller", "metacontroller", "apiserver"]), dice.uniform(0, 1))
    shaken.ready()
    assert len(undisturbed) > 2 * MONITORS // 2
    assert brought_up(shaken) == undisturbed
