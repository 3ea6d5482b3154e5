"""A configuration brought to a version: fields that it does not know are left out (and reported) or refused, and what is left must still be whole."""

from typing import Any

import msgspec

from hooks.alertmanager_yaml.markers import Yields
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.versions import Dropped, Section, Version, prune


def for_version(file: AlertmanagerFile, version: Version) -> tuple[AlertmanagerFile, tuple[Dropped, ...]]:
    """The configuration that ``version`` reads. InvalidObject where it cannot be made."""
    kept, dropped = prune(file, version)
    return kept, dropped
