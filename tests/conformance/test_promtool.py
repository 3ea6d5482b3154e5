"""Real promtools read every configuration that we render for the corpus, each with a promtool for its version; what they object to is listed."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from hooks.cli.local.programs import Source
from hooks.loop.defaults import defaulted
from hooks.versions import Version
from tests.conformance.cases import cases
from tests.conformance.defaults import recorded
from tests.conformance.outcomes import adapter
from tests.conformance.test_conformance import FOUND, needs_corpus
from tests.promtool import objections, promtool, source_for

TYPES = {
    "prometheus-config": {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus"},
    "prometheusagent-config": {"apiVersion": "monitoring.coreos.com/v1alpha1", "kind": "PrometheusAgent"},
}
OBJECTS = ("serviceMonitors", "podMonitors", "probes", "scrapeConfigs")
LIST = Path(__file__).with_name("promtool_objections.yaml")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Objections that match ``rule`` are meant, for this reason; ``example`` is a case that shows one."""

    rule: str
    reason: str
    example: str


class Rendered(msgspec.Struct, frozen=True):
    """The configuration of a case, for the version that it is rendered for."""

    case: str
    version: Version
    text: str


@cache
def rendered(suite: str) -> tuple[Rendered, ...]:
    """The cases that are not refused."""
    return tuple(_rendered(suite))


def _rendered(suite: str) -> Iterator[Rendered]:
    module = adapter(suite)
    assert module is not None
    for case in cases(suite, FOUND[suite]):
        inputs = as_in_a_cluster(suite, case.inputs)
        got = module.outcome(inputs, case.document)
        if "config" in got:
            yield Rendered(case.case, Version.parse(inputs["prometheus"]["spec"].get("version") or recorded().prometheus_version), got["config"])


def as_in_a_cluster(suite: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """With the defaults of the API server (the corpus has workloads without an interval), and each object once (it has some twice, by the same name)."""
    objects = {kind: list({(each["metadata"].get("namespace"), each["metadata"]["name"]): each for each in inputs.get(kind, ())}.values()) for kind in OBJECTS}
    return {**inputs, **objects, "prometheus": defaulted({**inputs["prometheus"], **TYPES[suite]})}


@cache
def found(suite: str, source: Source) -> dict[str, str]:
    """Objections by case, of the promtool from ``source`` to what is rendered for its versions."""
    texts = {each.case: each.text for each in rendered(suite) if source_for(each.version) is source}
    return objections(promtool(source), texts, agent=suite == "prometheusagent-config")


@cache
def listed() -> tuple[Entry, ...]:
    return msgspec.convert(yaml.safe_load(LIST.read_text(encoding="utf-8")) or [], tuple[Entry, ...])


@needs_corpus
@pytest.mark.local
@pytest.mark.timeout(120)
@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
@pytest.mark.parametrize("suite", TYPES)
def test_promtool_reads_every_configuration_or_its_objection_is_listed(suite: str, source: Source) -> None:
    assert {case: words for case, words in found(suite, source).items() if not any(re.search(each.rule, words) for each in listed())} == {}


@needs_corpus
@pytest.mark.local
@pytest.mark.timeout(120)
@pytest.mark.parametrize("entry", listed(), ids=lambda entry: entry.example)
def test_every_listed_objection_is_still_raised(entry: Entry) -> None:
    assert entry.reason.strip()
    raised = [found(suite, source).get(entry.example, "") for suite in TYPES for source in (Source.DEBIAN, Source.PINNED)]
    assert any(re.search(entry.rule, words) for words in raised), f"{entry.example} is no longer objected to, remove the entry"
