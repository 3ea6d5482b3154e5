"""Our own metrics. Names that prometheus-operator has with the same meaning are kept; no label ever holds a value of a user's object but its kind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess

from hooks.memo import Uses
from hooks.protocol import SyncResponse
from hooks.status import INVALID

REGISTRY = CollectorRegistry()
CALLS = Counter("promhooks_hook_calls_total", "Hook calls by outcome.", ("kind", "hook", "outcome"), registry=REGISTRY)
SECONDS = Histogram(
    "promhooks_hook_duration_seconds", "Time to answer a hook.", ("kind", "hook"), buckets=(0.005, 0.02, 0.1, 0.5, 2, 10, 60), registry=REGISTRY
)
REJECTED = Counter(
    "promhooks_rejected_total",
    "Answers that say that an object cannot be used (of its own kind), or that a workload leaves out something that it selects.",
    ("kind", "reason"),
    registry=REGISTRY,
)
CONFIG = Histogram(
    "promhooks_config_bytes", "Size of the Secrets and ConfigMaps of a parent.", ("kind",), buckets=[4.0**power for power in range(5, 14)], registry=REGISTRY
)
REQUEST = Histogram("promhooks_request_bytes", "Size of sync requests.", ("kind",), buckets=[4.0**power for power in range(5, 15)], registry=REGISTRY)
COMPILED = Counter("promhooks_scrape_objects_total", "Scrape objects in syncs, by whether the cache knew them.", ("cache",), registry=REGISTRY)
QUESTIONS = Counter(
    "promhooks_judge_questions_total", "Questions to the last judge: answered, remembered, or unanswered in time.", ("outcome",), registry=REGISTRY
)
JUDGE = Gauge("promhooks_judge_present", "1: the last judge is there; 0: our own checks are all.", registry=REGISTRY, multiprocess_mode="max")


def count_request(kind: str, size: int) -> None:
    """Counts a sync request."""
    REQUEST.labels(kind).observe(size)


def count_answer(kind: str, answer: SyncResponse) -> None:
    """Counts what a sync answer says of its parent."""
    for condition in answer.status.get("conditions", ()):
        if condition["status"] == "False" and condition["type"] in ("Accepted", "ConfigurationComplete"):
            REJECTED.labels(kind, condition["reason"]).inc()
    if not answer.served:
        REJECTED.labels(kind, INVALID).inc()
    if sizes := [len(value) for child in answer.children for value in (child.get("data") or {}).values()]:
        CONFIG.labels(kind).observe(sum(sizes))


def count_cache(before: Uses, after: Uses) -> None:
    """Counts what the cache of compiled objects did between two looks at it."""
    COMPILED.labels("hit").inc(after.hits - before.hits)
    COMPILED.labels("miss").inc(after.misses - before.misses)


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
