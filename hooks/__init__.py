"""promhooks: a Prometheus Operator whose brain is a set of pure functions. Start reading in ``hooks/parents``."""
