"""Whole objects of all ten kinds: with the judge nothing is published that a program refuses, nothing ends in an error, and no object takes long."""

from collections.abc import Iterator

import pytest

from hooks.cli.judge import Process
from hooks.judge import ABSENT
from hooks.kinds.registry import KINDS
from tests import judging
from tests.fuzz import objects, rounds

SECONDS = 2.0
"""Of processor for one small object, a workload and all their syncs; usual are some hundredths."""


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


def test_nothing_is_published_that_a_program_refuses(judge: Process) -> None:
    for random in rounds("objects", 25):
        for kind in KINDS:
            found = objects.tried(objects.Objects(random).manifest(kind, "x"), judge, judge)
            assert (found.refusals, found.seconds < SECONDS) == ((), True), found.manifest


def test_our_own_checks_let_nothing_through_either(judge: Process) -> None:
    """Without the judge the rate may not be 0 for ever; what is found here is for our own checks to learn."""
    for random in rounds("objects-alone", 25):
        for kind in KINDS:
            found = objects.tried(objects.Objects(random).manifest(kind, "x"), ABSENT, judge)
            assert found.refusals == (), found.manifest
