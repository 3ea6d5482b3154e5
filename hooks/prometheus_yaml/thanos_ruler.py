"""What a ThanosRuler has of Prometheus' own sections, read by the Prometheus code that a Thanos version is built with: remote write, relabelings of alerts."""

from collections.abc import Iterator

from hooks import judge as judges
from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.findings import Finding
from hooks.findings.scraping import REFUSED
from hooks.findings.versions import TOO_OLD
from hooks.kinds.thanosruler import ThanosRuler
from hooks.prometheus_yaml import origins, remote_write
from hooks.prometheus_yaml.additional import block, mappings
from hooks.prometheus_yaml.raw import section_findings
from hooks.rendering import yaml_text
from hooks.selection import remote_write as endpoints
from hooks.selection.context import SelectionContext
from hooks.settings import Settings
from hooks.source import Source
from hooks.versions import Dropped, Version, prune

_RELABELINGS = "spec.alertRelabelConfigs"
_FIRST = Version.parse("0.24.0")
_PROMETHEUS = {
    Version.parse(thanos): Version.parse(prometheus)
    for thanos, prometheus in (
        ("0.24.0", "2.32.0"),
        ("0.28.0", "2.38.0"),
        ("0.30.0", "2.40.7"),
        ("0.31.0", "2.45.0"),
        ("0.32.0", "2.50.0"),
        ("0.36.0", "2.52.2"),
        ("0.37.0", "2.55.1"),
        ("0.38.0", "3.1.0"),
        ("0.40.0", "3.5.1"),
    )
}
"""Since which Thanos version which Prometheus version's remote write fields are read. Thanos is built with snapshots of Prometheus' main branch, so it
can be ahead of the Prometheus release of its time."""


def remote_write_file(ruler: ThanosRuler, settings: Settings, source: Source) -> tuple[str, tuple[Dropped, ...]]:
    """The file, and what the version does not read. InvalidParent where the version cannot do what is asked for."""
    version = Version.parse(ruler.spec.version or settings.thanos_version)
    if not ruler.spec.remote_write:
        return yaml_text({"remote_write": []}), ()
    if version < _FIRST:
        raise InvalidParent(TOO_OLD.at("spec.remoteWrite", f"Thanos {version} has no remote write", f"use version {_FIRST} or later"))
    section = remote_write.section(ruler.spec.remote_write, source)
    kept, dropped = prune(section, built_in(version), "remote_write")
    if wrong := tuple(_endpoints(ruler, version, source)):
        raise InvalidParent(*wrong, *(origins.in_workload(drop.finding, ruler) for drop in dropped))
    text = yaml_text({"remote_write": kept})
    if refusal := judges.refusal(settings.judge, "prometheus", text, built_in(version), source.assets.values.values()):
        raise InvalidParent(REFUSED.at("spec.remoteWrite", refusal))
    return text, dropped


def relabeling_findings(ruler: ThanosRuler, settings: Settings, assets: Assets) -> tuple[Finding, ...]:
    """What is wrong with the relabelings of alerts that a Secret holds. The pods mount it themselves: Thanos would not start with what is named here."""
    text = assets.secret(ruler.metadata.namespace, ruler.spec.alert_relabel_configs)
    if not text or ruler.spec.alert_relabel_config_file:
        return ()
    version = built_in(Version.parse(ruler.spec.version or settings.thanos_version))
    try:
        nodes = mappings(text, _RELABELINGS)
    except InvalidParent as error:
        return error.findings
    ctx = SelectionContext(version=version)
    own = tuple(found for index, node in enumerate(nodes) for found in section_findings(node, "relabel_config", f"{_RELABELINGS}[{index}]", ctx))
    file = yaml_text({"alerting": {"alert_relabel_configs": block(nodes)}})
    refusal = "" if own else judges.refusal(settings.judge, "prometheus", file, version, (text,))
    return (*own, *((REFUSED.at(_RELABELINGS, refusal),) if refusal else ()))


def built_in(thanos: Version) -> Version:
    """The Prometheus version whose remote write a Thanos version reads."""
    return max(prometheus for first, prometheus in _PROMETHEUS.items() if first <= thanos)


def _endpoints(ruler: ThanosRuler, version: Version, source: Source) -> Iterator[Finding]:
    ctx = SelectionContext(version=built_in(version))
    yield from endpoints.repeated("spec.remoteWrite", ruler.spec.remote_write)
    for index, remote in enumerate(ruler.spec.remote_write):
        yield from endpoints.findings(remote, f"spec.remoteWrite[{index}]", ctx, source)
