"""This machine as a node: pods of the cluster become folders and processes, kept as the objects want them."""

import fnmatch
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from hooks import names
from hooks.cli.local import config, container, discovery, pods, processes, volumes
from hooks.cli.local.inside import Outside, inside
from hooks.cli.local.objects import Cluster, key_of
from hooks.cli.local.ports import Ports
from hooks.cli.local.processes import Process
from hooks.cli.local.programs import Program
from hooks.cli.local.reloader import RefusedReload, Reloader, Unreachable, reload
from hooks.protocol import Manifest
from hooks.workloads import cluster_tls, web_config

CONFIGS = (names.CONFIG_FILE, names.SCRAPE_FILES, web_config.FILE, cluster_tls.FILE)
"""Files in volumes that name paths or discoveries. What a reloader unpacks is changed when it does."""
RESTART_AFTER = 5.0
"""Seconds between the starts of a process that keeps ending."""

Say = Callable[[str, str], None]
"""``say(source, sentence)``: tells the person at the terminal."""


class Instance(msgspec.Struct, frozen=True):
    """A running Prometheus, Alertmanager or application."""

    pod: str
    kind: str
    """``prometheus``, ``alertmanager`` or ``""``."""
    url: str
    page: str
    """What to open in a browser; empty where the program has no pages."""
    pid: int
    log: Path


class Workspace(msgspec.Struct, frozen=True):
    """What a run has of this machine: the folder for all its files, and the address that takes what would leave the machine (empty: it may leave)."""

    files: Path
    gate: str = ""
    may_start: Callable[[str, str], bool] = lambda _pod, _command: True
    """Whether the local command of a pod may be started."""


