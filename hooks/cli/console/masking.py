"""No value of a Secret is shown: neither one that a Secret holds, nor one in a field whose name says that it is a credential."""

from collections.abc import Collection, Iterable
from typing import Any

from hooks.cli.local.volumes import data_of
from hooks.cli.plan.differences import HIDDEN, hides
from hooks.protocol import Manifest

_SHORTEST = 12
"""Characters of a Secret's value that is looked for inside of other texts; a shorter one, which may be a word, is hidden where it is the whole text."""


def secret_values(objects: Iterable[Manifest]) -> frozenset[str]:
    """What the Secrets hold, as far as it is text."""
    held = (data for manifest in objects if manifest["kind"] == "Secret" for data in data_of(manifest).values())
    return frozenset(text for data in held if (text := data.decode(errors="ignore").strip()))


def masked(value: Any, hidden: Collection[str], field: str = "") -> Any:
    """A part of a configuration with a word in the place of each credential."""
    if isinstance(value, dict):
        return {name: masked(each, hidden, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [masked(each, hidden, field) for each in value]
    if not isinstance(value, str):
        return value
    secret = hides(field) or value in hidden or any(len(each) >= _SHORTEST and each in value for each in hidden)
    return HIDDEN if secret else value
