"""The last good jobs of objects whose values are being collected, read from the configuration that is observed: an update never makes a job disappear.

What is read here was written by this package, or by prometheus-operator in the same layout, so lines are enough: an entry of scrape_configs begins in
column 0 with its name, and everything below it is indented. The text is looked through once, however many objects wait.
"""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks import names
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.prometheus_yaml.pieces import Pieces, definitions, spelled_out
from hooks.protocol import Objects
from hooks.rendering import Block

MOST_BYTES = 1 << 28
"""Of an unpacked configuration: some times what the largest that was measured takes."""
_ENTRY = "\n- job_name: "
_FILE = re.compile(re.escape(names.CERTS_DIR) + r"/([^\s\"']+)")


class LastGood(msgspec.Struct, frozen=True):
    """Jobs by (kind, key), and the TLS files that they name."""

    jobs: Mapping[tuple[str, str], Pieces] = {}
    tls_files: Mapping[str, bytes] = {}


class _Secret(msgspec.Struct, frozen=True):
    data: dict[str, str] = {}


def kept(waiting: Iterable[tuple[str, str]], config: str, namespace: str, children: Objects) -> LastGood:
    """What the observed Secrets hold of the objects in ``waiting``; ``config`` is the name of the Secret with prometheus.yaml."""
    wanted = {_beginning(kind, key): (kind, key) for kind, key in waiting}
    if not wanted:
        return LastGood()
    found: dict[tuple[str, str], list[str]] = {}
    for text in _observed(config, namespace, children):
        for name, job in _jobs(text, wanted):
            found.setdefault(wanted[name], []).append(job)
    files = {file for jobs in found.values() for job in jobs for file in _FILE.findall(job)}
    return LastGood({name: Pieces.of(Block("".join(jobs))) for name, jobs in found.items()}, _tls_files(files, namespace, children))


def _beginning(kind: str, key: str) -> str:
    found = SCRAPE_KINDS[kind]
    return f"{found.job_name(key)}/" if found.numbered else found.job_name(key)


def _jobs(text: str, wanted: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(name in ``wanted``, entry) of the jobs in a file."""
    known: dict[str, str] | None = None
    for entry in f"\n{text}".split(_ENTRY)[1:]:
        name, _, below = entry.partition("\n")
        beginning = name if name in wanted else name[: name.rfind("/") + 1]
        if beginning in wanted:
            known = definitions(text) if known is None else known
            yield beginning, spelled_out(f"- job_name: {name}\n{_indented(below)}", known)


def _indented(text: str) -> str:
    """``text`` up to the first line that begins in column 0: there the list of jobs has ended."""
    end = re.search(r"^\S", text, re.MULTILINE)
    whole = text[: end.start()] if end else text
    return whole if whole.endswith("\n") or not whole else f"{whole}\n"


def _observed(config: str, namespace: str, children: Objects) -> Iterator[str]:
    """The files of the configuration."""
    secrets = children.get("Secret.v1", {})
    for key in sorted(secrets):
        if key == f"{namespace}/{config}" or key.startswith(f"{namespace}/{config}{names.BUCKET}"):
            yield from (_text(name, value) for name, value in sorted(msgspec.json.decode(secrets[key], type=_Secret).data.items()))


def _text(name: str, value: str) -> str:
    """Empty where somebody wrote something else there: what cannot be read is overwritten, it must not keep us from that."""
    try:
        data = base64.b64decode(value)
        return (_unpacked(data) if name.endswith(".gz") else data).decode()
    except (ValueError, zlib.error):
        return ""


def _unpacked(data: bytes) -> bytes:
    """Nothing where it does not fit or ends too soon: whoever may write the Secret must not choose how much memory it takes."""
    stream = zlib.decompressobj(wbits=31)
    text = stream.decompress(data, MOST_BYTES)
    return text if stream.eof else b""


def _tls_files(wanted: set[str], namespace: str, children: Objects) -> dict[str, bytes]:
    if not wanted:
        return {}
    found = (msgspec.json.decode(raw, type=_Secret).data for key, raw in sorted(children.get("Secret.v1", {}).items()) if key.startswith(f"{namespace}/"))
    return {file: base64.b64decode(value) for data in found for file, value in data.items() if file in wanted}
