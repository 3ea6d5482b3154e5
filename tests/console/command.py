"""``promhooks console`` as a user starts it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def console(*arguments: str | Path) -> Iterator[str]:
    """Its address, while it runs; it has to end in good order."""
    command = [sys.executable, "-m", "hooks.cli", "console", *map(str, arguments)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.terminate()
    assert process.returncode == 0
