"""The config-reloader sidecar's part: unpack a configuration, fill in variables, put it where the program reads it, and tell the program."""

import gzip
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from hooks.cli.local.container import Mounts, environment, expanded
from hooks.cli.local.objects import Cluster
from hooks.cli.local.volumes import MissingSource
from hooks.names import CONFIG_RELOADER
from hooks.protocol import Manifest
from hooks.rendering import digest

_TIMEOUT = 10.0


class Unreachable(Exception):
    """The program does not answer (yet)."""


class RefusedReload(Exception):
    """The program read the configuration and goes on with the one it had; the text is its reason."""


class Reloader(msgspec.Struct, frozen=True):
    """A pod's config-reloader container: what it reads, writes, watches, and whom it tells. Paths are those of this machine."""

    source: Path
    output: Path
    watched: tuple[Path, ...]
    variables: Mapping[str, str]
    url: str

    @classmethod
    def of(cls, pod: Manifest, volumes: Path, cluster: Cluster) -> "Reloader | None":
        """The pod's reloader, None without one."""
        container = next((found for found in pod["spec"]["containers"] if found["name"] == CONFIG_RELOADER), None)
        if container is None:
            return None
        variables, mounts = environment(container, pod, cluster), Mounts.of(container, volumes)
        flags = [expanded(argument, variables).partition("=") for argument in container.get("args") or ()]
        last = {name: value for name, _, value in flags}
        return cls(
            source=Path(mounts.local(last["--config-file"])),
            output=Path(mounts.local(last["--config-envsubst-file"])),
            watched=tuple(Path(mounts.local(value)) for name, _, value in flags if name == "--watched-dir"),
            variables=variables,
            url=_local_url(last.get("--reload-url", ""), pod, cluster),
        )

    def text(self) -> str:
        """The configuration unpacked, variables filled in. MissingSource while nothing wrote it."""
        try:
            data = self.source.read_bytes()
        except FileNotFoundError:
            raise MissingSource(f"{self.source.name} is not in its Secret") from None
        return expanded((gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode(), self.variables)

    def seen(self) -> str:
        """A digest of everything that is watched; another one means: tell the program."""
        files = [self.source, *(path for folder in self.watched for path in sorted(folder.glob("*")))]
        return digest(b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in files if path.is_file()))


def _local_url(url: str, pod: Manifest, cluster: Cluster) -> str:
    """The URL on this machine; "" where the container signals a process instead."""
    parts = urlsplit(url)
    return parts._replace(netloc=cluster.address(pod, parts.port or 80)).geturl() if url else ""


def reload(url: str) -> None:
    """Asks a program to read its configuration again. Unreachable and RefusedReload say what went wrong."""
    request = urllib.request.Request(url, method="POST")  # noqa: S310 the URL is one of our own processes
    try:
        urllib.request.urlopen(request, timeout=_TIMEOUT, context=_trusting()).close()  # noqa: S310 the same
    except urllib.error.HTTPError as error:
        with error:
            raise RefusedReload(error.read().decode(errors="replace").strip() or f"status {error.code}") from None
    except OSError as error:
        raise Unreachable(str(error)) from None


def _trusting() -> ssl.SSLContext:
    """The program's certificate names a host of the cluster, not this machine's loopback address, which is all we talk to."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
