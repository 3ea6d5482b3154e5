"""``python -m tools.crdgen``: types → CRDs.

Writes ``crds/monitoring.coreos.com_<plural>.yaml`` and the kustomize component that also serves AlertmanagerConfig v1beta1. With ``--check`` it writes
nothing and fails if a file is not up to date; with ``--require-docs`` it fails, and names every field and object without a description.
"""

import sys

from tools.crdgen.docs import undocumented
from tools.crdgen.output import outdated, write


def main(arguments: list[str]) -> int:
    """Write the files, or look at them only; the exit code is 1 when something is wrong."""
    changed = outdated()
    if "--check" not in arguments:
        write(changed)
        return 1 if report(lacking(arguments)) else 0
    return 1 if report([f"{path}: not what hooks/kinds says, run `make crds`" for path in changed] + lacking(arguments)) else 0


def lacking(arguments: list[str]) -> list[str]:
    """A line for each missing description, where they are required."""
    return [f"{name}: no docstring, write one below the attribute" for name in undocumented()] if "--require-docs" in arguments else []


def report(lines: list[str]) -> list[str]:
    """Print the lines, and give them back."""
    for line in lines:
        print(line, file=sys.stderr)
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
