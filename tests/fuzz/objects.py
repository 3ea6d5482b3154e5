"""Random custom resources of all ten kinds, made from their schemas with values that break things, in a cluster in memory.

``python -m tests.fuzz.objects --kind ScrapeConfig --number 2000`` prints what is published and the programs refuse, the first of each sort; with
``--judged`` the hooks ask the judge, too, and there must be nothing.
"""

import base64
import gzip
import re
import time
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

import click
import re2  # type: ignore[import-untyped]  # the package has no types

from hooks.cli.cluster import cluster
from hooks.cli.judge import judge
from hooks.cli.validation import problems
from hooks.findings import Outcome
from hooks.judge import ABSENT, Judge, Question
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import Schema, kind_schema
from hooks.protocol import Manifest
from hooks.settings import Settings
from tests.fuzz import nasty
from tests.fuzz.alertmanager import ADDRESSES, CLOCK, LABELS, MONTHS, NAMES, WEEKDAYS, YEARS
from tests.fuzz.promql import expression
from tests.fuzz.templates import template

SOUND = 0.9
"""How often a value is one of the sound ones, which stand first."""
DURATIONS = ("30s", "1m", "10s", "5m", *nasty.DURATIONS, "1d", "400d", "1s1s", " 1m", "1M", "")
SIZES = ("1MB", "10KB", "0", "0B", "1", "1EB", "9" * 30 + "EB", "1.5GB", ".5B", "1Ki", "1KiB", "")
TARGETS = ("host:9090", "10.0.0.1:80", "host", "a/b", "http://host", "", "a b", "[::1]:80", "::1", ":80", "a:b", "é", "a?b", "x" * 300)
TEXTS = ("web", "a", "team", "x-y", *nasty.TEXTS, "a\nb", "\x00", "\u2028", "\ufeffa", "a\x85b", "$1", "${a}", "$(SHARD)", "${", "%{a}", "::", "a=b,c", "SCWX")
QUERIES = ("a=b", "a", "a,b!=c", "a in (b,c)", "!a", "a notin (b)", "", "a=b=c", "a in b", ",", "=", "a!", "ä=b", "x/y/z=1", "a=" + "b" * 64, "metadata.name=a")
NUMBERS = (1, 2, 5, 80, 0, 100, -1, 65535, 65536, 2**31 - 1, 2**31, 2**63 - 1)
METHODS = ("GET", "POST", "get", "", "A B")
SUITED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("interval|timeout|duration|refresh|delay|backoff|age|period|window|expire|ttl|^for$|wait|lookback|retention$|offset|retry", DURATIONS),
    ("size|limit$", SIZES),
    ("url|server|endpoint$|host$|address|link|icon|href|src|authority|proxyurl", ADDRESSES),
    ("^targets$|^static$|prober|hosts|smarthost", TARGETS),
    ("^regex$", nasty.REGEXES),
    ("label(s)?$|groupby|equal|sourcelabels|labelname|tolabels", LABELS),
    ("selector|filter", QUERIES),
    ("months", MONTHS),
    ("weekdays", WEEKDAYS),
    ("years", YEARS),
    ("starttime|endtime", CLOCK),
    ("^receiver$|timeintervals$", NAMES),
    ("method", METHODS),
)
NEEDED = frozenset(["endpoints", "podMetricsEndpoints", "groups", "receivers", "route", "receiver", "name", "prober", "targets", "url", "expr", "port"]) | {
    *("username", "password", "to", "routingKey", "apiKey", "token", "userKey", "apiURL", "webhookURL", "webhookUrl", "webhook_url", "region", "roomID"),
    *("credentials", "targetLabel", "clientId", "clientSecret", "tokenUrl", "from", "smarthost", "topicARN", "staticConfig", "static", "chatID", "botToken"),
}
"""Fields without which most of the rest is never looked at."""
CA = "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n"
VALUES = tuple(dict.fromkeys(("user", "pass:word", "https://example.com/x", *nasty.TEXTS, *ADDRESSES, "a\nb", " a ", "a\x00b", "é", '"', "\\", "hunter2")))
SECRET: Manifest = {
    "apiVersion": "v1",
    "kind": "Secret",
    "metadata": {"name": "s", "namespace": "team"},
    "data": {f"k{index}": base64.b64encode(value.encode()).decode() for index, value in enumerate(VALUES)},
}
CONFIG_MAP: Manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "s", "namespace": "team"}, "data": {"ca": CA}}
EVERYTHING: Mapping[str, Any] = {
    **{f"{kind}{scope}Selector": {} for kind in ("serviceMonitor", "podMonitor", "probe", "scrapeConfig") for scope in ("", "Namespace")},
}
WORKLOADS: Mapping[str, Manifest] = {
    "Prometheus": {**EVERYTHING, "version": "v3.16.0", "ruleSelector": {}, "ruleNamespaceSelector": {}},
    "PrometheusAgent": {**EVERYTHING, "version": "v3.16.0"},
    "Alertmanager": {"version": "v0.35.0", "alertmanagerConfigSelector": {}, "alertmanagerConfigNamespaceSelector": {}},
    "ThanosRuler": {"version": "v0.42.4", "queryEndpoints": ["a"], "ruleSelector": {}, "ruleNamespaceSelector": {}},
}
ROUTE = kind_schema(KINDS["AlertmanagerConfig"].type)["properties"]["spec"]["properties"]["route"]["properties"]
READERS: Mapping[str, str] = {"PrometheusRule": "Prometheus", "AlertmanagerConfig": "Alertmanager"}
"""The workload that selects a kind; Prometheus where none is named here."""
NOT_OURS = frozenset(["containers", "initContainers", "volumes", "volumeMounts", "affinity", "tolerations", "securityContext", "podMetadata", "storage"]) | {
    *("resources", "hostAliases", "dnsConfig", "topologySpreadConstraints", "imagePullSecrets", "version", "image", "baseImage", "tag", "sha", "paused"),
    *(name for spec in WORKLOADS.values() for name in spec),
}
"""Fields of workloads that stay as they are: Kubernetes' own, and what decides who is looked at."""


