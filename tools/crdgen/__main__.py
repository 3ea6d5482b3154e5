"""``python -m tools.crdgen``: types → CRDs.

Writes ``crds/monitoring.coreos.com_<plural>.yaml`` and the kustomize component that also serves AlertmanagerConfig v1beta1. With ``--check`` it writes
nothing, and fails if a file is not up to date. A field or an object without a docstring is an error.
"""

import sys

from tools.crdgen.docs import undocumented
from tools.crdgen.output import outdated, write


def main(arguments: list[str]) -> int:
    """Write the files, or look at them only; the exit code is 1 when something is wrong."""
    changed, is_check = outdated(), "--check" in arguments
    wrong = [f"{name}: no docstring, write one below the attribute" for name in undocumented()]
    if is_check:
        wrong += [f"{path}: not what hooks/kinds says, run `make crds`" for path in changed]
    else:
        write(changed)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