class _Sandbox:
    """One pod's folders and process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.volumes = folder / "volumes"
        self.process: Process | None = None
        self.reloader: Reloader | None = None
        self.told = ""
        """Digest of what the program was last told of; "" before the first time."""
        self.discoveries: dict[Path, Mapping[str, Any]] = {}
        self.trouble = ""
        """What keeps it from running."""
        self.said = ""
        """The last trouble that was told: it is not told again because something else has changed."""


class Node:
    """Plays kubelet and controllers for everything that has a program here."""

    def __init__(self, workspace: Workspace, manifests: Path, program: Callable[[str], Program], say: Say) -> None:
        """Local commands start in ``manifests``; ``program`` finds the program of a name."""
        self._folder, self._gate, self._may_start = workspace.files, workspace.gate, workspace.may_start
        self._manifests, self._program, self._say = manifests, program, say
        self._sandboxes: dict[str, _Sandbox] = {}
        self._ports = Ports()
        self._objects: tuple[Manifest, ...] = ()
        self.cluster = Cluster(())

    def apply(self, objects: Iterable[Manifest]) -> None:
        """Makes processes and files what the objects want; what did not change is left alone."""
        self._objects = given = tuple(objects)
        running = pods.pods(given)
        # First, so that a pod that takes the place of another gets its ports.
        self._remove({key_of(pod) for pod in running})
        self._ports.keep((key_of(pod), port) for pod in running for port in container.ports(pod))
        self.cluster = Cluster((*given, *running, pods.node()), dict(self._ports.given))
        for pod in running:
            sandbox = self._sandboxes.setdefault(key_of(pod), _Sandbox(self._folder / "pods" / key_of(pod).replace("/", "_")))
            try:
                self._lay_out(pod, sandbox)
            except (volumes.MissingSource, Outside) as trouble:
                self._once(pod, sandbox, f"waits, {trouble}")
            else:
                sandbox.trouble = ""
        self._discover()
        self.tick()

    def tick(self) -> None:
        """Starts what does not run, tells programs of changed files."""
        if lost := {key for key, sandbox in self._sandboxes.items() if self._lost_its_port(key, sandbox)}:
            self._ports.release(lost)
            self.apply(self._objects)
            return
        for pod in self.cluster.of("Pod"):
            sandbox = self._sandboxes[key_of(pod)]
            if not sandbox.trouble:
                self._run(pod, sandbox)
            if not sandbox.trouble:
                self._tell(pod, sandbox)

    def restart_commands(self, edited: Sequence[str]) -> None:
        """Starts the local commands anew after files beside the manifests were ``edited``."""
        for pod in self.cluster.of("Pod"):
            process = self._sandboxes[key_of(pod)].process
            if process and pods.local_command(pod) is not None:
                self._say(pod["metadata"]["name"], f"restarts, {', '.join(edited)} was edited")
                processes.stop([process])
                self._sandboxes[key_of(pod)].process = None

    def _lost_its_port(self, key: str, sandbox: _Sandbox) -> bool:
        """Whether a process ended because another program took its port between our look and its start. It is started anew on another one."""
        if sandbox.process is None or sandbox.process.exit_code is None or self._ports.are_free(key):
            return False
        sandbox.process = None
        return True

    def stop(self) -> None:
        """Ends every process."""
        processes.stop(sandbox.process for sandbox in self._sandboxes.values() if sandbox.process)

    def instances(self) -> tuple[Instance, ...]:
        """What runs."""
        return tuple(self._instance(pod, sandbox) for pod in self.cluster.of("Pod") if (sandbox := self._sandboxes[key_of(pod)]).process)

    def _instance(self, pod: Manifest, sandbox: _Sandbox) -> Instance:
        main = pods.main_container(pod) or {}
        kind = "" if pods.local_command(pod) is not None else pods.PROGRAMS[main["name"]]
        arguments: list[str] = main.get("args") or []
        prefix = next((argument.partition("=")[2] for argument in arguments if argument.startswith("--web.route-prefix=")), "/")
        url = f"http://{self.cluster.address(pod, container.web_port(pod) if kind else next(iter(container.ports(pod)), 0))}{prefix.rstrip('/')}"
        path = self._program(kind).page if kind and not container.is_agent(arguments) else ""
        page, process = "" if path is None else f"{url}/{path}", sandbox.process
        return Instance(key_of(pod), kind, url, page, process.pid if process else 0, process.log if process else sandbox.folder)

    def _remove(self, wanted: set[str]) -> None:
        gone = [self._sandboxes.pop(key) for key in list(self._sandboxes) if key not in wanted]
        processes.stop(sandbox.process for sandbox in gone if sandbox.process)

    # --- files

    def _lay_out(self, pod: Manifest, sandbox: _Sandbox) -> None:
        mounts = container.Mounts.of(pods.main_container(pod) or {}, sandbox.volumes)
        held = {volume["name"]: volumes.contents(volume, pod, self.cluster) for volume in pod["spec"]["volumes"]}
        written = False
        for name, files in held.items():
            volume = inside(sandbox.folder, sandbox.volumes / name)
            if files is not None:
                written |= volumes.lay_out(volume, {path: self._localized(path, data, mounts, sandbox) for path, data in files.items()})
            volume.mkdir(parents=True, exist_ok=True)
        for mounted in (folder for _, folder in mounts.folders if folder.parent.exists() and held.get(folder.parent.name) is None):
            inside(sandbox.folder, mounted).mkdir(exist_ok=True)
        sandbox.reloader = Reloader.of(pod, sandbox.volumes, self.cluster)
        if sandbox.reloader:
            text = sandbox.reloader.text()
            written |= volumes.written(inside(sandbox.folder, sandbox.reloader.output), self._changed(text.encode(), mounts, sandbox))
        if written and sandbox.process:
            self._say(pod["metadata"]["name"], "its configuration is written")

    def _localized(self, path: str, data: bytes, mounts: container.Mounts, sandbox: _Sandbox) -> bytes:
        return self._changed(data, mounts, sandbox) if any(fnmatch.fnmatch(path, pattern) for pattern in CONFIGS) else data

    def _changed(self, data: bytes, mounts: container.Mounts, sandbox: _Sandbox) -> bytes:
        try:
            local = config.localized(data.decode(), mounts.local, sandbox.folder / "discovery", self._gate)
        except yaml.YAMLError:
            return data  # the program says better than we what is wrong with it
        sandbox.discoveries.update(local.discoveries)
        return local.text.encode()

    def _discover(self) -> None:
        for key, sandbox in self._sandboxes.items():
            for path, entry in sandbox.discoveries.items():
                volumes.written(path, msgspec.json.encode(discovery.groups(entry, self.cluster, key.partition("/")[0])))

    # --- processes

    def _run(self, pod: Manifest, sandbox: _Sandbox) -> None:
        local = pods.local_command(pod)
        if local is not None and not self._may_start(pod["metadata"]["name"], local):
            self._once(pod, sandbox, "is not started, nobody agreed to its command")
            return
        command, environment, folder = self._command(pod, sandbox)
        process = sandbox.process
        if process and process.exit_code is None:
            if (process.command, process.environment) == (command, environment):
                return
            self._say(pod["metadata"]["name"], f"restarts, its arguments changed: {_difference(process.command, command)}")
            processes.stop([process])
        elif process:
            if time.monotonic() - process.started < RESTART_AFTER:
                return
            self._say(pod["metadata"]["name"], f"ended with code {process.exit_code} and is started again: {''.join(process.last_lines(1))}")
        log = self._folder / "logs" / f"{pod['metadata']['name']}.log"
        try:
            sandbox.process = Process(command, environment, log, folder)
        except OSError as error:
            self._once(pod, sandbox, f"cannot be started: {error}")
            return
        sandbox.said = ""
        sandbox.told = sandbox.reloader.seen() if sandbox.reloader else ""
        self._say(pod["metadata"]["name"], f"started, process {sandbox.process.pid}, {self._instance(pod, sandbox).url}/")
        if actions := pods.local_actions(pod):
            self._say(pod["metadata"]["name"], f"next: press a button of the console ({', '.join(actions)}), and watch what follows")

    def _command(self, pod: Manifest, sandbox: _Sandbox) -> tuple[tuple[str, ...], dict[str, str], Path]:
        main = pods.main_container(pod) or {}
        values = container.environment(main, pod, self.cluster)
        local = pods.local_command(pod)
        if local is None:
            program = self._program(pods.PROGRAMS[main["name"]])
            command = container.command(pod, program, container.Mounts.of(main, sandbox.volumes), self.cluster)
            return command, {**os.environ, **values}, program.folder or sandbox.folder
        # The Python that runs promhooks has what an example may import.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        return tuple(shlex.split(local)), {**os.environ, "PATH": path, **values, **container.port_variables(pod, self.cluster)}, self._manifests

    def _tell(self, pod: Manifest, sandbox: _Sandbox) -> None:
        """What the reloader container does when something that it watches changed."""
        if not sandbox.reloader or sandbox.reloader.seen() == sandbox.told:
            return
        seen = sandbox.reloader.seen()
        try:
            reload(sandbox.reloader.url)
        except Unreachable:
            return  # still starting; asked again with the next tick
        except RefusedReload as refused:
            answer = f"refuses its new configuration and goes on with the last good one: {refused}"
        else:
            answer = "reloaded its configuration without a restart"
        if (pods.main_container(pod) or {})["name"] != "prometheus":  # a Prometheus tells by its API, whoever made it reload
            self._say(pod["metadata"]["name"], answer)
        sandbox.told = seen

    def _once(self, pod: Manifest, sandbox: _Sandbox, trouble: str) -> None:
        if sandbox.said != trouble:
            self._say(pod["metadata"]["name"], trouble)
        sandbox.trouble = sandbox.said = trouble


def _difference(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    gone, new = [argument for argument in before if argument not in after], [argument for argument in after if argument not in before]
    return f"{' '.join(gone) or 'nothing'} → {' '.join(new) or 'nothing'}" if gone or new else "its environment"
