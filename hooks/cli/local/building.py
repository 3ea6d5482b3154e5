"""Newer programs, built while a run goes on, so that the next run has them: a process of its own that takes only what nobody else needs."""

import os
import shutil
import sys
from pathlib import Path

from hooks.cli.local import processes
from hooks.cli.local.pinned import pinned_version
from hooks.cli.local.processes import Process
from hooks.cli.local.terminal import Terminal, Tone


class Building:
    """The builds that are under way."""

    def __init__(self, logs: Path, terminal: Terminal) -> None:
        """Nothing is built yet."""
        self._logs, self._terminal = logs, terminal
        self._under_way: dict[str, Process] = {}

    def begin(self, name: str) -> None:
        """Builds the pinned version of a program where Go is here; else says how to get it."""
        version, command = pinned_version(name), ("promhooks", "programs", "--pinned", name)
        if not shutil.which("go"):
            self._terminal.say(name, f'"{" ".join(command)}" builds {version} in some minutes, and later runs use it', Tone.WAITING)
            return
        self._terminal.say(name, f"{version} is built in the background, the next run uses it", Tone.WAITING)
        build = ("nice", "-n", "19", sys.executable, "-m", "hooks.cli", *command[1:])
        path = os.pathsep.join([str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")])
        self._under_way[name] = Process(build, {**os.environ, "PYTHONPATH": path}, self._logs / f"build-{name}.log", self._logs)

    def tick(self) -> None:
        """Tells of what is finished."""
        for name, process in [(name, process) for name, process in self._under_way.items() if process.exit_code is not None]:
            del self._under_way[name]
            if process.exit_code:
                self._terminal.say(name, f"could not be built: {''.join(process.last_lines(1))}", Tone.BAD)
            else:
                self._terminal.say(name, f"{pinned_version(name)} is built, the next run uses it", Tone.GOOD)

    def stop(self) -> None:
        """Ends what is under way; what is built already is kept by Go."""
        processes.stop(self._under_way.values())
