"""The installed command. Everything it needs lies in this one package, under the names that it has in the repository, so that an installation
adds no top-level name but ``promhooks``: not ``hooks``, which others have too.
"""

import sys
from pathlib import Path


def main() -> None:
    """``promhooks``: the command line of :mod:`hooks.cli`."""
    # In an installation the package hooks lies beside this file; in a checkout it lies one level up, where Python finds it by itself.
    sys.path.insert(0, str(Path(__file__).parent))
    from hooks.cli import main as commands  # noqa: PLC0415  # it can be found only now

    commands()
