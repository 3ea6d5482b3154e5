"""``promhooks explain``: the whole chain from an object to what becomes of it, each step with yes or no and why."""
