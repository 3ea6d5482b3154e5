"""Runs the cases: an adapter a suite calls our code, the comparison judges, the list of known differences has the last word."""

import importlib
import importlib.util
import traceback
from collections.abc import Iterable, Iterator
from enum import Enum
from types import ModuleType

import msgspec

from tests.conformance.cases import Case
from tests.conformance.comparison import differences, is_emptiness
from tests.conformance.known import Entry


class Verdict(Enum):
    """What became of a case."""

    PASSED = "passed"
    KNOWN = "known difference"
    FAILED = "failed"


class Outcome(msgspec.Struct, frozen=True):
    """A case with its verdict and its differences in words."""

    suite: str
    case: str
    verdict: Verdict
    differences: tuple[str, ...] = ()

    @property
    def only_emptiness(self) -> bool:
        """Whether all that differs is an empty value against its absence."""
        return bool(self.differences) and all(is_emptiness(difference) for difference in self.differences)


def adapter(suite: str) -> ModuleType | None:
    """The module that knows the shapes of a suite, ``None`` where there is no code yet."""
    name = f"tests.conformance.suites.{suite.replace('-', '_')}"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def outcomes(module: ModuleType, suite_cases: Iterable[Case], known: tuple[Entry, ...]) -> Iterator[Outcome]:
    """The cases of one suite, judged one after the other."""
    for case in suite_cases:
        found = tuple(_found(module, case))
        meant = bool(found) and any(entry.covers(case.suite, case.case, found) for entry in known)
        yield Outcome(case.suite, case.case, Verdict.KNOWN if meant else Verdict.FAILED if found else Verdict.PASSED, found)


def stale(entries: tuple[Entry, ...], judged: Iterable[Outcome]) -> tuple[str, ...]:
    """Entries of the list whose case was run and does not differ any more, as sentences."""
    equal = {(outcome.suite, outcome.case) for outcome in judged if outcome.verdict is Verdict.PASSED}
    return tuple(f"{entry.suite}: {entry.witness} no longer differs, remove its entry" for entry in entries if (entry.suite, entry.witness) in equal)


def _found(module: ModuleType, case: Case) -> Iterator[str]:
    try:
        got = module.outcome(case.inputs, case.document)
        agrees = getattr(module, "agrees", None)
        if agrees is None:
            yield from differences(got, case.expect)
        elif difference := agrees(got, case.expect, case.document):
            yield difference
    except Exception as error:  # noqa: BLE001 (an adapter that breaks is a failed case, the others go on)
        yield f"raised {type(error).__name__}: {error} ({_place(error)})"


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"
