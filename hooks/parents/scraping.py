"""What Prometheus and PrometheusAgent share as parents: their configuration as Secrets, and the objects that it is made from."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hooks import names
from hooks.assets import Assets, references, tls_files
from hooks.errors import InvalidParent
from hooks.findings import Finding, Judgement, Outcome, errors
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.modes import Mode
from hooks.parents import origin, serving
from hooks.parents.related import RelatedKind, named, selected, selected_assets, siblings
from hooks.parents.view import View
from hooks.parents.workload import ASSETS_LIMIT, secret, sharded
from hooks.prometheus_yaml import additional, files, origins
from hooks.prometheus_yaml.context import Inputs, Scraper
from hooks.prometheus_yaml.files import Files
from hooks.prometheus_yaml.frame import selectors
from hooks.prometheus_yaml.selected import ScrapeObjects, scrape_objects
from hooks.protocol import Manifest, Objects, RelatedRule
from hooks.selection import prometheus as selection
from hooks.settings import Settings
from hooks.workloads import names as children_names
from hooks.workloads import web_config
from hooks.workloads.labels import child_metadata
from hooks.workloads.slots import Slots, mounted, slots


def related_rules(parent: Scraper, own_kind: RelatedKind) -> tuple[RelatedRule, ...]:
    """The scrape objects by the selectors of ``parent``, their assets, its own references, and its siblings in the namespace."""
    own = parent.metadata.namespace
    wanted = selectors(parent).items()
    scraped = (rule for kind, each in wanted for rule in (*selected(_resource(kind), each, own), *selected_assets(kind, each, own)))
    return (*scraped, *named(references(parent, own)), *siblings(own_kind, own), *serving.related_rules(parent))


def _resource(kind: str) -> RelatedKind:
    return RelatedKind(SCRAPE_KINDS[kind].api_version, SCRAPE_KINDS[kind].plural)


_BUCKET = re.compile(rf"{names.BUCKET}(\d+)$")


class ConfigurationChildren(msgspec.Struct, frozen=True):
    """The configuration of a workload as children."""

    secrets: tuple[Manifest, ...]
    tls_asset_secrets: tuple[str, ...]
    selection: ScrapeObjects
    left_out: Mapping[tuple[str, str], tuple[Finding, ...]]
    """(kind, key) of the objects for which there is no room, and what is said about that."""
    findings: tuple[Finding, ...]
    """About the workload itself."""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What became of each selected object."""
        return tuple(map(self._judgement, self.selection.judgements))

    def _judgement(self, judgement: Judgement) -> Judgement:
        findings = self.left_out.get((judgement.subject.kind, judgement.subject.key))
        return judgement if findings is None else Judgement(judgement.subject, Outcome.REJECTED, (*judgement.findings, *findings))


class Layout(msgspec.Struct, frozen=True):
    """How the configuration is laid out: the rule ConfigMaps, the shards that read it, and what else it is made from."""

    rule_folders: tuple[str, ...]
    shards: tuple[int, ...]
    inputs: Inputs
    managed: bool = True
    """False: the user writes it."""


def configuration(view: View[Any], layout: Layout) -> ConfigurationChildren:
    """The config Secrets (natively one set per shard; none where they are the user's), the TLS assets and the web configuration."""
    parent, settings = view.parent, layout.inputs.settings
    texts = additional.findings(parent, layout.inputs)
    if wrong := errors(texts):
        raise InvalidParent(*wrong)
    selection = scrape_objects(parent, view.related, layout.inputs)
    written = _files(parent, selection, layout, view.found) if layout.managed else ()
    assets = _tls_assets(parent, selection, written, layout)
    config = origin.marked({name: data for each in written for name, data in each.secrets.items()}, parent, view.related, layout.inputs)
    return ConfigurationChildren(
        secrets=(
            *(secret(child_metadata(parent, name, settings), data) for name, data in {**config, **assets}.items()),
            web_config.web_config_secret(parent, names.WEB_CONFIG_DIR, settings),
        ),
        tls_asset_secrets=tuple(assets),
        selection=selection,
        left_out={(kind, error.key): error.findings for each in written[:1] for kind, error in each.left_out},
        findings=(*dict.fromkeys(origins.in_workload(drop.finding, parent) for each in written[:1] for drop in each.dropped), *texts),
    )


def check(parent: Scraper, settings: Settings, assets: Assets) -> None:
    """InvalidParent with everything because of which ``parent`` cannot be served, and with what would be left out of it beside."""
    if wrong := tuple(selection.findings(parent, settings, assets)):
        paths = {finding.path for finding in wrong}
        raise InvalidParent(*wrong, *(finding for finding in _of_file(parent, settings, assets) if finding.path not in paths))


def _of_file(parent: Scraper, settings: Settings, assets: Assets) -> tuple[Finding, ...]:
    """What the file itself says, as far as it can be made."""
    try:
        _, dropped = files.document(parent, (), (), Inputs.of(parent, settings, assets))
    except InvalidParent as error:
        return error.findings
    return tuple(dict.fromkeys(origins.in_workload(drop.finding, parent) for drop in dropped))


def slots_of(config: ConfigurationChildren, rule_config_maps: int, view: View[Any]) -> Slots:
    """What the pods mount ahead: what the configuration needs, and what they have."""
    numbers = (int(found[1]) for each in config.secrets for found in (_BUCKET.search(each["metadata"]["name"]),) if found)
    used = Slots(max(numbers, default=-1) + 1, rule_config_maps, len(config.tls_asset_secrets))
    return slots(used, mounted(view.workloads.values()))


def _files(parent: Scraper, selection: ScrapeObjects, layout: Layout, children: Objects) -> tuple[Files, ...]:
    native = layout.inputs.ctx.native
    numbers = layout.shards if native else (0,)
    mode: Mode = "native" if native else "sidecar"
    places = tuple(files.ConfigShard(number, children_names.config_secret(parent, number, mode), children) for number in numbers)
    return files.files(parent, selection, layout.rule_folders, places, layout.inputs)


def _tls_assets(parent: Scraper, selection: ScrapeObjects, written: Sequence[Files], layout: Layout) -> Mapping[str, dict[str, bytes]]:
    own = tls_files(parent, parent.metadata.namespace, layout.inputs.assets) if layout.managed else {}
    kept = {name: value for each in written for name, value in each.tls_files.items()}
    parts = sharded({**kept, **selection.tls_files, **own}, ASSETS_LIMIT)
    return {f"{children_names.tls_assets(parent)}-{index}": part for index, part in enumerate(parts)}
