"""The last judge for tests: built once (`make judge`), or a printed reason why there is none."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hooks.cli.judge import Process
from hooks.cli.local.pinned import built_path


@contextmanager
def judge() -> Iterator[Process]:
    """The judge of this checkout, ended at the end."""
    path = built_path("judge")
    if not path.exists():
        pytest.skip("the judge is not built: make judge")
    found = Process(path, seconds=60)
    try:
        yield found
    finally:
        found.close()
