"""One contestant, measured from its start to its end."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import click
import msgspec

from bench.cluster.contestants import Contestant, Floor
from bench.cluster.observing import Configuration, Counters, Processes, seconds_until
from bench.cluster.scenarios import Change, Scenario
from tests.cluster.apiserver import ApiServer

REST_SECONDS = 5.0
"""Between the last change and the look at what the memory is at rest."""
CHANGE_LIMIT = 60.0
START = time.monotonic()
Row = dict[str, Any]


class Plan(msgspec.Struct, frozen=True):
    """The options of the command that say what is measured."""

    scenario: Scenario
    count: int
    rounds: int
    limit: float
    """Seconds after which a wait is given up."""
    restarts: bool


class Run:
    """The measurement of one contestant; ``row`` holds its figures by name: seconds unless the name says otherwise, None where a wait was given up."""

    def __init__(self, label: str, contestant: Contestant, server: ApiServer, plan: Plan) -> None:
        """Nothing runs yet."""
        self._label, self._contestant, self._server, self._plan = label, contestant, server, plan
        self._floor = isinstance(contestant, Floor)
        self._seen = Configuration(server, "secrets prometheus-main" if self._floor else plan.scenario.child)
        self._counters = Counters(server)
        self.row: Row = {}

    def measure(self) -> Row:
        """The whole of it."""
        processes = Processes(self._contestant.groups)
        try:
            self._first()
            self._quiet()
            self.row["processor seconds until then"] = before = processes.seconds()
            made = self._changes()
            self.row["processor seconds a change"] = {name: (now - before[name]) / made for name, now in processes.seconds().items()}
            time.sleep(REST_SECONDS)
            self.row |= {"errors": self._errors(), "MB at rest": processes.memory(), "MB at the peak": dict(processes.peak)}
            if self._plan.restarts and self._contestant.statuses:
                self._restarted()
        finally:
            processes.stop()
            self._contestant.stop()
        return self.row

    def _first(self) -> None:
        """From the start of the contestant to a configuration that holds everything, and to the last status."""
        start, limit = time.monotonic(), self._plan.limit
        self._contestant.start()
        if self._floor:
            self._until(lambda: bool(self._seen.texts()), limit)
            return
        wanted = self._plan.scenario.entries(self._plan.count)
        took = self._until(lambda: self._entries() >= wanted, limit, 0.2)
        self.row["first full configuration"] = took and time.monotonic() - start
        tell(self._label, f"{self._entries()} of {wanted} entries after {time.monotonic() - start:.1f} s")
        if self._contestant.statuses:
            took = self._until(lambda: self._counters.statuses(self._plan.scenario.plural) >= self._plan.count, limit, 1.0)
            self.row["all statuses"] = took and time.monotonic() - start
            tell(self._label, f"all statuses after {time.monotonic() - start:.1f} s" if took else "not all statuses in time")

    def _entries(self) -> int:
        return sum(text.count(self._plan.scenario.entry) for text in self._seen.texts().values())

    def _quiet(self) -> None:
        """Until nothing was written for two seconds."""
        last = -1.0

        def quiet() -> bool:
            nonlocal last
            before, last = last, self._counters.writes()
            return before == last

        self._until(quiet, self._plan.limit, 2.0)

    def _changes(self) -> int:
        """How many changes were made."""
        times: dict[str, list[float | None]] = {}
        writes, (sent, syncs) = self._counters.writes(), self._contestant.sync_bytes()
        for number in range(self._plan.rounds):
            for column, change in self._plan.scenario.changes(self._plan.count, number).items():
                if not (self._floor and "/secrets/" in change.path):  # it asks for no Secrets
                    times.setdefault(column, []).append(self._changed(change))
                    time.sleep(1.0)
            tell(self._label, f"round {number + 1}: " + ", ".join(f"{column} {values[-1] or float('nan'):.2f} s" for column, values in times.items()))
        self._quiet()
        made = sum(map(len, times.values()))
        total, asked = self._contestant.sync_bytes()
        self.row |= {column: summary(values) for column, values in times.items()}
        self.row["writes per change"] = (self._counters.writes() - writes) / made - 1
        if asked > syncs:
            self.row |= {"syncs per change": (asked - syncs) / made, "MB per sync": (total - sent) / (asked - syncs) / 1e6}
        return made

    def _changed(self, change: Change) -> float | None:
        before = dict(self._seen.texts())
        method, path = (change.method, change.path) if change.method != "PUT" else ("PATCH", f"{change.path}?fieldManager=bench&force=true")
        answer = self._server.request(method, path, change.body)
        if answer.status >= 300:
            raise click.ClickException(f"{method} {path}: {answer.status} {answer.body}")
        return self._until(lambda: self._shows(change, before), min(self._plan.limit, CHANGE_LIMIT))

    def _shows(self, change: Change, before: dict[str, str]) -> bool:
        texts = self._seen.texts()
        return texts != before if self._floor else any(change.marker in text for text in texts.values()) != change.gone

    def _errors(self) -> int:
        """Syncs that failed and were tried again, by the events on their parents."""
        items = self._server.request("GET", "/api/v1/events").body["items"]
        return sum(each.get("count") or 1 for each in items if each["reason"] == "SyncError")

    def _restarted(self) -> None:
        """Hooks and Metacontroller killed and started again: how long until every object was synced, and whether the configuration lost anything meanwhile."""
        wanted = fewest = self._entries()
        start = time.monotonic()
        self._contestant.restart()

        def synced() -> bool:
            nonlocal fewest
            fewest = min(fewest, self._entries())
            return bool(self._contestant.synced(self._plan.scenario.plural.removesuffix("s")) >= self._plan.count)

        done = self._until(synced, self._plan.limit, 0.5)
        self.row |= {"all synced after both were killed": done and time.monotonic() - start, "entries lost meanwhile": wanted - fewest}
        tell(self._label, f"all synced again {time.monotonic() - start:.1f} s after both were killed, {fewest} of {wanted} entries meanwhile")

    @staticmethod
    def _until(probe: Callable[[], bool], limit: float, pause: float = 0.02) -> float | None:
        return seconds_until(probe, limit, pause)


def summary(values: Sequence[float | None]) -> Row:
    """Median and p90 of what was seen in time."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return {"median": None, "p90": None, "missed": len(values)}
    return {"median": statistics.median(known), "p90": known[min(len(known) - 1, int(len(known) * 0.9))], "missed": len(values) - len(known)}


def tell(label: str, text: str) -> None:
    """A line of progress."""
    click.echo(f"[{time.monotonic() - START:6.1f} s] {label}: {text}", err=True)


def table(rows: dict[str, Row]) -> str:
    """All figures side by side."""
    lines = list(dict.fromkeys(name for row in rows.values() for name in row))
    cells = [["", *rows]] + [[line, *(_cell(row.get(line, "")) for row in rows.values())] for line in lines]
    widths = [max(len(row[index]) for row in cells) for index in range(len(cells[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)


def _cell(value: Any) -> str:
    match value:
        case None:
            return "not in time"
        case {"median": median, "p90": p90, "missed": missed}:
            return f"{_cell(median)} / {_cell(p90)}" + (f" ({missed} missed)" if missed else "")
        case dict():
            return ", ".join(f"{name} {size:.0f}" if size >= 10 else f"{name} {size:.2f}" for name, size in value.items())
        case float():
            return f"{value:.2f}"
    return str(value)
