"""What a version does not read is told at the field that the user wrote, whichever it is: objects here say everything that their types let them say."""

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from hooks.assets import Assets, tls_file
from hooks.kinds.base import Kind, Spec
from hooks.kinds.meta import ObjectMeta
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.scraped import SCRAPE_KINDS, ScrapeKind
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import agent, origins, server
from hooks.prometheus_yaml.context import Inputs, ScrapeContext
from hooks.prometheus_yaml.file import Jobs
from hooks.prometheus_yaml.fragments import MAKERS, fragment
from hooks.settings import Settings
from hooks.versions import Version, prune
from tests.unit.prometheus_yaml.clusters import workload

TEXT = "1"
SECRETS = Assets({tls_file(kind, "shop", TEXT, TEXT): "value" for kind in ("Secret", "ConfigMap")})


def full(hint: Any) -> Any:
    """A value that says something in every field."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in {Union, types.UnionType}:
        return full(next(each for each in get_args(hint) if each is not type(None)))
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        return (full(get_args(hint)[0]),)
    if get_origin(hint) in {dict, Mapping}:
        return {TEXT: full(get_args(hint)[1])}
    if isinstance(hint, type) and issubclass(hint, Spec):
        return hint(**{name: full(each) for name, each in get_type_hints(hint, include_extras=True).items() if name in hint.__struct_fields__})
    return {bool: True, int: 1, float: 1.0, str: TEXT}.get(hint)


def said(obj: Any, path: str) -> Any:
    """The value at ``path`` of an object."""
    value = msgspec.to_builtins(obj)
    for part in path.partition(' "')[0].replace("[", ".[").split("."):
        value = value[int(part[1:-1])] if part.startswith("[") else value[part]
    return value


OLD = Version.parse("2.10.0")
CONTEXT = msgspec.structs.replace(ScrapeContext.of(workload(), Settings(reload="sidecar"), Assets()), version=OLD)


@pytest.mark.parametrize("kind", SCRAPE_KINDS.values(), ids=SCRAPE_KINDS)
def test_a_field_of_a_job_has_one_in_its_object(kind: ScrapeKind) -> None:
    found: Any = kind.type
    obj = found(metadata=ObjectMeta(namespace="shop", name="web"), spec=full(get_type_hints(kind.type)["spec"]))
    dropped = [drop for job in MAKERS[kind.type].jobs(obj, CONTEXT, SECRETS) for drop in prune(job, OLD)[1]]
    places = {drop.path: origins.in_object(drop.finding, obj, 0) for drop in dropped}
    assert len(places) > 20
    assert not [path for path, finding in places.items() if finding is None]
    assert all(said(obj, finding.path) for finding in places.values() if finding)


CONTRADICTING = {"otlp": None, "scrape_timeout": None, "retention_percentage": None}


@pytest.mark.parametrize(("kind", "document"), [(Prometheus, server.document), (PrometheusAgent, agent.document)])
def test_a_field_of_the_file_has_one_in_its_workload(kind: type[Kind], document: Any) -> None:
    spec = full(get_type_hints(kind)["spec"])
    sound = {name: value for name, value in CONTRADICTING.items() if hasattr(spec, name)}
    parent: Any = kind(metadata=ObjectMeta(namespace="shop", name="main"))
    parent = msgspec.structs.replace(parent, spec=msgspec.structs.replace(spec, scrape_interval="30s", **sound))
    folders = ((),) if kind is Prometheus else ()
    _, dropped = document(parent, Jobs(), *folders, Inputs(CONTEXT, Settings(), Assets()))
    places = {drop.path: origins.in_workload(drop.finding, parent) for drop in dropped}
    assert len(places) > 20
    assert not [path for path, finding in places.items() if finding.origin]
    assert all(said(parent, finding.path) for finding in places.values())


@pytest.mark.parametrize(
    ("version", "spec", "path"),
    [
        pytest.param("2.27.0", "{enforcedBodySizeLimit: 1MB}", "spec.enforcedBodySizeLimit", id="an-enforced-limit"),
        pytest.param(
            "2.54.0", "{scrapeClasses: [{name: a}, {name: b, fallbackScrapeProtocol: x}]}", "spec.scrapeClasses[1].fallbackScrapeProtocol", id="a-class"
        ),
        pytest.param("2.25.0", "{apiserverConfig: {host: a, authorization: {credentialsFile: b}}}", "spec.apiserverConfig.authorization", id="the-api-server"),
    ],
)
def test_what_jobs_have_from_their_workload_is_told_of_that(version: str, spec: str, path: str) -> None:
    parent: Any = workload(spec)
    inputs = Inputs.of(msgspec.structs.replace(parent, spec=msgspec.structs.replace(parent.spec, version=version)), Settings(), Assets())
    _, dropped = server.document(parent, Jobs(), (), inputs)
    assert {origins.in_workload(drop.finding, parent).path for drop in dropped} == {path}
    monitor = msgspec.convert({"metadata": {"namespace": "shop", "name": "web"}, "spec": {"selector": {}, "endpoints": [{}]}}, ServiceMonitor)
    assert fragment(monitor, inputs.ctx, Assets()).findings == ()