class Objects:
    """Makes manifests; the same ``random`` makes the same ones."""

    def __init__(self, random: Random) -> None:
        """Fields that need not be there are there with a chance of their own for each object."""
        self.random = random
        self.chance = 0.1

    def manifest(self, kind: str, name: str) -> Manifest:
        """An object of ``kind`` that its schema lets in; what it does not let in is made again."""
        while True:
            self.chance = self.random.choice((0.03, 0.1, 0.3))
            schema = kind_schema(KINDS[kind].type)["properties"]["spec"]
            spec = {**self.value(schema, ""), **WORKLOADS.get(kind, {})}
            api_version = f"monitoring.coreos.com/{KINDS[kind].version}"
            found = {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, "namespace": "team", "labels": {}}, "spec": spec}
            if not problems(found):
                return found

    def value(self, schema: Schema, name: str) -> Any:
        """A value that suits the schema, most often, and the name of its field."""
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if "properties" in schema:
            found = self.struct(schema)
            return found if name != "prober" else {**found, "url": self.pick(TARGETS)}
        if schema.get("x-kubernetes-int-or-string"):
            return self.random.choice((80, "web", 0, "80", ""))
        makers = {"array": self.list, "object": self.map, "integer": self.number, "number": self.number, "boolean": self.flag}
        return makers.get(schema.get("type", "string"), self.text)(schema, name)

    def list(self, schema: Schema, name: str) -> list[Any]:
        """Seldom more than one item."""
        if name == "routes":
            return [self.struct({"properties": ROUTE}) for _ in range(self.random.choice((0, 1)))]
        return [self.value(schema["items"], name) for _ in range(max(self.random.choice((0, 1, 1, 1, 2)), schema.get("minItems", 0)))]

    def map(self, schema: Schema, name: str) -> dict[str, Any]:
        """Names of labels, or any texts, as keys."""
        below = schema.get("additionalProperties") or {"type": "string"}
        keys = LABELS if "abel" in name else TEXTS
        return {self.pick(keys): self.value(below, name) for _ in range(self.random.choice((0, 1, 1, 2)))}

    def number(self, schema: Schema, _: str) -> int:
        """A number that the schema lets in."""
        low, high = schema.get("minimum", -1), schema.get("maximum", 2**63 - 1)
        found: int = self.pick(tuple(number for number in NUMBERS if low <= number <= high) or (low,))
        return found

    def flag(self, _schema: Schema, _: str) -> bool:
        """Yes or no."""
        return self.random.random() < 0.5

    def struct(self, schema: Schema) -> dict[str, Any]:
        """An object with the fields that it must have, and some others."""
        fields, needed = schema["properties"], set(schema.get("required", ()))
        if set(fields) == {"key", "name", "optional"}:
            return {"name": "s", "key": f"k{self.random.randrange(len(VALUES))}" if self.random.random() < SOUND else "none"}
        if set(fields) == {"secret", "configMap"}:
            return self.random.choice(({"configMap": {"name": "s", "key": "ca"}}, {"secret": {"name": "s", "key": "k0"}}, {}))
        wanted = [name for name in fields if name in needed or (name not in NOT_OURS and self.random.random() < self.frequency(name))]
        return {name: self.value(fields[name], name) for name in wanted}

    def frequency(self, name: str) -> float:
        """How often a field is there: what the rest hangs on nearly always, a discovery seldom."""
        if name in NEEDED:
            return 0.9
        return min(self.chance, 0.05) if name.endswith("SDConfigs") and self.random.random() < 0.5 else self.chance

    def text(self, schema: Schema, name: str) -> str:
        """A text that the schema's pattern lets in, if one is found."""
        if name == "expr":
            return expression(self.random)
        if name in {"annotations", "labels"} and self.random.random() < 0.5:
            return template(self.random)
        suited = next((values for pattern, values in SUITED if re.search(pattern, name, re.IGNORECASE)), TEXTS)
        pattern = schema.get("pattern")
        fitting = [value for value in suited if pattern and re2.search(pattern, value)]
        return self.random.choice(fitting) if fitting else self.pick(suited)

    def pick(self, values: tuple[Any, ...]) -> Any:
        """One of the values, most often a sound one."""
        return self.random.choice(values[: max(1, len(values) // 6)] if self.random.random() < SOUND else values)


class Tried(NamedTuple):
    """What became of an object."""

    manifest: Manifest
    accepted: bool
    findings: tuple[str, ...]
    refusals: tuple[str, ...]
    """What the programs say about what is published."""
    seconds: float
    """Of processor."""


def tried(manifest: Manifest, asked: Judge, programs: Judge) -> Tried:
    """The object in a cluster with a workload that selects it; the hooks ask ``asked``, ``programs`` judges what they publish."""
    kind, before = manifest["kind"], time.process_time()
    loop = cluster(Settings(judge=asked))
    reader = READERS.get(kind, "Prometheus")
    workload = {
        "apiVersion": f"monitoring.coreos.com/{KINDS[reader].version}",
        "kind": reader,
        "metadata": {"name": "main", "namespace": "team"},
        "spec": WORKLOADS[reader],
    }
    loop.apply((SECRET, CONFIG_MAP, *((workload,) if kind not in WORKLOADS else ()), manifest))
    report = loop.converge()
    seconds = time.process_time() - before
    judgements = [each for judged in report.judged for each in judged.judgements if each.subject.kind == kind]
    findings = [str(finding) for judged in report.judged for finding in judged.findings]
    findings += [str(finding) for found in (*(each.findings for each in judgements), *(event.findings for event in report.events)) for finding in found]
    served = kind in WORKLOADS and not any(judged.parent.kind == kind and judged.findings for judged in report.judged) and not report.events
    accepted = served or any(each.outcome == Outcome.ACCEPTED for each in judgements)
    refusals = tuple(problem for ask, text in published(loop.objects()) for problem in refused(ask, text, programs))
    return Tried(manifest, accepted, tuple(findings), refusals, seconds)


def published(objects: tuple[Manifest, ...]) -> Iterator[tuple[Any, str]]:
    """What is to be asked of each text that a program will read."""
    for each in objects:
        name = each["metadata"]["name"]
        if each["kind"] == "ConfigMap" and "-rulefiles-" in name:
            yield from (("rules", text) for text in (each.get("data") or {}).values())
        if each["kind"] == "Secret":
            data = {key: base64.b64decode(value) for key, value in (each.get("data") or {}).items()}
            yield from (("prometheus", data[key].decode()) for key in ("prometheus.yaml", "remote-write.yaml") if key in data)
            yield from (("prometheus", gzip.decompress(data[key]).decode()) for key in ("prometheus.yaml.gz",) if key in data)
            yield from (("alertmanager", gzip.decompress(data[key]).decode()) for key in ("alertmanager.yaml.gz",) if key in data)


def refused(ask: Any, text: str, programs: Judge) -> Iterator[str]:
    """What a program says about a text."""
    answer = programs.answer(Question(ask=ask, text=text))
    assert answer is not None
    yield from (problem.text for problem in answer.problems)


@click.command()
@click.option("--kind", default="ScrapeConfig")
@click.option("--number", default=1000)
@click.option("--seed", default="1")
@click.option("--judged", is_flag=True)
def main(kind: str, number: int, seed: str, judged: bool) -> None:
    """Count what is published and refused, and print the first of each sort."""
    programs, shown, counts = judge(), dict[str, Tried](), [0, 0]
    slowest = 0.0
    for index in range(number):
        found = tried(Objects(Random(f"{seed} {kind} {index}")).manifest(kind, "x"), programs if judged else ABSENT, programs)
        counts[0] += found.accepted
        slowest = max(slowest, found.seconds)
        if found.refusals:
            counts[1] += 1
            shown.setdefault(re.sub(r'"[^"]*"|\d+', "…", found.refusals[0])[:120], found)
    click.echo(f"{kind}: {number} objects, {counts[0]} accepted, {counts[1]} published and refused, slowest {slowest:.2f} s")
    for found in shown.values():
        click.echo(f"  {found.refusals[0][:300]}\n      {found.manifest['spec']}"[:900])


if __name__ == "__main__":
    main()
