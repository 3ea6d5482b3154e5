import copy
from typing import Any

import pytest

from hooks.errors import InvalidObject
from hooks.loop.resources import Key
from hooks.loop.store import Store
from tests.unit.loop.small import NOON, monitor, secret

WEB = Key("monitoring.coreos.com", "ServiceMonitor", "team", "web")
LOGIN = Key("", "Secret", "team", "login")


def metadata(store: Store, key: Key) -> dict[str, Any]:
    entity = store.get(key)
    assert entity is not None
    found: dict[str, Any] = entity.manifest["metadata"]
    return found


def test_what_the_server_adds() -> None:
    store = Store(lambda: NOON)
    store.replace(monitor())
    assert metadata(store, WEB) == {
        "namespace": "team",
        "name": "web",
        "uid": metadata(store, WEB)["uid"],
        "creationTimestamp": "2030-01-01T12:00:00Z",
        "resourceVersion": "1",
        "generation": 1,
    }


def test_the_uid_is_the_same_in_every_run() -> None:
    stores = [Store(lambda: NOON), Store(lambda: NOON)]
    for store in stores:
        store.replace(monitor())
    assert len({metadata(store, WEB)["uid"] for store in stores}) == 1


def test_labels_do_not_count_as_a_generation_and_the_spec_does() -> None:
    store = Store(lambda: NOON)
    store.replace(monitor())
    store.replace(monitor(labels={"a": "b"}))
    assert metadata(store, WEB)["generation"] == 1
    store.replace(monitor(secret="other", labels={"a": "b"}))
    assert (metadata(store, WEB)["generation"], metadata(store, WEB)["resourceVersion"]) == (2, "3")


def test_the_same_again_is_no_change() -> None:
    store = Store(lambda: NOON)
    assert store.replace(monitor()) is not None
    assert store.replace(monitor()) is None


def test_a_status_survives_an_edit_and_is_not_taken_from_a_file() -> None:
    store = Store(lambda: NOON)
    store.replace(monitor() | {"status": {"from": "a file"}})
    store.write_status(WEB, {"from": "a hook"})
    store.replace(monitor(secret="other") | {"status": {"from": "a file"}})
    entity = store.get(WEB)
    assert entity is not None
    assert entity.manifest["status"] == {"from": "a hook"}


def test_texts_of_a_secret_become_data() -> None:
    store = Store(lambda: NOON)
    store.replace(secret(password="one") | {"data": {"other": "dHdv"}})
    entity = store.get(LOGIN)
    assert entity is not None
    assert (entity.manifest["data"], "stringData" in entity.manifest) == ({"other": "dHdv", "password": "b25l"}, False)


def test_what_was_dumped_from_a_cluster_can_be_applied() -> None:
    store = Store(lambda: NOON)
    store.replace(monitor(uid="x", resourceVersion="77", generation=9, creationTimestamp=None, managedFields=[{}]))
    assert metadata(store, WEB)["resourceVersion"] == "1"
    assert "managedFields" not in metadata(store, WEB)


def test_defaults_of_our_kinds_are_filled_in() -> None:
    store = Store(lambda: NOON)
    store.replace({"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "main"}, "spec": {}})
    entity = store.get(Key("monitoring.coreos.com", "Prometheus", "default", "main"))
    assert entity is not None
    assert entity.manifest["spec"]["scrapeInterval"] == "30s"


def test_inputs_are_left_as_they_are() -> None:
    given = [monitor(), secret()]
    before = copy.deepcopy(given)
    store = Store(lambda: NOON)
    for manifest in given:
        store.replace(manifest)
    store.write_status(WEB, {"a": 1})
    assert given == before


BIG = "x" * (1024 * 1024)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        pytest.param({"kind": "Secret", "metadata": {"name": "a"}}, "apiVersion: is missing, every object needs it", id="no-api-version"),
        pytest.param({"apiVersion": "v1", "kind": "Secret"}, "metadata: is missing, every object needs a name", id="no-metadata"),
        pytest.param(secret("Upper"), 'metadata.name: "Upper" is no name, write at most 253', id="upper-case-name"),
        pytest.param(secret(namespace="a.b"), 'metadata.namespace: "a.b" is no namespace', id="dotted-namespace"),
        pytest.param(monitor(labels={"a": "b c"}), 'metadata.labels.a: "b c" is no label value', id="label-value"),
        pytest.param(monitor(labels={"-": "b"}), 'metadata.labels: "-" is no label name', id="label-name"),
        pytest.param(monitor(annotations={"a": True}), "metadata.annotations.a: True is not a text, put it in quotes", id="annotation-that-is-no-text"),
        pytest.param(secret() | {"data": {"a": "not base64"}}, "data.a: is not base64, plain text goes into stringData", id="no-base64"),
        pytest.param(secret() | {"data": {"a b": ""}}, 'data: "a b" is no key', id="key"),
        pytest.param(secret() | {"stringData": {"..data": ""}}, 'stringData: "..data" is no key', id="key-of-the-kubelet"),
        pytest.param(secret(a=BIG, b="x"), "data: has 1048577 bytes, the limit is 1048576", id="too-large"),
    ],
)
def test_refused(manifest: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidObject) as raised:
        Store(lambda: NOON).replace(manifest)
    assert str(raised.value).startswith(message)


def test_a_served_version_is_stored_as_the_one_that_the_hooks_read() -> None:
    store = Store(lambda: NOON)
    given = {
        "apiVersion": "monitoring.coreos.com/v1beta1",
        "kind": "AlertmanagerConfig",
        "metadata": {"namespace": "team", "name": "hooks"},
        "spec": {"timeIntervals": [{"name": "nights", "timeIntervals": [{"times": [{"startTime": "20:00", "endTime": "24:00"}]}]}]},
    }
    store.replace(given)
    entity = store.get(Key.of(given))
    assert entity is not None
    assert entity.manifest["apiVersion"] == "monitoring.coreos.com/v1alpha1"
    assert entity.manifest["spec"] == {"muteTimeIntervals": given["spec"]["timeIntervals"]}  # type: ignore[index]  # a literal of mixed values
