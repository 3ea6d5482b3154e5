"""Random input for everything that reads what strangers write, judged by the programs' own code.

Each test takes the same numbers for about ten seconds (``SECONDS`` divided among them, ``make fuzz SECONDS=3600`` for a night), from a seed that is
fixed unless ``SEED`` says otherwise. A failure shows the input: make it a case of the test that stands beside the code.
"""

import os
import time
from collections.abc import Iterator
from random import Random

TESTS = 11
"""How many share the time."""


def rounds(name: str) -> Iterator[Random]:
    """Sources of random numbers until the time of one test is over; at least one."""
    seed, until = os.environ.get("SEED", "1"), time.monotonic() + float(os.environ.get("SECONDS", "50")) / TESTS
    number = 0
    while number == 0 or time.monotonic() < until:
        yield Random(f"{seed} {name} {number}")
        number += 1
