"""Command lines: flags in their order, each with the versions that know it, and what the user adds to them."""

from collections.abc import Iterable

import msgspec

from hooks.errors import InvalidParent
from hooks.findings.workloads import ARGUMENT
from hooks.kinds.workload import Argument
from hooks.versions import Dropped, Gate, Since, Version


class Flag(msgspec.Struct, frozen=True):
    """``--name=value``; a value of True is ``--name`` alone, None and False mean that the flag is not set."""

    name: str
    value: str | int | None
    gates: tuple[Gate, ...] = ()
    field: str = ""
    """The field of the custom resource that sets it, where there is one and a version may be too old for it."""
    yields: bool = False
    """Left out, instead of an error, where the user sets it himself."""
    beside: bool = False
    """May be given several times: stands beside the user's own."""

    @property
    def text(self) -> str:
        """As it stands on the command line."""
        return f"--{self.name}" if self.value is True else f"--{self.name}={self.value}"


def command_line(flags: Iterable[Flag], additional: tuple[Argument, ...], version: Version, path: str = "spec.additionalArgs") -> list[str]:
    """The flags that ``version`` knows, then the user's. InvalidParent at ``path`` where they set one that is ours (its ``no-`` form counts as the same)."""
    ours = known(flags, version)
    theirs = {_positive(argument.name or "") for argument in additional}
    taken = sorted({flag.name for flag in ours if not (flag.yields or flag.beside) and _positive(flag.name) in theirs})
    if taken:
        raise InvalidParent(ARGUMENT.at(path, f"{', '.join(taken)} is set from other fields already", "remove it here"))
    kept = (flag.text for flag in ours if not (flag.yields and _positive(flag.name) in theirs))
    return [*kept, *(Flag(argument.name or "", argument.value or True).text for argument in additional)]


def known(flags: Iterable[Flag], version: Version) -> tuple[Flag, ...]:
    """The flags that are set and that ``version`` knows."""
    return tuple(flag for flag in _set(flags) if not _closed(flag, version))


def dropped(flags: Iterable[Flag], version: Version) -> tuple[Dropped, ...]:
    """The fields whose flags ``version`` does not know yet, each once. What a later version no longer has as a flag, it has in another form."""
    missing = ((flag.field, _closed(flag, version)) for flag in _set(flags) if flag.field)
    return tuple(dict.fromkeys(Dropped(field, gate) for field, closed in missing for gate in closed[:1] if isinstance(gate, Since)))


def _set(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if flag.value is not None and flag.value is not False)


def _closed(flag: Flag, version: Version) -> tuple[Gate, ...]:
    return tuple(gate for gate in flag.gates if version not in gate)


def _positive(name: str) -> str:
    return name.removeprefix("no-")
