"""The API servers of the cluster tests: one for the session with our CRDs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.cli.local.programs import MissingProgram
from hooks.kinds.registry import KINDS
from tests.cluster.apiserver import ApiServer, running, wait_for_crds

CRDS = Path(__file__).parents[2] / "crds"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """An API server with our CRDs, applied as users apply them."""
    try:
        with running(tmp_path_factory.mktemp("apiserver")) as started:
            started.kubectl("apply", "-f", str(CRDS))
            wait_for_crds(started, *(info.crd_name for info in KINDS.values()))
            yield started
    except MissingProgram as error:
        pytest.skip(str(error))
