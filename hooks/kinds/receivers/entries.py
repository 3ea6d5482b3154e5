"""Entries of lists that are maps at heart."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import NonEmpty, Required


class KeyValue(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[].headers[]`` of AlertmanagerConfig."""

    key: Annotated[NonEmpty | None, Required()] = None
    """Name of the entry, unique in the list."""
    value: Annotated[str | None, Required()] = None
    """Value of the entry. Templates are expanded."""
