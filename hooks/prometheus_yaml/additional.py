"""YAML that a user adds by hand (``additionalScrapeConfigs`` and its like): checked, then passed through scalar by scalar.

The text is composed into nodes and written again from them, so that quoting, numbers like ``0755`` and words like ``on`` stay as they are; comments
do not survive. Messages name places, never content: these texts hold passwords.
"""

from collections import Counter

import msgspec
import yaml

from hooks import yaml_reading
from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.findings import Finding
from hooks.findings.workloads import TEXT
from hooks.kinds.prometheus import PrometheusSpec
from hooks.prometheus_yaml import raw
from hooks.prometheus_yaml.context import Inputs, ScrapeContext, Scraper
from hooks.prometheus_yaml.sharding import Sharding, own_share
from hooks.rendering import Block, yaml_text
from hooks.selection.context import SelectionContext

try:
    from yaml import CDumper as Dumper
except ImportError:  # a PyYAML without libyaml writes the same, only slower
    from yaml import Dumper  # type: ignore[assignment]

JOBS, RULES, ALERTMANAGERS = "spec.additionalScrapeConfigs", "spec.additionalAlertRelabelConfigs", "spec.additionalAlertManagerConfigs"


class AddedTexts(msgspec.Struct, frozen=True):
    """What a user adds, by what it is; ``None`` where nothing is referenced."""

    jobs: str | None = None
    alert_relabel_configs: str | None = None
    alertmanager_configs: str | None = None

    @classmethod
    def of(cls, workload: Scraper, assets: Assets) -> "AddedTexts":
        """The texts that ``workload`` references."""
        spec, namespace = workload.spec, workload.metadata.namespace
        jobs = assets.secret(namespace, spec.additional_scrape_configs)
        if not isinstance(spec, PrometheusSpec):
            return cls(jobs)
        return cls(jobs, assets.secret(namespace, spec.additional_alert_relabel_configs), assets.secret(namespace, spec.additional_alert_manager_configs))

    def scrape_jobs(self, ctx: ScrapeContext) -> tuple[Block, ...]:
        """The user's jobs. With several shards each takes its share, unless a job has a ``hashmod`` rule of its own; a DaemonSet has no shards."""
        shared = ctx.sharding.shards > 1 and not ctx.every_node
        jobs = mappings(self.jobs or "", JOBS)
        _check_names(jobs, JOBS)
        return block([_shared(job, ctx.sharding, f"{JOBS}[{index}]") if shared else job for index, job in enumerate(jobs)])

    def relabelings(self) -> tuple[Block, ...]:
        """The user's rules for every alert."""
        return block(mappings(self.alert_relabel_configs or "", RULES))

    def alertmanagers(self) -> tuple[Block, ...]:
        """The user's Alertmanagers."""
        return block(mappings(self.alertmanager_configs or "", ALERTMANAGERS))


def findings(workload: Scraper, inputs: Inputs) -> tuple[Finding, ...]:
    """What is wrong with the texts of ``workload``, or too new to be judged. InvalidParent where one is no list of mappings."""
    texts, ctx = AddedTexts.of(workload, inputs.assets), SelectionContext.of(workload, inputs.settings)
    jobs = (found for index, job in enumerate(mappings(texts.jobs or "", JOBS)) for found in raw.job_findings(job, f"{JOBS}[{index}]", ctx))
    others = (
        found
        for text, path, section in ((texts.alert_relabel_configs, RULES, "relabel_config"), (texts.alertmanager_configs, ALERTMANAGERS, "alertmanager"))
        for index, node in enumerate(mappings(text or "", path))
        for found in raw.section_findings(node, section, f"{path}[{index}]", ctx)
    )
    return (*jobs, *others)


def mappings(text: str, path: str) -> list[yaml.MappingNode]:
    """The entries of the list in ``text``; InvalidParent at ``path`` where Prometheus could not read it either."""
    try:
        root = yaml_reading.root(text)
    except yaml_reading.Unreadable as error:
        raise InvalidParent(TEXT.at(path, f"no YAML, line {error.line}: {error.problem}")) from None
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise InvalidParent(TEXT.at(path, "must be a list", "begin each entry with a dash"))
    _check_keys(root, path, set())
    return [_mapping(item, f"{path}[{index}]") for index, item in enumerate(root.value)]


def _check_keys(node: yaml.Node, path: str, seen: set[int]) -> None:
    """Prometheus reads strictly: no key twice, at any level. ``seen`` are the nodes already looked at, because aliases may form a circle."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _check_keys(item, f"{path}[{index}]", seen)
    if isinstance(node, yaml.MappingNode):
        keys = [key.value if isinstance(key, yaml.ScalarNode) else "" for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1 and key != "<<"]
        if twice:
            raise InvalidParent(TEXT.at(path, f"{twice[0]} stands there twice", "remove one"))
        for key, (_, value) in zip(keys, node.value, strict=True):
            _check_keys(value, f"{path}.{key}", seen)


def _mapping(node: yaml.Node, path: str) -> yaml.MappingNode:
    if not isinstance(node, yaml.MappingNode):
        raise InvalidParent(TEXT.at(path, "must be a mapping"))
    return node


def _check_names(jobs: list[yaml.MappingNode], path: str) -> None:
    names = [name for job in jobs if isinstance(name := _member(job, "job_name"), yaml.ScalarNode)]
    twice = [name for name, count in Counter(node.value for node in names).items() if count > 1]
    if twice:
        raise InvalidParent(TEXT.at(path, f'job_name "{twice[0]}" stands there twice, Prometheus refuses that'))


def _shared(job: yaml.MappingNode, sharding: Sharding, path: str) -> yaml.MappingNode:
    rules = _member(job, "relabel_configs")
    if rules is not None and not isinstance(rules, yaml.SequenceNode):
        raise InvalidParent(TEXT.at(f"{path}.relabel_configs", "must be a list"))
    own = list(rules.value) if rules else []
    others = [(key, value) for key, value in job.value if key.value != "relabel_configs"]
    hashed = any(_is_hashmod(rule) for rule in own)
    share = [] if hashed else mappings(yaml_text(own_share(sharding)), path)
    return _with_entries(job, [*others, (_text("relabel_configs"), _list([*own, *share]))])


def _is_hashmod(rule: yaml.Node) -> bool:
    action = _member(rule, "action") if isinstance(rule, yaml.MappingNode) else None
    return isinstance(action, yaml.ScalarNode) and action.value == "hashmod"


def _member(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _with_entries(node: yaml.MappingNode, entries: list[tuple[yaml.Node, yaml.Node]]) -> yaml.MappingNode:
    return yaml.MappingNode(node.tag, entries, flow_style=False)


def _text(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value)


def _list(items: list[yaml.Node]) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False)


def block(nodes: list[yaml.MappingNode]) -> tuple[Block, ...]:
    """The entries as they stand in a list of a generated file."""
    if not nodes:
        return ()
    return (Block(yaml.serialize(_list(list(nodes)), Dumper=Dumper, allow_unicode=True, width=1_000_000)),)
