"""One node for all tests, with promhooks and the example on it."""

import shutil
import time
from collections.abc import Iterator

import pytest

from hooks.cli.local.program import MissingProgram
from tests.cluster.apiserver import running
from tests.cluster.network import NoNetwork, network
from tests.node.cell import NoCell, cell
from tests.node.node import Node
from tests.node.packages import unpacked
from tests.node.world import EXAMPLE, World, images, ready


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """promhooks and the example are up; the test is skipped where this machine cannot be a node, and says why."""
    folder = tmp_path_factory.mktemp("node")
    try:
        packages = unpacked()
        given = list(images(packages))
        with (
            network(2) as own,
            running(folder / "apiserver", own.address(2), own.prefix, pods=True) as server,
            cell(own, folder / "cell", packages) as made,
        ):
            node = Node(server, own, made, packages)
            try:
                node.start(given)
                yield _installed(World(node))
            finally:
                node.stop()
    except (NoCell, NoNetwork, MissingProgram) as error:
        pytest.skip(f"this machine is no node: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _installed(world: World) -> World:
    start = time.monotonic()
    world.install()
    world.eventually("promhooks is ready", lambda: len([pod for pod in world.pods("promhooks") if ready(pod)]) == 2, 180)
    print(f"\npromhooks is ready after {time.monotonic() - start:.0f} s")
    world.server.kubectl("apply", "-f", str(EXAMPLE))
    return world
