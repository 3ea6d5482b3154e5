"""What a receiver of an AlertmanagerConfig asks beyond its schema."""

import re

from hooks.errors import InvalidObject
from hooks.kinds.receivers import Responder

_TYPES = ("team", "teams", "user", "escalation", "schedule")
_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def check_opsgenie_responder(responder: Responder, path: str) -> None:
    """InvalidObject where nobody is named, or where the type is neither known nor a template."""
    if not (responder.id or responder.name or responder.username):
        raise InvalidObject(path, "it names nobody, give id, name or username")
    kind = responder.type or ""
    if "{{" in kind:
        if "{{" in _ACTION.sub("", kind):
            raise InvalidObject(f"{path}.type", f'"{kind}" opens an action that it does not close, add }}}}')
    elif kind.lower() not in _TYPES:
        raise InvalidObject(f"{path}.type", f'"{kind}" is no type of responder, write one of {", ".join(_TYPES)}')
