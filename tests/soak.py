"""The hook server for a long time, with everything that can go wrong at once: ``python -m tests.soak --seconds 1800`` (``make soak SECONDS=1800``).

Clients ask what they know the answer to, and ask again where a connection breaks, as Metacontroller does. Meanwhile workers and judges are killed at random,
the token and the certificate change, and strangers send garbage, half requests and half handshakes. At the end no question may be without its
answer, no answer may be another, and memory may not have grown. Not a test by its name: nobody waits that long.
"""

import json
import os
import random
import re
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

import click

from hooks import parents
from hooks.cli.judge import judge
from hooks.errors import InvalidParent
from hooks.settings import Settings
from tests.cases.requests import case, folders
from tests.cases.views import refusal
from tests.cluster.test_server import Server, request_of, serving
from tests.unit.cli.test_serve import certificate

CLIENTS = 4
PATIENCE = 60.0
"""Seconds after which a question counts as lost."""
GROWTH = 1.25
"""What the last third of the time may take of memory, in units of the second third."""
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SAMPLES = 12


class Question(NamedTuple):
    """A sync request and what its answer is but for the times in it."""

    kind: str
    body: bytes
    answer: bytes


class Soak:
    """One run."""

    def __init__(self, server: Server, seconds: float, seed: int) -> None:
        """It begins at once."""
        self.server, self.random = server, random.Random(seed)
        self.start, self.until = time.monotonic(), time.monotonic() + seconds
        self.token = "token-0"
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.memory: list[tuple[float, int]] = []

    @property
    def over(self) -> bool:
        """Whether the time has passed."""
        return time.monotonic() >= self.until

    def ask(self, questions: list[Question], seed: int) -> None:
        """One client."""
        chosen = random.Random(seed)
        while not self.over:
            question = chosen.choice(questions)
            answer = self._answered(question)
            self.counts["lost" if answer is None else "answered"] += 1
            if answer is not None and answer != question.answer:
                self.wrong.append(f"{question.kind}: {difference(answer, question.answer)}")

    def _answered(self, question: Question) -> bytes | None:
        """As Metacontroller asks: again, where there was no answer, with the token of then."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, HTTPException), closing(self.server.connection(PATIENCE)) as connection:
                connection.request("POST", f"/{question.kind}/sync", question.body, {"Authorization": f"Bearer {self.token}"})
                response = connection.getresponse()
                body = response.read()
                if response.status == 200:
                    return _TIME.sub(b"", body)
                self.counts[f"status {response.status}"] += 1
            self.counts["asked again"] += 1
            time.sleep(0.2)
        return None

    def kill(self) -> None:
        """A worker or a judge at random, now and then."""
        while not self.over:
            time.sleep(self.random.uniform(1, 4))
            judges = [pid for pid in descendants(self.server.process.pid) if "judge" in command(pid)]
            workers = [pid for pid in descendants(self.server.process.pid) if pid not in judges and is_worker(pid, self.server.process.pid)]
            name, pids = self.random.choice((("judge", judges), ("worker", workers)))
            if pids:
                with suppress(ProcessLookupError):
                    os.kill(self.random.choice(pids), signal.SIGKILL)
                    self.counts[f"killed {name}"] += 1

    def rotate(self) -> None:
        """A new token, and a new certificate, every few seconds."""
        while not self.over:
            time.sleep(self.random.uniform(3, 7))
            token = f"token-{self.random.randrange(10**6)}"
            written = self.server.folder / "token.new"
            written.write_text(token)
            written.replace(self.server.folder / "token")
            self.token = token
            certificate(self.server.folder)
            self.counts["rotations"] += 1

    def disturb(self) -> None:
        """Bytes that are no request, and requests that stop half way."""
        half: list[socket.socket] = []
        while not self.over:
            with suppress(OSError):
                client = socket.create_connection(("127.0.0.1", self.random.choice((self.server.port, self.server.workloads_port))), timeout=5)
                if self.random.random() < 0.3:
                    client.sendall(b"\x16" + self.random.randbytes(self.random.randrange(50)))
                    half.append(client)
                else:
                    with closing(client), unverified().wrap_socket(client) as secure:
                        secure.sendall(garbage(self.random))
                        secure.recv(4096)
            self.counts["garbage"] += 1
            while len(half) > 100:
                half.pop(0).close()
            time.sleep(0.05)

    def watch(self) -> None:
        """Memory of all processes."""
        while not self.over:
            with suppress(OSError):
                self.memory.append((time.monotonic() - self.start, self.server.resident()))
            time.sleep(1)


def difference(answer: bytes, wanted: bytes) -> str:
    """Where two texts begin to differ."""
    at = next((index for index, (one, other) in enumerate(zip(answer, wanted, strict=False)) if one != other), min(len(answer), len(wanted)))
    return f"at {at}: {answer[max(at - 80, 0) : at + 120]!r} instead of {wanted[max(at - 80, 0) : at + 120]!r}"


def unverified() -> ssl.SSLContext:
    """Certificates change here."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def garbage(chosen: random.Random) -> bytes:
    """Something that is nearly a request."""
    body = chosen.randbytes(chosen.randrange(2000))
    path, length = chosen.choice(("prometheus", "servicemonitor", "x", "../")), chosen.choice((len(body), -1, 10**9, "x"))
    whole = f"POST /{path}/sync HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode() + body
    return chosen.choice((whole, whole[: chosen.randrange(len(whole))], body, b"\r\n" * 500, b"GET / HTTP/9.9\r\n\r\n"))


