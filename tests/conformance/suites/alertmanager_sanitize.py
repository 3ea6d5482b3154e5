"""Adapter of the suite ``alertmanager-sanitize``."""

from typing import Any

from hooks.alertmanager_yaml import document
from hooks.errors import InvalidObject
from hooks.versions import Version


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The clean-up of a configuration that need not be whole."""
    try:
        return {"config": document.rendered(document.parsed(inputs["config"]), Version.parse(inputs["version"]))[0]}
    except InvalidObject as error:
        return {"error": str(error)}
