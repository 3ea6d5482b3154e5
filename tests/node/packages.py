"""What a node needs from Debian: fetched and unpacked into the cache, never installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from hooks.cli.local.program import MissingProgram, cache, moved
from hooks.cli.local.progress import Failed, finished

PACKAGES = ("containerd", "runc", "containernetworking-plugins", "nftables", "iptables", "conntrack", "busybox-static")


def unpacked() -> Path:
    """A folder with ``usr`` of these packages and of those that they need and this machine lacks. MissingProgram: not to be had here."""
    target = cache() / "debian" / "node"
    if target.exists():
        return target
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise MissingProgram("containerd comes from Debian's packages, and apt-get or dpkg-deb is not here")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".node-") as text:
            root = _root(Path(text))
            moved(root, target)
    except Failed as error:
        raise MissingProgram(str(error)) from None
    return target


def _root(folder: Path) -> Path:
    if subprocess.run(["apt-cache", "show", *PACKAGES], capture_output=True, check=False).returncode:
        finished("reading Debian's package lists", ["apt-get", "update", "-qq"])
    planned = finished("planning what to fetch", ["apt-get", "--simulate", "--no-install-recommends", "--reinstall", "install", *PACKAGES])
    wanted = sorted({line.split()[1] for line in planned.splitlines() if line.startswith("Inst ")})
    finished(f"downloading Debian's {', '.join(wanted)}", ["apt-get", "download", "-qq", *wanted], folder=folder)
    root = folder / "root"
    for archive in sorted(folder.glob("*.deb")):
        finished(f"unpacking {archive.name}", ["dpkg-deb", "-x", str(archive), str(root)])
    # Debian's alternatives, which only an installation makes.
    for name in ("iptables", "iptables-save", "iptables-restore", "ip6tables", "ip6tables-save", "ip6tables-restore"):
        (root / "usr/sbin" / name).symlink_to("xtables-nft-multi")
    # Where /bin is a link to /usr/bin, all of it belongs below usr.
    for part in (each for each in ("bin", "sbin", "lib") if (root / each).is_dir()):
        shutil.copytree(root / part, root / "usr" / part, symlinks=True, dirs_exist_ok=True)
    return root
