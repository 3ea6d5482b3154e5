"""Credentials of monitors: from their namespace into the configuration, and never further than their owner wants."""

from collections.abc import Iterator

import pytest

from hooks.cli.local.volumes import data_of
from hooks.protocol import Manifest
from tests.cluster.conftest import NUMBERS
from tests.cluster.installation import Installation
from tests.cluster.space import EVERYTHING, Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
BASIC = {"username": {"name": "login", "key": "user"}, "password": {"name": "login", "key": "password"}}


@pytest.fixture
def team(cluster: Installation) -> Iterator[Space]:
    """A namespace without a Prometheus."""
    made = Space(cluster, f"team-{next(NUMBERS)}")
    cluster.server.kubectl("create", "namespace", made.name)
    cluster.server.kubectl("label", "namespace", made.name, f"watched-by={made.name}")
    yield made
    made.clear()


def watching(space: Space, team: Space) -> Manifest:
    return space.prometheus("main", serviceMonitorNamespaceSelector={"matchLabels": {"watched-by": team.name}})


def job(space: Space, team: Space) -> Manifest:
    found: Manifest = space.jobs().get(f"serviceMonitor/{team.name}/web/0", {})
    return found


def test_they_arrive_follow_a_rotation_and_go(space: Space, team: Space) -> None:
    space.apply(watching(space, team))
    team.apply(team.secret("login", user="prom", password="first"), team.monitor("web", basicAuth=BASIC))
    space.eventually("they arrive", lambda: job(space, team).get("basic_auth") == {"username": "prom", "password": "first"})
    team.apply(team.secret("login", user="prom", password="second"))
    space.eventually("they follow", lambda: job(space, team).get("basic_auth", {}).get("password") == "second")
    team.kubectl("delete", "secret", "login")
    space.eventually("the monitor is refused", lambda: not job(space, team))
    assert "login" in space.eventually("it is told", lambda: space.condition("prometheuses", "main", "ConfigurationComplete").get("message", ""))
    assert team.condition("servicemonitors", "web", "Accepted")["status"] == "False"
    team.apply(team.secret("login", user="prom", password="third"))
    space.eventually("it is back", lambda: job(space, team).get("basic_auth", {}).get("password") == "third")


def test_the_copy_is_the_monitors_own(space: Space, team: Space) -> None:
    space.apply(watching(space, team))
    team.apply(team.secret("login", user="prom", password="first"), team.secret("other", user="not-asked-for"), team.monitor("web", basicAuth=BASIC))
    space.eventually("they arrive", lambda: job(space, team))
    copies = [each for each in team.cluster.items("secrets", namespace=team.name) if each["metadata"].get("ownerReferences")]
    assert [each["metadata"]["ownerReferences"][0]["uid"] for each in copies] == [team.get("servicemonitors", "web")["metadata"]["uid"]]
    assert copies[0]["metadata"]["labels"]["labels.promhooks.io/team"] == "web"
    assert {value for value in data_of(copies[0]).values() if value} == {b"prom", b"first"}
    team.apply(team.monitor("web"))
    space.eventually("no credentials, no copy", lambda: team.cluster.get("secrets", team.name, copies[0]["metadata"]["name"]) is None)


def test_a_forged_copy_is_not_believed(space: Space, team: Space) -> None:
    space.apply(watching(space, team))
    team.apply(team.secret("login", user="prom", password="first"), team.monitor("web", basicAuth=BASIC))
    space.eventually("they arrive", lambda: job(space, team))
    copy = next(each for each in team.cluster.items("secrets", namespace=team.name) if each["metadata"].get("ownerReferences"))
    labels = {key: value for key, value in copy["metadata"]["labels"].items() if key != "controller-uid"}
    data = dict.fromkeys(copy["data"], "Zm9yZ2Vk")
    forged = {"name": "a-forged-one", "namespace": team.name, "labels": labels, "annotations": copy["metadata"]["annotations"]}
    team.apply({"apiVersion": "v1", "kind": "Secret", "metadata": forged, "data": data})
    space.apply(watching(space, team) | {"spec": {**watching(space, team)["spec"], "scrapeInterval": "9s"}})
    space.eventually("a sync has seen it", lambda: space.cluster.config(space.name, "main")["global"]["scrape_interval"] == "9s")
    assert job(space, team)["basic_auth"]["password"] == "first"


def test_a_namespace_is_selected_by_its_labels(space: Space, team: Space) -> None:
    selector = {"matchLabels": {"watched-by": team.name, "monitoring": "on"}}
    space.apply(space.prometheus("main", serviceMonitorNamespaceSelector=selector))
    team.apply(team.monitor("web"))
    team.eventually("the monitor is accepted", lambda: team.is_true("servicemonitors", "web", "Accepted"))
    assert not job(space, team)
    team.kubectl("label", "namespace", team.name, "monitoring=on")
    space.eventually("it is selected", lambda: job(space, team))
    team.kubectl("label", "namespace", team.name, "monitoring-")
    space.eventually("it is not any more", lambda: not job(space, team))


def test_monitors_of_many_namespaces(space: Space) -> None:
    names = [f"{space.name}-{number}" for number in range(6)]
    server = space.cluster.server
    server.kubectl("apply", "-f", "-", manifests=[namespace(name, space.name) for name in names])
    spaces = [Space(space.cluster, name) for name in names]
    space.apply(space.prometheus("main", serviceMonitorNamespaceSelector={"matchLabels": {"group": space.name}}))
    space.apply(space.prometheus("all", serviceMonitorNamespaceSelector=EVERYTHING, serviceMonitorSelector={"matchLabels": {"team": space.name}}))
    space.apply(*(labelled(each.monitor("web"), space.name) for each in spaces))
    wanted = {f"serviceMonitor/{name}/web/0" for name in names}
    space.eventually("both have all", lambda: all(space.jobs(name).keys() == wanted for name in ("main", "all")))
    for each in spaces:
        each.clear()
    space.eventually("both have none", lambda: not any(space.jobs(name) for name in ("main", "all")))


def namespace(name: str, group: str) -> Manifest:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": {"group": group}}}


def labelled(manifest: Manifest, team: str) -> Manifest:
    return {**manifest, "metadata": {**manifest["metadata"], "labels": {"team": team}}}
