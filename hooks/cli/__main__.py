"""``python -m hooks.cli``: the command where nothing is installed, as in the container image."""

from hooks.cli import main

main()
