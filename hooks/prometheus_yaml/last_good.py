"""The last good jobs of objects whose values are being collected, read from the configuration that is observed: an update never makes a job disappear.

Only what this package has written itself is read here, so lines are enough: an entry of scrape_configs begins in column 0 with its name, and
everything below it is indented.
"""

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Mapping

import msgspec

from hooks import names
from hooks.protocol import Objects
from hooks.rendering import Block

PREFIXES = {"ServiceMonitor": "serviceMonitor", "PodMonitor": "podMonitor", "Probe": "probe", "ScrapeConfig": "scrapeConfig"}
"""How the names of the jobs of a kind begin."""
_FILE = re.compile(re.escape(names.CERTS_DIR) + r"/([^\s\"']+)")


class Kept(msgspec.Struct, frozen=True):
    """Jobs by (kind, key), and the TLS files that they name."""

    jobs: Mapping[tuple[str, str], Block] = {}
    tls_files: Mapping[str, bytes] = {}


class _Secret(msgspec.Struct, frozen=True):
    data: dict[str, str] = {}


def kept(waiting: Iterable[tuple[str, str]], config: str, namespace: str, children: Objects) -> Kept:
    """What the observed Secrets hold of the objects in ``waiting``; ``config`` is the name of the Secret with prometheus.yaml."""
    wanted = tuple(waiting)
    if not wanted:
        return Kept()
    text = _observed(config, namespace, children)
    jobs = {(kind, key): job for kind, key in wanted if (job := _jobs(text, kind, key))}
    files = {file for job in jobs.values() for file in _FILE.findall(job)}
    return Kept(jobs, _tls_files(files, namespace, children))


def _jobs(text: str, kind: str, key: str) -> Block:
    index = r"/\d+" if kind in {"ServiceMonitor", "PodMonitor"} else ""
    entry = re.compile(rf"^- job_name: {PREFIXES[kind]}/{re.escape(key)}{index}\n(?:(?: .*)?\n)*", re.MULTILINE)
    return Block("".join(entry.findall(text)))


def _observed(config: str, namespace: str, children: Objects) -> str:
    secrets = children.get("Secret.v1", {})
    own = [secrets[key] for key in sorted(secrets) if key == f"{namespace}/{config}" or key.startswith(f"{namespace}/{config}-scrape-")]
    return "".join(_text(name, value) for raw in own for name, value in sorted(msgspec.json.decode(raw, type=_Secret).data.items()))


def _text(name: str, value: str) -> str:
    """Empty where somebody wrote something else there: what cannot be read is overwritten, it must not keep us from that."""
    try:
        data = base64.b64decode(value)
        return (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    except (ValueError, EOFError, OSError, zlib.error):
        return ""


def _tls_files(wanted: set[str], namespace: str, children: Objects) -> dict[str, bytes]:
    if not wanted:
        return {}
    found = (msgspec.json.decode(raw, type=_Secret).data for key, raw in sorted(children.get("Secret.v1", {}).items()) if key.startswith(f"{namespace}/"))
    return {file: base64.b64decode(value) for data in found for file, value in data.items() if file in wanted}
