"""A container's command line on this machine."""

from pathlib import Path
from typing import Any

import pytest

from hooks.cli.local.container import Mounts, command, environment
from hooks.cli.local.objects import Cluster
from hooks.cli.local.programs import Program
from hooks.versions import Version

MOUNTS = Mounts.of({"volumeMounts": [{"name": "config", "mountPath": "/etc/c"}, {"name": "db", "mountPath": "/data", "subPath": "x"}]}, Path("/pod/v"))


def pod(name: str, *arguments: str) -> dict[str, Any]:
    container = {"name": "alertmanager", "args": list(arguments), "env": [{"name": "POD_NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]}
    return {"kind": "Pod", "metadata": {"name": name, "namespace": "m"}, "spec": {"containers": [container]}}


def arguments(*given: str) -> list[str]:
    program = Program("alertmanager", Path("/bin/am"), Version(0, 31, 1), ("--ui",))
    cluster = Cluster((pod("am-1"),), {("m/am-0", 9093): 19093, ("m/am-0", 9094): 19094, ("m/am-1", 9094): 29094})
    return list(command(pod("am-0", *given), program, MOUNTS, cluster))


@pytest.mark.parametrize(
    ("given", "local"),
    [
        pytest.param("--config.file=/etc/c/a.yaml", "--config.file=/pod/v/config/a.yaml", id="file-of-a-volume"),
        pytest.param("--storage.path=/data", "--storage.path=/pod/v/db/x", id="part-of-a-volume"),
        pytest.param("--storage.path=/database", "--storage.path=/pod/root/database", id="a-path-that-only-begins-alike"),
        pytest.param("--storage.path=/data/../../elsewhere/file", "--storage.path=/pod/root/elsewhere/file", id="a-path-that-climbs-out-of-its-volume"),
        pytest.param("--storage.path=../../elsewhere/file", "--storage.path=/pod/root/elsewhere/file", id="a-path-that-climbs-from-where-it-starts"),
        pytest.param("--web.route-prefix=/am", "--web.route-prefix=/am", id="no-path-of-a-file"),
        pytest.param("--web.listen-address=:9093", "--web.listen-address=127.0.0.1:19093", id="web-address"),
        pytest.param("--cluster.listen-address=[$(POD_IP)]:9094", "--cluster.listen-address=127.0.0.1:19094", id="mesh-address"),
        pytest.param("--cluster.listen-address=", "--cluster.listen-address=", id="no-mesh"),
        pytest.param("--cluster.peer=am-1.alertmanager-operated:9094", "--cluster.peer=127.0.0.1:29094", id="peer"),
        pytest.param("--cluster.peer-name=$(POD_NAME)", "--cluster.peer-name=am-0", id="variable"),
        pytest.param("--log.level=$(NONE)", "--log.level=$(NONE)", id="unknown-variable-stays"),
    ],
)
def test_paths_addresses_and_variables_are_those_of_this_machine(given: str, local: str) -> None:
    assert arguments(given)[2] == local


def test_a_flag_and_its_value_may_be_two_arguments() -> None:
    assert arguments("--storage.path", "/elsewhere/file")[2] == "--storage.path=/pod/root/elsewhere/file"


def test_arguments_in_a_file_that_nobody_saw_are_left_out() -> None:
    assert not [argument for argument in arguments("@/etc/c/arguments") if argument.startswith("@")]


def test_no_variable_loads_code_into_the_program() -> None:
    env = [{"name": "LD_PRELOAD", "value": "./evil.so"}, {"name": "TZ", "value": "UTC"}]
    assert environment({"env": env}, pod("am-0"), Cluster(())) == {"TZ": "UTC"}


def test_what_a_container_need_not_say_is_added() -> None:
    assert arguments() == ["/bin/am", "--ui", "--web.listen-address=127.0.0.1:19093", "--web.external-url=http://127.0.0.1:19093/"]


def test_links_follow_the_route_prefix() -> None:
    assert "--web.external-url=http://127.0.0.1:19093/am" in arguments("--web.route-prefix=/am")
