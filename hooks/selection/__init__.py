"""Which objects count, and why the others do not: label selectors, and one check per kind."""
