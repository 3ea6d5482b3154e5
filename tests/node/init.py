"""The first process of a cell, ``python tests/node/init.py FOLDER PACKAGES HIERARCHY…``: makes its view of the machine, then buries the dead for ever.

It runs in mount, process and control group namespaces of its own: whatever it mounts is gone when it ends.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

# What a kubelet sets for the whole machine: it may read and write a copy.
SYSCTLS = {
    "vm/overcommit_memory": "1",
    "vm/panic_on_oom": "0",
    "kernel/panic": "10",
    "kernel/panic_on_oops": "1",
    "kernel/keys/root_maxkeys": "1000000",
    "kernel/keys/root_maxbytes": "25000000",
}


def mount(*arguments: str) -> None:
    """As the command does; its words go to the log."""
    subprocess.run(["mount", *arguments], check=True)


def overlay(over: str, lower: str, folder: Path) -> None:
    """What is written to ``over`` lands in ``folder``."""
    for part in ("upper", "work"):
        (folder / part).mkdir(parents=True)
    mount("-t", "overlay", "overlay", "-o", f"lowerdir={lower},upperdir={folder}/upper,workdir={folder}/work", over)


def main(folder: Path, packages: str, *hierarchies: str) -> None:
    """Never returns."""
    mount("-t", "proc", "proc", "/proc")
    for path, value in SYSCTLS.items():
        copy = folder / "sysctls" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(f"{value}\n")
        mount("--bind", str(copy), f"/proc/sys/{path}")
    mount("-t", "tmpfs", "cgroup", "/sys/fs/cgroup")
    for hierarchy in hierarchies:
        place = Path("/sys/fs/cgroup") / hierarchy.removeprefix("name=")
        place.mkdir()
        mount("-t", "cgroup", "-o", f"none,{hierarchy}" if hierarchy.startswith("name=") else hierarchy, "cgroup", str(place))
    mount("-t", "tmpfs", "run", "/run")
    overlay("/usr", f"{packages}/usr:/usr", folder / "usr")
    overlay("/var", "/var", folder / "var")
    overlay("/etc", "/etc", folder / "etc")
    # Volumes that the kubelet mounts must reach the containers.
    mount("--make-rshared", "/")
    Path("/proc/sys/net/ipv4/ip_forward").write_text("1")
    subprocess.run(["hostname", "node"], check=True)
    (folder / "ready").touch()
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
