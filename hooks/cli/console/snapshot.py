"""What is to be shown, all of one moment: the objects with what the hooks said, the programs that run with what they said, and what happened."""

from collections.abc import Iterable

import msgspec

from hooks.cli.explain.chain import World
from hooks.cli.local.live import Edit
from hooks.cli.local.observer import Observation
from hooks.cli.local.terminal import Arrived, Moment
from hooks.cli.manifests import Located
from hooks.loop.resources import Key


class Running(msgspec.Struct, frozen=True):
    """A program that runs: a pod of a workload, or an application."""

    pod: str
    """``namespace/name``."""
    kind: str
    """``prometheus``, ``alertmanager``, ``""`` for an application, ``pod`` for one of a cluster, which is not asked anything."""
    name: str
    """What people call it: the container that it stands for."""
    url: str
    page: str
    workload: Key | None = None
    """The custom resource that it serves."""
    actions: tuple[str, ...] = ()
    """What may be asked of an application: paths that are posted to."""
    observation: Observation | None = None
    """None while it does not answer."""


class Snapshot(msgspec.Struct, frozen=True):
    """One moment. Nothing in it changes; the next moment is another one."""

    title: str
    """The folder or cluster."""
    world: World = World((), ())
    unread: tuple[Located, ...] = ()
    """What is wrong with files, before anything else is."""
    live: bool = False
    """Whether programs run here."""
    running: tuple[Running, ...] = ()
    moments: tuple[Moment, ...] = ()
    edits: tuple[Edit, ...] = ()
    messages: tuple[Arrived, ...] = ()

    def of(self, kind: str) -> Iterable[Running]:
        """The running programs of a kind."""
        return (each for each in self.running if each.kind == kind)
