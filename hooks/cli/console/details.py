"""Everything about one node: why it is as it is, its findings, status, part of the generated configuration, and what relabeling does to its targets."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from hooks.cli.configurations import Configuration
from hooks.cli.console.graph.model import Graph, Node
from hooks.cli.console.masking import masked, secret_values
from hooks.cli.explain import explained
from hooks.cli.explain.chain import Step, World
from hooks.cli.explain.jobs import discovered, jobs_of
from hooks.cli.explain.relabeling import Labels, steps
from hooks.cli.explain.relabeling import Step as RuleStep
from hooks.findings import Finding
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.names import ALERTMANAGER_CONFIG_FILE
from hooks.protocol import Manifest

MOST = 5
"""Targets of one job whose relabeling is shown."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a generated configuration, as YAML without credentials."""

    title: str
    text: str


class Relabeling(msgspec.Struct, frozen=True):
    """One target of a job: its labels as they were discovered, and what each rule did."""

    job: str
    before: Labels
    steps: tuple[RuleStep, ...]

    @property
    def after(self) -> Labels | None:
        """The labels in the end; None where the target is dropped."""
        return self.steps[-1].after if self.steps else self.before


class Details(msgspec.Struct, frozen=True):
    """A node's page."""

    node: Node
    leading: tuple[Node, ...] = ()
    following: tuple[Node, ...] = ()
    findings: tuple[Finding, ...] = ()
    why: Step | None = None
    conditions: tuple[Mapping[str, Any], ...] = ()
    pieces: tuple[Piece, ...] = ()
    relabelings: tuple[Relabeling, ...] = ()
    written: str = ""
    """The object as YAML; empty for a Secret, and for what is no object."""


def details(world: World, graph: Graph, node: Node) -> Details:
    """The page of a node of the graph."""
    manifest = world.by_key.get(node.key) if node.key else None
    own = manifest if manifest and node.kind == manifest["kind"] else None
    return Details(
        node=node,
        leading=tuple(graph.nodes[each] for each in graph.leading.get(node.id, ())),
        following=tuple(graph.nodes[each] for each in graph.following.get(node.id, ())),
        findings=node.findings,
        why=explained(world, manifest) if manifest else None,
        conditions=tuple(((own or {}).get("status") or {}).get("conditions") or ()),
        pieces=tuple(_pieces(world, node, manifest)),
        relabelings=tuple(_relabelings(world, manifest)) if manifest and manifest["kind"] in SCRAPE_KINDS else (),
        written=_yaml(_as_written(own)) if own and own["kind"] != "Secret" else "",
    )


def _pieces(world: World, node: Node, manifest: Manifest | None) -> Iterator[Piece]:
    if manifest is None:
        return
    hidden = secret_values(world.objects)
    for shard in world.configurations:
        for title, part in _parts(shard, node, manifest):
            yield Piece(f"{title} of {shard.pods}", _yaml(masked(part, hidden)))


def _parts(shard: Configuration, node: Node, manifest: Manifest) -> Iterator[tuple[str, Any]]:
    if manifest["kind"] in SCRAPE_KINDS:
        yield from ((f"job {job['job_name']}", job) for job in jobs_of(shard, manifest))
    elif manifest["kind"] == "PrometheusRule":
        for file, text in shard.files.items():
            if file.endswith(f"-{manifest['metadata'].get('uid')}.yaml"):
                yield file, _rules(yaml.load(text, Loader=yaml.CSafeLoader), node)
    elif manifest["kind"] == "Alertmanager" and shard.workload == node.key:
        document = yaml.load(shard.files.get(ALERTMANAGER_CONFIG_FILE, ""), Loader=yaml.CSafeLoader) or {}
        name = node.id.split("/", 3)[3] if node.kind == "Receiver" else ""
        yield from (("receiver", each) for each in document.get("receivers") or () if each.get("name") == name)
        if node.kind == "Route":
            yield "route", document.get("route")


def _rules(document: Any, node: Node) -> Any:
    """The groups of a rule file, of an alert only its own rules."""
    groups = (document or {}).get("groups") or ()
    if node.kind != "Alert":
        return groups
    found = ({**group, "rules": [rule for rule in group.get("rules") or () if rule.get("alert") == node.title]} for group in groups)
    return [group for group in found if group["rules"]]


def _relabelings(world: World, manifest: Manifest) -> Iterator[Relabeling]:
    for shard in world.configurations:
        for job in jobs_of(shard, manifest):
            for labels, _ in zip(discovered(world, shard, job), range(MOST), strict=False):
                yield Relabeling(str(job["job_name"]), labels, steps(job.get("relabel_configs") or (), labels))


def _as_written(manifest: Manifest) -> Manifest:
    """Without what the cluster or the loop adds."""
    shown = {name: value for name, value in manifest["metadata"].items() if name in ("name", "namespace", "labels", "annotations")}
    return {**{name: value for name, value in manifest.items() if name != "status"}, "metadata": shown}


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120))
