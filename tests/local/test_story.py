"""The main job from end to end: target up, slow, pending, firing after two minutes, message; fast, resolved, message; Ctrl-C leaves nothing.

It takes about five minutes, most of them the alert's own; the runs with old and new programs go on side by side.
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from hooks.cli.local.ports import is_free
from hooks.cli.local.programs import MissingProgram, Source, program
from tests.local.running import Running

pytestmark = [pytest.mark.local, pytest.mark.timeout(600)]

ENGLISH = "The five-minute mean latency of my-app has been above 0.5 s for more than two minutes."
KOREAN = "my-app의 5분 평균 요청 지연 시간이 2분 넘게 0.5초를 초과했습니다."


def story(running: Running) -> dict[str, float]:
    """Plays it; seconds from the start of the process to each step."""
    start, times = time.monotonic(), dict[str, float]()

    def shown(step: str, pattern: str, seconds: float) -> None:
        running.shows(pattern, seconds)
        times[step] = time.monotonic() - start

    shown("up", "target up: job=my-app ", 20)
    app = running.url(r"my-app-\S+")
    running.answer(f"{app}/slow", "")
    shown("pending", "alert HighRequestLatency is pending", 120)
    shown("firing", "alert HighRequestLatency is firing", 150)
    shown("received", "received HighRequestLatency, it goes to slack-notifications", 30)
    shown("message", rf"Slack +message in #alerts: High request latency on my-app\n +{ENGLISH}\n +{KOREAN}$", 30)
    running.answer(f"{app}/fast", "")
    shown("resolved", "alert HighRequestLatency is resolved", 180)
    shown("resolved message", rf"Slack +resolved in #alerts: High request latency on my-app\n +{ENGLISH}\n +{KOREAN}$", 60)
    return times


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Source, tuple[Running, "Future[dict[str, float]]"]]]:
    """Every source's run and its story, all under way at once."""
    with ThreadPoolExecutor() as pool:
        started = {source: Running(tmp_path_factory.mktemp(source.value), source) for source in (Source.DEBIAN, Source.PINNED) if available(source)}
        try:
            yield {source: (running, pool.submit(story, running)) for source, running in started.items()}
        finally:
            for running in started.values():
                running.close()


def available(source: Source) -> bool:
    try:
        return all(program(name, source) for name in ("prometheus", "alertmanager"))
    except MissingProgram:
        return False


@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
def test_the_story(stories: dict[Source, tuple[Running, "Future[dict[str, float]]"]], source: Source) -> None:
    if source not in stories:
        pytest.skip(f"no programs from {source.value} on this machine")
    running, told = stories[source]
    times = told.result()
    assert times["up"] < 20
    assert times["firing"] - times["pending"] > 110
    pids, ports = running.pids(), [int(url.rpartition(":")[2]) for url in (running.url(pod) for pod in running.pids())]
    assert len(pids) == 3
    assert running.interrupt() == 0
    assert not [pid for pid in pids.values() if os.path.exists(f"/proc/{pid}")]  # noqa: PTH110 short for what it is
    assert all(is_free(port) for port in (*ports, running.slack_port))
    assert list(running.temporary.iterdir()) == []
