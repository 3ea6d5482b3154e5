"""Random input for everything that reads what strangers write, judged by the programs' own code.

Each test takes the same numbers every time, unless ``SECONDS`` (divided among the tests, ``make fuzz SECONDS=3600`` for a night) or ``SEED`` says
otherwise. A failure shows the input: make it a case of the test that stands beside the code.
"""

import os
import time
from collections.abc import Iterator
from random import Random

TESTS = 11
"""How many share the time."""


def rounds(name: str, usual: int) -> Iterator[Random]:
    """Sources of random numbers: ``usual`` ones, or until the time of one test is over; at least one."""
    seed, seconds = os.environ.get("SEED", "1"), os.environ.get("SECONDS")
    until = time.monotonic() + float(seconds or 0) / TESTS
    number = 0
    while number == 0 or (time.monotonic() < until if seconds else number < usual):
        yield Random(f"{seed} {name} {number}")
        number += 1
