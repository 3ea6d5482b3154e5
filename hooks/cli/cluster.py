"""A cluster in memory for the commands: the controllers of this installation, our hooks, the settings of the environment."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import click
import msgspec

import hooks
from hooks.cli.judge import judge
from hooks.cli.manifests import folder
from hooks.errors import refuse
from hooks.loop.controllers import controllers
from hooks.loop.hooks import Hooks, OurHooks
from hooks.loop.loop import Loop
from hooks.selection.label_query import malformed_labels
from hooks.settings import Settings, settings_from

CONTROLLERS = Path(hooks.__file__).parents[1] / "compositecontrollers"
KUBELET = "promhooks-kubelet"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of everything that is rendered: the same input gives the same bytes."""


def settings(flags: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """The settings of the environment and of ``flags``, with the judge that is there; a usage error names a bad one."""
    try:
        found = settings_from(os.environ, flags)
        for name in ("prometheus_instance_selector", "alertmanager_instance_selector", "thanos_ruler_instance_selector"):
            refuse(malformed_labels(getattr(found, name), f"PROMHOOKS_{name.upper()}"))
        return msgspec.structs.replace(found, judge=judge())
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def cluster(chosen: Settings, clock: Callable[[], datetime] = lambda: EPOCH, served_by: Hooks | None = None) -> Loop:
    """An empty cluster that our hooks serve, or those that are given."""
    declared = folder([CONTROLLERS]).documents
    if not declared:
        raise click.ClickException(f"there are no controllers in {CONTROLLERS}")
    # Without a Service for kubelets its controller has nothing to do, but would be asked about each namespace.
    wanted = (document.manifest for document in declared if chosen.kubelet.service or document.key.name != KUBELET)
    return Loop(controllers(wanted), served_by or OurHooks(chosen), clock)
