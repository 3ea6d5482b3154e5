"""``promhooks test``: it passes what is right, and says what is not."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"

pytestmark = pytest.mark.local


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example that may be edited."""
    return Path(shutil.copytree(EXAMPLES / "my-app", tmp_path / "my-app"))


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["test", *options, str(folder)])


@pytest.mark.parametrize("example", [pytest.param(path, id=path.name) for path in sorted(EXAMPLES.iterdir()) if any(path.rglob("tests/*.yaml"))])
def test_the_examples_pass_their_tests(example: Path) -> None:
    result = run(example)
    assert result.exit_code == 0, result.stdout
    assert "0 failed" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("value: 0.8", "value: 0.9", "got: {__name__=", id="another-value"),
        pytest.param("at: 1m # not yet: it has to hold for two minutes", "at: 5m", "alertname: HighRequestLatency, time: 5m", id="it-fires-too-early"),
        pytest.param("receivers: [slack-notifications]", "receivers: [mail]", "it goes to slack-notifications, expected mail", id="another-receiver"),
        pytest.param("- name: high-latency", "- name: other", "there is no PrometheusRule monitoring/other", id="no-such-rule"),
        pytest.param("name: prometheus-alertmanager", "name: other", "Alertmanager monitoring/other has no configuration here", id="no-such-alertmanager"),
        pytest.param("firingAt: 5m", "firingAt: 1m", "sent[0]: slack-notifications is not sent", id="nothing-to-send"),
        pytest.param("- receiver: slack-notifications", "- receiver: mail", "slack-notifications is sent {alertname=", id="a-message-to-another"),
        pytest.param("firingAt: 5m", "at: 2026-01-05", "notifications[0].at", id="a-moment-without-a-time"),
        pytest.param("receivers: [", "reciever: [", "reciever", id="a-misspelt-field"),
    ],
)
def test_what_is_not_as_expected_is_told(folder: Path, old: str, new: str, said: str) -> None:
    file = folder / "tests/slow-app.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 1
    assert said in result.stdout, result.stdout


def test_junit_names_the_test_that_failed(folder: Path) -> None:
    rule = folder / "prometheusrule.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("> 0.5", "> 5"), encoding="utf-8")
    suite = ET.fromstring(run(folder, "--format", "junit").stdout)
    assert (suite.get("failures"), [case.get("name") for case in suite]) == ("1", ["Test monitoring/slow-app"])


def test_without_tests_there_is_nothing_to_say(folder: Path) -> None:
    shutil.rmtree(folder / "tests")
    assert run(folder).exit_code == 2
