"""URLs in alertmanager.yaml, as Alertmanager reads them."""

import re

from hooks import go_template

_URL = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x1f\x7f]")


def is_address(text: str) -> bool:
    """Whether it is an http or https URL with a host."""
    return bool(_URL.match(text)) and not _BROKEN.search(text.partition("?")[0])


def is_template_address(text: str) -> bool:
    """The same, where a Go template may stand for a part of it: then only the template can be judged."""
    return not go_template.problem(text, functions=None) if "{{" in text else is_address(text)
