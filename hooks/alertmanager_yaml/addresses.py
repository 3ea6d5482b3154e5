"""URLs and host:port in alertmanager.yaml, as Alertmanager reads them."""

import re

from hooks import go_template
from hooks.errors import InvalidObject
from hooks.selection import urls

_HOST_AND_PORT = re.compile(r"(?:\[[^\[\]]*\]|[^:\[\]]*):[^:\[\]]+")


def is_url(text: str) -> bool:
    """An http or https URL with a host."""
    try:
        url = urls.parsed(text, "")
    except InvalidObject:
        return False
    return url.scheme in {"http", "https"} and bool(url.host)


def is_url_or_template(text: str) -> bool:
    """The same for a text in which templates may stand, which may use only the functions that Go itself has."""
    return not go_template.problem(text) if "{{" in text else is_url(text)


def is_host_and_port(text: str) -> bool:
    """``host:port``, of which neither is looked at further."""
    return _HOST_AND_PORT.fullmatch(text) is not None
