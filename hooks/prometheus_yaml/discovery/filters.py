"""Filters by name, which Docker, Docker Swarm and EC2 understand."""

from collections.abc import Iterable

from hooks.kinds.discovery.filters import Filter
from hooks.versions import Section


class FilterSection(Section, frozen=True, kw_only=True):
    """One entry of filters: any of the values matches."""

    name: str
    values: tuple[str, ...]


def filters(given: Iterable[Filter]) -> tuple[FilterSection, ...] | None:
    """Filters in the order of their names; ``None`` where there are none."""
    return tuple(FilterSection(name=each.name or "", values=each.values) for each in sorted(given, key=lambda each: each.name or "")) or None
