"""Naming one object on the command line: ``KIND/NAMESPACE/NAME``, with the short names of kubectl."""

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from hooks.cli.reasons import suggestion
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Key

_SHORT = {name: info.kind for info in KINDS.values() for name in (info.kind.lower(), info.plural, *info.short_names)}
_SHORT |= {"service": "Service", "svc": "Service", "secret": "Secret", "configmap": "ConfigMap", "cm": "ConfigMap"}


class ObjectName(click.ParamType[Key]):
    """``servicemonitor/team/web`` or ``smon/team/web``; the group is left open."""

    name = "KIND/NAMESPACE/NAME"

    def convert(self, value: str | Key, param: click.Parameter | None, ctx: click.Context | None) -> Key:
        """A key without its group."""
        if isinstance(value, Key):
            return value
        kind, _, path = value.partition("/")
        namespace, slash, name = path.partition("/")
        if not (kind and slash and namespace and name) or "/" in name:
            self.fail(f'"{value}" names no object, write it like servicemonitor/team/web', param, ctx)
        return Key("", _SHORT.get(kind.lower(), kind), namespace, name)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  # click's signature
        """Kinds, to which a namespace and a name are added by hand."""
        return [CompletionItem(f"{kind.lower()}/") for kind in sorted(set(_SHORT.values())) if kind.lower().startswith(incomplete.lower())]


OBJECT = ObjectName()


def is_named(key: Key, name: Key) -> bool:
    """Whether ``key`` is what was named."""
    return (key.kind.lower(), key.namespace, key.name) == (name.kind.lower(), name.namespace, name.name)


def found(name: Key, keys: Iterable[Key]) -> Key:
    """The key that was named; a usage error that says what is near, where there is none."""
    known = tuple(keys)
    match = next((key for key in known if is_named(key, name)), None)
    if match is None:
        near = suggestion(str(name), [str(key) for key in known if key.kind.lower() == name.kind.lower()] or map(str, known))
        raise click.UsageError(f"there is no {name}{near and f', {near}'}")
    return match
