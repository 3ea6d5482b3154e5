"""Real programs for the tests: Debian's old ones and the pinned new ones."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from hooks.cli.local.programs import MissingProgram, Program, Source, program

T = TypeVar("T")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "my-app"


@pytest.fixture(params=[Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
def source(request: pytest.FixtureRequest) -> Source:
    """Where the programs come from; a source that this machine cannot use is skipped, and says why."""
    found: Source = request.param
    try:
        for name in ("prometheus", "alertmanager"):
            program(name, found)
    except MissingProgram as error:
        pytest.skip(str(error))
    return found


@pytest.fixture
def programs(source: Source) -> Callable[[str], Program]:
    """Finds a program of that source."""
    return lambda name: program(name, source)


def eventually(what: str, probe: Callable[[], T | None], seconds: float = 20) -> T:
    """The first true answer of ``probe``; fails with ``what`` when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := probe():
            return answer
        time.sleep(0.1)
    pytest.fail(f"not within {seconds:.0f} s: {what}")
