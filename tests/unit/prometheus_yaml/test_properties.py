"""What holds for every object that the types allow, however odd."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hooks.assets import Assets
from hooks.errors import InvalidObject
from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import podmonitor, probe, scrapeconfig, servicemonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import ScrapeJob
from hooks.rendering import yaml_text
from hooks.versions import INLINE, Section, fields_of, prune
from tests.unit.prometheus_yaml.manifests import manifests
from tests.unit.prometheus_yaml.scrape_jobs import LOGIN, context

BUILDERS: dict[type[Kind], Callable[[Any, ScrapeContext, Assets], tuple[ScrapeJob, ...]]] = {
    ServiceMonitor: servicemonitor.jobs,
    PodMonitor: podmonitor.jobs,
    Probe: probe.jobs,
    ScrapeConfig: scrapeconfig.jobs,
}
PROMETHEUSES = (
    "version: 2.45.0",
    "{version: 2.55.1, shards: 2, enforcedNamespaceLabel: ns, enforcedSampleLimit: 2, enforcedBodySizeLimit: 5MB}",
    "{version: 3.13.2, overrideHonorLabels: true, scrapeClasses: [{name: web, default: true, tlsConfig: {caFile: /ca}, authorization: {credentialsFile: /t}}]}",
)
ASSETS = Assets.of([LOGIN])

objects = st.one_of(*(st.tuples(st.just(kind), manifests(kind)) for kind in BUILDERS))
contexts = st.sampled_from(PROMETHEUSES).map(context)


def compiled(kind: type[Kind], manifest: Mapping[str, Any], ctx: ScrapeContext) -> tuple[ScrapeJob, ...]:
    """The jobs as ``ctx.version`` reads them; none where the object is refused, which is the only error that there may be."""
    try:
        jobs = BUILDERS[kind](msgspec.convert(manifest, kind), ctx, ASSETS)
        return tuple(prune(job, ctx.version)[0] for job in jobs)
    except InvalidObject:
        return ()


def plain(value: Any) -> Any:
    """Sections as the mappings that they stand for."""
    if isinstance(value, Section):
        fields = [(name, getattr(value, attribute)) for attribute, name, _ in fields_of(type(value)) if getattr(value, attribute) is not None]
        direct = {name: plain(item) for name, item in fields if not name.startswith(INLINE)}
        return direct | {name: item for inline, section in fields if inline.startswith(INLINE) for name, item in plain(section).items()}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def reversed_maps(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reversed_maps(value[key]) for key in reversed(value)}
    return [reversed_maps(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=100, deadline=None)
@given(objects, contexts)
def test_what_is_written_reads_back_as_what_was_meant(item: tuple[type[Kind], dict[str, Any]], ctx: ScrapeContext) -> None:
    jobs = compiled(*item, ctx)
    assert (yaml.load(yaml_text(jobs), yaml.CSafeLoader) or []) == plain(jobs)


@settings(max_examples=100, deadline=None)
@given(objects, contexts)
def test_the_order_of_maps_makes_no_difference(item: tuple[type[Kind], dict[str, Any]], ctx: ScrapeContext) -> None:
    kind, manifest = item
    assert yaml_text(compiled(kind, manifest, ctx)) == yaml_text(compiled(kind, reversed_maps(manifest), ctx))


@settings(max_examples=100, deadline=None)
@given(objects, contexts)
def test_an_object_is_read_and_never_changed(item: tuple[type[Kind], dict[str, Any]], ctx: ScrapeContext) -> None:
    kind, manifest = item
    obj = msgspec.convert(manifest, kind)
    before = msgspec.json.encode(obj)
    with suppress(InvalidObject):
        BUILDERS[kind](obj, ctx, ASSETS)
    assert msgspec.json.encode(obj) == before


@pytest.mark.parametrize("kind", BUILDERS, ids=lambda kind: kind.__name__)
def test_an_empty_object_is_no_error(kind: type[Kind]) -> None:
    assert compiled(kind, {"metadata": {"namespace": "shop", "name": "web"}}, context()) is not None
