"""What exists in the end depends on what was applied, not on the order in which it came; parents, children and assets wake each other."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hooks.cli.cluster import cluster
from hooks.cli.render import rendered
from hooks.loop.resources import Key
from hooks.settings import Settings

Manifest = dict[str, Any]


def custom(kind: str, name: str, spec: Manifest, version: str = "v1", namespace: str = "shop") -> Manifest:
    metadata = {"namespace": namespace, "name": name, "labels": {"team": "web"}}
    return {"apiVersion": f"monitoring.coreos.com/{version}", "kind": kind, "metadata": metadata, "spec": spec}


def secret(name: str, namespace: str = "shop", **values: str) -> Manifest:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": namespace, "name": name}, "stringData": values}


TEAM = {"matchLabels": {"team": "web"}}
EVERYTHING = {
    f"{kind}{what}": selector
    for kind in ("serviceMonitor", "probe", "rule")
    for what, selector in (("Selector", TEAM), ("NamespaceSelector", {"matchLabels": {"on": "yes"}}))
}
LOGIN = {"basicAuth": {"username": {"name": "login", "key": "user"}, "password": {"name": "login", "key": "pw"}}}
CLUSTER = (
    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "labels": {"on": "yes"}}},
    custom("Prometheus", "main", {**EVERYTHING, "remoteWrite": [{"url": "https://a", **LOGIN}]}, namespace="monitoring"),
    custom("Prometheus", "also", {"shards": 2, "version": "v2.55.0", **EVERYTHING, "thanos": {}}, namespace="monitoring"),
    custom("ServiceMonitor", "cart", {"selector": {}, "endpoints": [{"port": "web", **LOGIN}]}),
    custom("ServiceMonitor", "lost", {"selector": {}, "endpoints": [{"port": "web", "bearerTokenSecret": {"name": "not-there", "key": "token"}}]}),
    custom("Probe", "pages", {"prober": {"url": "prober.svc"}, "targets": {"staticConfig": {"static": ["https://a"]}}, **LOGIN}),
    custom("PrometheusRule", "slo", {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": "sum(a)"}]}]}),
    custom("PrometheusRule", "broken", {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": "sum("}]}]}),
    secret("login", user="alice", pw="password"),
    secret("login", "monitoring", user="bob", pw="password"),
)


def settled(*steps: tuple[Manifest, ...], removed: tuple[Manifest, ...] = ()) -> str:
    """Everything that the hooks made after these steps, each brought to rest before the next; errors on the way are none of the result."""
    loop = cluster(Settings())
    for step in steps:
        loop.apply(step)
        assert not loop.converge().unsettled
    for manifest in removed:
        loop.delete(Key.of(manifest))
    report = loop.converge()
    assert not report.unsettled
    return rendered(loop) + "\n".join(map(str, report.events))


AT_ONCE = settled(CLUSTER)


@given(st.permutations(CLUSTER), st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_the_order_of_arrival_is_no_matter(order: list[Manifest], size: int) -> None:
    steps = [tuple(order[start : start + size]) for start in range(0, len(order), size)]
    assert settled(*steps) == AT_ONCE


@given(st.sampled_from(range(len(CLUSTER))))
@settings(max_examples=len(CLUSTER), deadline=None)
def test_applying_something_again_changes_nothing(index: int) -> None:
    loop = cluster(Settings())
    loop.apply(CLUSTER)
    loop.converge()
    loop.apply([CLUSTER[index]])
    assert loop.converge().changes == ()


@given(st.sampled_from(range(1, len(CLUSTER) - 1)))  # without the last one a Prometheus is refused, and keeps what it has
@settings(max_examples=len(CLUSTER), deadline=None)
def test_what_was_removed_leaves_nothing_behind(index: int) -> None:
    kept = tuple(each for each in CLUSTER if each is not CLUSTER[index])
    assert settled(CLUSTER, removed=(CLUSTER[index],)) == settled(kept)
