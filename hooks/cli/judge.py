"""The last judge as a process: tools/judge, asked over a pipe. Each worker has its own, which starts with the first question and ends with the worker."""

import atexit
import hashlib
import logging
import os
import select
import shutil
import subprocess
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from hooks.cli.local.pinned import built_path
from hooks.cli.local.program import MissingProgram
from hooks.judge import ABSENT, Answer, Judge, Question, Refusal
from hooks.metrics import QUESTIONS

log = logging.getLogger("promhooks")

PROGRAM = "promhooks-judge"
"""Its name on PATH, as the image has it."""
SECONDS = 10.0
"""Time for one answer; the 100 jobs of a usual question take a hundredth of a second."""
TRIES = 5
"""How often a question is asked where somebody kills the program meanwhile."""
QUESTION_BYTES = 64 << 20
"""A larger question is not asked."""
REMEMBERED_BYTES = 32 << 20
"""Memory for answers; the oldest are forgotten first."""
_OVERHEAD = 400
"""What remembering an answer takes besides its text, in bytes."""
_ENVIRONMENT = {"GOMAXPROCS": "1", "GOMEMLIMIT": "256MiB", "AWS_REGION": "any", "AWS_EC2_METADATA_DISABLED": "true"}
"""It needs nothing of ours. A discovery of AWS would otherwise ask the network for the region that a pod gets from its node."""


@cache
def judge() -> Judge:
    """The judge on PATH, else the built one (``promhooks programs judge``), else the absent one; the same one for as long as this process lives."""
    path = shutil.which(PROGRAM) or _built()
    if path is None:
        return ABSENT
    found = Process(Path(path))
    atexit.register(found.close)
    return found


def _built() -> Path | None:
    try:
        path = built_path("judge")
    except MissingProgram:
        return None
    return path if path.exists() else None


class _Ended(Exception):
    """The process is no more."""


class Process(Judge):
    """The program at ``path``."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._versions: dict[str, str] = {}
        self._remembered: OrderedDict[bytes, tuple[Answer | None, int]] = OrderedDict()
        self._bytes = 0

    @property
    def versions(self) -> dict[str, str]:
        """Those of the modules that were linked in; empty where the program does not run."""
        if not self._versions:
            answer = self.answer(Question(ask="versions"))
            self._versions = answer.versions if answer else {}
        return self._versions

    def answer(self, question: Question) -> Answer | None:
        """The same question is asked once. What ends the program twice would end Prometheus, too: that is a refusal. No answer in time is none, and
        neither is the end by a signal: somebody else may have sent it.
        """
        line = msgspec.json.encode(question) + b"\n"
        if len(line) > QUESTION_BYTES:
            return None
        key = hashlib.sha256(line).digest()
        with self._asking:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                QUESTIONS.labels("remembered").inc()
                return self._remembered[key][0]
            try:
                answer = self._asked(line)
            except OSError as error:
                log.warning("the judge does not run, own checks only: %s", error)
                QUESTIONS.labels("unanswered").inc()
                return None
            QUESTIONS.labels("unanswered" if answer is None else "answered").inc()
            self._remember(key, answer)
            return answer

    def close(self) -> None:
        """Ends the process."""
        with self._asking:
            self._end()

    def _asked(self, line: bytes) -> Answer | None:
        endings = 0
        for _ in range(TRIES):
            try:
                return msgspec.json.decode(self._line(line), type=Answer).in_short()
            except _Ended:
                endings += self._end(patience=1.0) >= 0
            except TimeoutError:
                self._end()
                log.warning("the judge gave no answer within %s s, own checks only", self._seconds)
                return None
            if endings == 2:
                return Answer((Refusal(-1, -1, "the program that reads it would end"),))
        log.warning("the judge was killed %s times, own checks only", TRIES)
        return None

    def _line(self, question: bytes) -> bytes:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # both are pipes
        deadline, rest, answer = time.monotonic() + self._seconds, memoryview(question), bytearray()
        reading, writing = process.stdout.fileno(), process.stdin.fileno()
        with suppress(BlockingIOError):  # most questions fit into the pipe
            rest = rest[_written(writing, rest) :]
        while not answer.endswith(b"\n"):
            readable, writable, _ = select.select([reading], [writing] if rest else [], [], max(deadline - time.monotonic(), 0))
            if not readable and not writable:
                raise TimeoutError
            with suppress(BlockingIOError):
                if writable:
                    rest = rest[_written(writing, rest) :]
                if readable:
                    chunk = os.read(reading, 1 << 20)
                    if not chunk:
                        raise _Ended
                    answer += chunk
        return bytes(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process of this worker: one that was started before a fork belongs to the other."""
        if self._process is not None and self._owner != os.getpid():
            _close_pipes(self._process)
            self._process.returncode = 0  # nothing here waits for it
            self._process = None
        if self._process is None:
            self._process = subprocess.Popen([self._path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
            self._owner = os.getpid()
            assert self._process.stdin is not None  # noqa: S101  # it is a pipe
            os.set_blocking(self._process.stdin.fileno(), False)
        return self._process

    def _end(self, patience: float = 0) -> int:
        """Ends the process, after ``patience`` in seconds for it to do so by itself; its exit code, negative where a signal ended it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        code = process.wait()
        _close_pipes(process)
        return code

    def _remember(self, key: bytes, answer: Answer | None) -> None:
        size = _OVERHEAD + (len(msgspec.json.encode(answer)) if answer else 0)
        self._remembered[key] = (answer, size)
        self._bytes += size
        while self._bytes > REMEMBERED_BYTES:
            _, (_, freed) = self._remembered.popitem(last=False)
            self._bytes -= freed


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()


def _written(descriptor: int, content: memoryview) -> int:
    try:
        return os.write(descriptor, content[: 1 << 20])
    except BrokenPipeError:
        raise _Ended from None
