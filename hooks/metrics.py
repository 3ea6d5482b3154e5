"""Our own metrics. Names that prometheus-operator has with the same meaning are kept; no label ever holds a value of a user's object but its kind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

REGISTRY = CollectorRegistry()
CALLS = Counter("promhooks_hook_calls_total", "Hook calls by outcome.", ("kind", "hook", "outcome"), registry=REGISTRY)
SECONDS = Histogram(
    "promhooks_hook_duration_seconds", "Time to answer a hook.", ("kind", "hook"), buckets=(0.005, 0.02, 0.1, 0.5, 2, 10, 60), registry=REGISTRY
)


@contextmanager
def timed(kind: str, hook: str) -> Iterator[None]:
    """Counts a call of a hook and how long it took."""
    with SECONDS.labels(kind, hook).time():
        try:
            yield
        except Exception as error:
            CALLS.labels(kind, hook, type(error).__name__).inc()
            raise
        CALLS.labels(kind, hook, "ok").inc()


def exposition() -> bytes:
    """The metrics in the text format: of all processes that share a folder (prometheus_client's multi-process mode), else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    everyone = CollectorRegistry()
    multiprocess.MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]  # the client types only a part of itself
    return generate_latest(everyone)
