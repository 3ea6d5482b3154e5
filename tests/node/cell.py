"""A part of this machine that a node may do with as it likes: namespaces of its own for mounts, processes and control groups, within a network of a test.

When its first process ends, the kernel ends all others and forgets the mounts; only the empty control groups remain to be removed.
"""

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hooks.cli.local.processes import GRACE, Process
from tests.cluster.network import Network

NEEDED = ("cpu", "cpuset", "memory")
START_SECONDS = 30.0


class NoCell(Exception):
    """This machine does not let us make one; the text is why."""


class Cell:
    """See the module."""

    def __init__(self, first: int, network: Network, folder: Path, groups: Sequence[Path]) -> None:
        self.folder = folder
        self._first, self._network, self._groups = first, network, groups

    def start(self, name: str, command: Sequence[str], **environment: str) -> Process:
        """A process inside, its output in ``<name>.log``."""
        given = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.folder), **environment}
        return Process(self.entering(command), given, self.folder / f"{name}.log", self.folder)

    def path(self, inside: Path) -> Path:
        """A path inside, with what is mounted there, as this machine reaches it."""
        return Path(f"/proc/{self._first}/root") / inside.relative_to("/")

    def entering(self, command: Sequence[str]) -> list[str]:
        """The command that runs another one inside."""
        inside = ["nsenter", "--target", str(self._first), "--mount", "--pid", "--cgroup", "--uts", "--ipc", "--net", "--wdns=/"]
        return [*_joining(self._groups), *inside, *command]


@contextmanager
def cell(network: Network, folder: Path, packages: Path) -> Iterator[Cell]:
    """A running cell; everything that it writes is below ``folder``. NoCell: not here."""
    hierarchies = _hierarchies()
    groups = [place / f"promhooks-node-{os.getpid()}" for place in hierarchies.values()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _make(groups)
        unshare = ["unshare", "--mount", "--pid", "--fork", "--cgroup", "--uts", "--ipc", "--propagation=private", "--kill-child=KILL"]
        init = [sys.executable, str(Path(__file__).with_name("init.py")), str(folder), str(packages), *hierarchies]
        process = Process([*_joining(groups), *network.prefix, *unshare, *init], dict(os.environ), folder / "init.log", folder)
        try:
            yield Cell(_first_process(process, folder), network, folder, groups)
        finally:
            process.signal(signal.SIGKILL)
            process.wait(GRACE)
    finally:
        _remove(groups)


def _hierarchies() -> dict[str, Path]:
    """Mount points of the control group hierarchies (version 1) by their options: ``cpu``, ``name=systemd`` …"""
    if os.geteuid() != 0:
        raise NoCell("a node needs root")
    for program in ("unshare", "nsenter", "ip", "mount"):
        if not shutil.which(program):
            raise NoCell(f"there is no program {program}")
    found = re.findall(r"^\S+ (\S+) cgroup (\S+)", Path("/proc/mounts").read_text(), re.MULTILINE)
    hierarchies = {
        ",".join(option for option in options.split(",") if option not in ("rw", "relatime", "nosuid", "nodev", "noexec")): path for path, options in found
    }
    missing = [name for name in NEEDED if not any(name in options.split(",") for options in hierarchies)]
    if missing:
        raise NoCell(f"there are no control groups of version 1 for {', '.join(missing)}")
    return {options: Path(path) for options, path in hierarchies.items()}


def _make(groups: Sequence[Path]) -> None:
    try:
        for group in groups:
            group.mkdir()
            for name in ("cpuset.cpus", "cpuset.mems"):
                if (group / name).exists():
                    (group / name).write_text((group.parent / name).read_text())
            if (group / "memory.use_hierarchy").exists() and not int((group / "memory.use_hierarchy").read_text()):
                (group / "memory.use_hierarchy").write_text("1")
    except OSError as error:
        raise NoCell(f"a control group cannot be made: {error}") from None


def _joining(groups: Sequence[Path]) -> list[str]:
    """The command that puts itself into the groups, and becomes another one."""
    return ["sh", "-c", f'for group in {" ".join(map(str, groups))}; do echo $$ > $group/cgroup.procs; done; exec "$@"', "join"]


def _first_process(process: Process, folder: Path) -> int:
    """The process id of the first process inside, as this machine sees it, once it is ready."""
    deadline = time.monotonic() + START_SECONDS
    while not (folder / "ready").exists():
        if process.exit_code is not None or time.monotonic() > deadline:
            raise NoCell(f"the cell did not start: {' '.join(process.last_lines(5))}")
        time.sleep(0.05)
    return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])


def _remove(groups: Sequence[Path]) -> None:
    """Empty groups are removed from below; the processes of a cell that was just ended may take a moment to leave them."""
    for group in groups:
        for each in sorted([group, *group.rglob("*/")], key=lambda path: -len(path.parts)) if group.exists() else ():
            for _ in range(50):
                try:
                    each.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.1)
