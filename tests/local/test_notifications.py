"""What `promhooks test` says that an Alertmanager sends, against what a real one sends: random routes, inhibition rules and time intervals, the same alerts."""

import json
import subprocess
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import yaml
from click.testing import CliRunner

from hooks.alertmanager_yaml.time_intervals import MONTHS, WEEKDAYS
from hooks.cli import main
from hooks.cli.local.ports import free_port
from hooks.cli.local.program import Program
from hooks.cli.notifications import notifications
from tests.local.conftest import eventually

pytestmark = [pytest.mark.local, pytest.mark.timeout(90)]

LABELS = {"severity": ("critical", "warning", "info"), "team": ("web", "data", ""), "cluster": ("a", "b"), "alertname": ("Down", "Slow")}
OPERATORS = ("=", "!=", "=~", "!~")
Sent = list[tuple[str, tuple[Any, ...], list[tuple[Any, ...]]]]


def intervals(now: datetime) -> dict[str, dict[str, Any]]:
    """Some that hold now and in the next minutes, and some that do not."""
    soon, later, day = now + timedelta(hours=1), now + timedelta(hours=2), (now.weekday() + 1) % 7
    return {
        "nowhere-else": {"location": "Pacific/Kiritimati", "weekdays": [WEEKDAYS[(now + timedelta(hours=14)).isoweekday() % 7]]},
        "today": {"weekdays": [f"{WEEKDAYS[0]}:{WEEKDAYS[day]}"]},
        "other-days": {"weekdays": [each for each in WEEKDAYS if each != WEEKDAYS[day]]},
        "month": {"months": [MONTHS[now.month - 1]], "years": [f"{now.year - 1}:{now.year + 1}"]},
        "last-year": {"years": [str(now.year - 1)]},
        "whole-month": {"days_of_month": ["1:-1"]},
        "before-today": {"days_of_month": ["1" if now.day > 1 else "2"]},
        "later": {"times": [{"start_time": f"{soon:%H:%M}", "end_time": f"{later:%H:%M}"}]} if soon.day == later.day else {"years": ["1999"]},
        "all-day": {"times": [{"start_time": "00:00", "end_time": "24:00"}]},
    }


def matchers(random: Random, most: int = 2) -> list[str]:
    names = random.sample(sorted(LABELS), random.randint(1, most))
    return [f'{name}{random.choice(OPERATORS)}"{random.choice(LABELS[name])}"' for name in names]


def configuration(seed: int, now: datetime, port: int) -> dict[str, Any]:
    random, named = Random(seed), intervals(now)
    receivers: list[str] = []

    def route(depth: int) -> dict[str, Any]:
        receivers.append(f"r{len(receivers)}")
        own: dict[str, Any] = {"receiver": receivers[-1]}
        if depth:
            own |= {"matchers": matchers(random), "continue": random.random() < 0.5}
            own |= {name: random.sample(sorted(named), 1) for name in ("mute_time_intervals", "active_time_intervals") if random.random() < 0.3}
        if random.random() < 0.6:
            own["group_by"] = random.choice([["..."], ["alertname"], ["cluster", "team"], ["severity", "none"]])
        return own | {"routes": [route(depth + 1) for _ in range(random.randint(1, 4) if depth < 3 else 0)]}

    # No alert is on both sides of a rule: of several sources with the same labels Alertmanager 0.30 and 0.31 look at one only, which may be such a one.
    rules = [
        {
            "source_matchers": ['severity="critical"', *matchers(random, 1)],
            "target_matchers": ['severity!="critical"', *matchers(random, 1)],
            "equal": random.sample(sorted(LABELS), random.randint(0, 2)),
        }
        for _ in range(3)
    ]
    return {
        "route": route(0) | {"group_wait": "2s"},
        "inhibit_rules": rules,
        "receivers": [{"name": name, "webhook_configs": [{"url": f"http://127.0.0.1:{port}/"}]} for name in receivers],
        "time_intervals": [{"name": name, "time_intervals": [each]} for name, each in named.items()],
    }


def ordered(messages: list[dict[str, Any]]) -> Sent:
    def items(labels: dict[str, str]) -> tuple[Any, ...]:
        return tuple(sorted(labels.items()))

    return sorted((each["receiver"], items(each["group"]), sorted(map(items, each["alerts"]))) for each in messages)


@contextmanager
def listening(received: list[dict[str, Any]]) -> Generator[int, None, None]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server looks for
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append({"receiver": body["receiver"], "group": body["groupLabels"], "alerts": [each["labels"] for each in body["alerts"]]})
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@contextmanager
def alertmanager(program: Program, folder: Path, config: dict[str, Any]) -> Generator[str, None, None]:
    file = folder / "alertmanager.yaml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    address = f"127.0.0.1:{free_port(29093)}"
    flags = [f"--config.file={file}", f"--storage.path={folder / 'data'}", f"--web.listen-address={address}", "--cluster.listen-address="]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(program.path), *program.arguments, *flags], cwd=program.folder or folder, stdout=log, stderr=log)

    def ready() -> bool:
        try:
            return bool(urlopen(f"http://{address}/-/ready", timeout=1).status == 200)
        except (URLError, OSError):
            assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
            return False

    try:
        eventually("Alertmanager is ready", ready)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("seed", range(3))
def test_a_real_alertmanager_sends_the_same(programs: Callable[[str], Program], tmp_path: Path, seed: int) -> None:
    random, now, received = Random(seed + 100), datetime.now(UTC), list[dict[str, Any]]()
    firing = [{name: random.choice(values) for name, values in LABELS.items()} | {"instance": str(number)} for number in range(30)]
    firing = [{name: value for name, value in alert.items() if value} for alert in firing]
    with listening(received) as port:
        config = configuration(seed, now, port)
        with alertmanager(programs("alertmanager"), tmp_path, config) as url:
            posted = json.dumps([{"labels": alert} for alert in firing]).encode()
            urlopen(Request(f"{url}/api/v2/alerts", data=posted, headers={"Content-Type": "application/json"}), timeout=10)
            expected = ordered(
                [{"receiver": each.receiver, "group": each.group, "alerts": each.alerts} for each in notifications(yaml.safe_dump(config), firing, now)]
            )
            eventually("as many messages as expected", lambda: len(received) >= len(expected))
            time.sleep(1.5)  # what comes beyond them
    assert len(expected) > 3
    assert ordered(received) == expected


def test_a_running_alertmanager_says_whether_it_has_the_routes(programs: Callable[[str], Program], tmp_path: Path) -> None:
    config = {
        "route": {"receiver": "team", "routes": [{"matchers": ['severity="page"'], "receiver": "page"}]},
        "receivers": [{"name": "team"}, {"name": "page"}],
    }
    owner = {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": {"name": "main", "namespace": "mon"}, "spec": {}}
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "alertmanager-main", "namespace": "mon"}}

    def route(edited: dict[str, Any], url: str) -> str:
        (tmp_path / "all.yaml").write_text(yaml.safe_dump_all([owner, {**secret, "stringData": {"alertmanager.yaml": yaml.safe_dump(edited)}}]), "utf-8")
        return CliRunner().invoke(main, ["route", str(tmp_path / "all.yaml"), "--url", url]).output

    (tmp_path / "running").mkdir()
    with alertmanager(programs("alertmanager"), tmp_path / "running", config) as url:
        assert f"✓ the Alertmanager at {url} has these routes" in route(config, url)
        assert 'has other routes: severity="page" → page, here nothing' in route({**config, "route": {"receiver": "team"}}, url)