def descendants(pid: int) -> list[int]:
    """The processes that ``pid`` has started, and theirs."""
    found: list[int] = []
    with suppress(OSError):
        for each in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [below for child in map(int, each.read_text().split()) for below in (child, *descendants(child))]
    return found


def command(pid: int) -> str:
    """What it runs."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/exe").readlink().name
    return ""


def is_worker(pid: int, server: int) -> bool:
    """A process of gunicorn that answers: its parent is a server, whose parent is ours. The servers themselves end together by design."""
    with suppress(OSError, IndexError):
        return parent(parent(pid)) == server
    return False


def parent(pid: int) -> int:
    """That of a process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def questions() -> list[Question]:
    """The cases that get an answer at any time, and a large workload; what they are answered is computed here, with the same judge.

    Without those that have a status: what passes by itself is told only when it has lasted.
    """
    known = [each for each in map(case, folders()) if not refusal(each) and each.settings == Settings() and not each.parent.get("status")]
    bodies = [(each.kind, each.body()) for each in known] + [("prometheus", request_of(1000))] * 3
    settings, now, found = Settings(judge=judge()), datetime.now(UTC), []
    for kind, body in bodies:
        with suppress(InvalidParent):
            answer, later = (_TIME.sub(b"", parents.sync(kind, body, settings, when)) for when in (now, now + timedelta(hours=1)))
            found += [Question(kind, body, answer)] if answer == later else []
    return found


@click.command()
@click.option("--seconds", default=120.0, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(seconds: float, seed: int) -> None:
    """Run it, print what was found; the exit code is 1 where something is not as it should be."""
    asked = questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        crt, key = certificate(folder)
        (folder / "token").write_text("token-0")
        with serving(folder, f"--tls-cert={crt}", f"--tls-key={key}", f"--token-file={folder / 'token'}") as server:
            soak = Soak(server, seconds, seed)
            run(soak, [*(lambda number=number: soak.ask(asked, number) for number in range(CLIENTS)), soak.kill, soak.rotate, soak.disturb, soak.watch])
            errors = [line for line in server.log().splitlines() if '"level": "error"' in line]
    failures = report(soak, len(asked), errors)
    for each in failures:
        click.echo(each, err=True)
    sys.exit(bool(failures))


def run(soak: Soak, parts: list[Callable[[], None]]) -> None:
    """All parts side by side until the time is over; what one of them raises is raised."""
    with ThreadPoolExecutor(len(parts)) as pool:
        for done in [pool.submit(part) for part in parts]:
            done.result()
    assert threading.active_count() < 50, soak.counts


def report(soak: Soak, asked: int, errors: list[str]) -> list[str]:
    """Prints the figures; what is not as it should be."""
    total = soak.until - soak.start
    step = max(1, len(soak.memory) // _SAMPLES)
    click.echo(json.dumps({"seconds": total, "questions": asked, **dict(sorted(soak.counts.items())), "wrong": len(soak.wrong), "errors": len(errors)}))
    click.echo("memory: " + ", ".join(f"{second:.0f} s {size / 2**20:.0f} MiB" for second, size in soak.memory[::step]))
    middle = max((size for second, size in soak.memory if total / 3 < second <= total * 2 / 3), default=0)
    late = max((size for second, size in soak.memory if second > total * 2 / 3), default=0)
    problems = [*soak.wrong[:3]]
    problems += [f"{soak.counts['lost']} lost"] if soak.counts["lost"] else []
    problems += [f"memory grew from {middle / 2**20:.0f} to {late / 2**20:.0f} MiB"] if late > GROWTH * middle else []
    problems += {line[line.index('"message"') :]: "" for line in errors if "SIGKILL" not in line}
    return problems


if __name__ == "__main__":
    main()
