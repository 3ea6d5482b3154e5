"""The API servers of the cluster tests: one for the session with our CRDs, and one in which promhooks is installed and runs."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from hooks.cli.local.programs import MissingProgram
from hooks.kinds.registry import KINDS
from tests.cluster.apiserver import ApiServer, running, wait_for_crds
from tests.cluster.installation import Installation, installed
from tests.cluster.space import Space

CRDS = Path(__file__).parents[2] / "crds"
NUMBERS = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The story first: it takes longest, and the others fit beside it."""
    items.sort(key=lambda item: item.path.name != "test_story.py")


@contextmanager
def with_crds(folder: Path, host: str = "127.0.0.1", prefix: Sequence[str] = ()) -> Iterator[ApiServer]:
    """An API server with our CRDs, applied as users apply them; the test is skipped where a program is missing."""
    try:
        with running(folder, host, prefix) as started:
            started.kubectl("apply", "-f", str(CRDS))
            wait_for_crds(started, *(info.crd_name for info in KINDS.values()))
            yield started
    except MissingProgram as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """An API server in which nothing runs."""
    with with_crds(tmp_path_factory.mktemp("apiserver")) as started:
        yield started


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An API server of its own, with promhooks at work."""
    with with_crds(tmp_path_factory.mktemp("cluster")) as started, installed(started, tmp_path_factory.mktemp("promhooks")) as installation:
        yield installation


@pytest.fixture
def space(cluster: Installation) -> Iterator[Space]:
    """A namespace for one test, with a Prometheus ``main`` that takes every monitor and rule of it."""
    made = Space(cluster, f"space-{next(NUMBERS)}")
    made.create()
    yield made
    made.clear()
