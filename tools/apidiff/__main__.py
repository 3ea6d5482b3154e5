"""``python -m tools.apidiff DIR``: what the CRDs in DIR have that ours have not; exit code 1 where something is missing or different."""

import sys
from pathlib import Path

import click

from tools.apidiff import report


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Compare the CRDs in FOLDER (YAML or JSON, one a file) with ours."""
    text, result = report(folder)
    click.echo(f"{text}\n{result.passed} passed, {result.failed} failed")
    sys.exit(1 if result.failed else 0)


if __name__ == "__main__":
    main()
