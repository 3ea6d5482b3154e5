"""Targets written down one by one. Source: Prometheus configuration, ``<static_config>``."""

from hooks.kinds.discovery.static import StaticConfig
from hooks.source import Source
from hooks.versions import Section


class Static(Section, frozen=True, kw_only=True):
    """One entry of static_configs; ``labels`` is written even if it is empty."""

    targets: tuple[str, ...]
    labels: dict[str, str]


def discovery(spec: StaticConfig, _source: Source) -> Static:
    """The targets in the order given, the labels in the order of their names."""
    return Static(targets=spec.targets, labels=dict(sorted(spec.labels.items())))
