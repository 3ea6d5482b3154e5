"""``promhooks test``: rules and routes do what their Tests expect."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import click
import msgspec
import yaml

from hooks.cli.cluster import settings
from hooks.cli.explain import world
from hooks.cli.explain.chain import World
from hooks.cli.local.programs import MissingProgram, program
from hooks.cli.local.progress import busy
from hooks.cli.manifests import ARGUMENT, Document, given
from hooks.cli.notifications import notifications
from hooks.cli.printing import colors, printable
from hooks.cli.routing import receivers, tree
from hooks.cli.unit_tests import API_VERSION, KIND, Test, rule_test
from hooks.decoding import mismatch
from hooks.names import ALERTMANAGER_CONFIG_FILE


class Result(msgspec.Struct, frozen=True):
    """What became of one Test; no ``problems``: it passed."""

    name: str
    place: str
    problems: tuple[str, ...] = ()


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=ARGUMENT)
@click.option("--format", "form", type=click.Choice(["text", "junit"]), default="text", show_default=True, help="Who reads it.")
def command(paths: tuple[Path, ...], form: str) -> None:
    """Run the Tests among the manifests below DIR: series in, alerts out, by promtool's own engine on PrometheusRules by name; and who is told of them.

    The exit code is 0 where all pass, 1 where one fails, 2 where there are none.

    \\b
    Example:
      promhooks test examples/my-app
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    contents = given(paths)
    documents = [document for document in contents.documents if (document.manifest["apiVersion"], document.manifest["kind"]) == (API_VERSION, KIND)]
    if not documents:
        raise click.UsageError(f"there is no document of kind {KIND} ({API_VERSION}) below {', '.join(map(str, paths))}")
    with busy("testing"):
        seen = world(contents, settings())
        results = tuple(_result(document, seen) for document in documents)
    click.echo(_junit(results) if form == "junit" else _text(results), nl=False, color=colors())
    sys.exit(1 if any(result.problems for result in results) else 0)


def _result(document: Document, seen: World) -> Result:
    name, place = str(document.key), str(document.place())
    try:
        test = msgspec.convert(document.manifest, Test)
    except msgspec.ValidationError as error:
        path, reason = mismatch(error)
        return Result(name, place, (f"{path}: {reason}" if path else reason,))
    return Result(name, place, (*_rule_problems(test, seen), *_route_problems(test, seen), *_notification_problems(test, seen)))


def _rule_problems(test: Test, seen: World) -> Iterator[str]:
    missing = [reference for reference in test.spec.rules if seen.cluster.find("PrometheusRule", *test.place(reference)) is None]
    yield from (f"spec.rules: there is no PrometheusRule {'/'.join(test.place(reference))}" for reference in missing)
    if missing or not (test.spec.alerts or test.spec.expressions):
        return
    try:
        promtool = program("promtool").path
    except MissingProgram as error:
        yield str(error)
        return
    with tempfile.TemporaryDirectory(prefix="promhooks-test-") as text:
        folder = Path(text)
        files = [_rule_file(folder / f"{number}.yaml", seen, test.place(reference)) for number, reference in enumerate(test.spec.rules)]
        (folder / "test.yaml").write_text(yaml.safe_dump(rule_test(test, files)), encoding="utf-8")
        answer = subprocess.run([str(promtool), "test", "rules", str(folder / "test.yaml")], capture_output=True, text=True, check=False)
    if answer.returncode:
        lines = (answer.stdout + answer.stderr).replace(f"{folder}/", "").splitlines()
        yield "\n".join(line.strip() for line in lines if line.strip() not in ("", "FAILED:") and not line.startswith("Unit Testing:"))


def _rule_file(path: Path, seen: World, place: tuple[str, str]) -> Path:
    """The groups as their workload loads them, with whatever it enforces; as they are written where no workload does."""
    rule = seen.cluster.find("PrometheusRule", *place) or {}
    name = f"-{rule['metadata'].get('uid')}.yaml"
    loaded = (text for each in seen.configurations for file, text in each.files.items() if file.endswith(name))
    path.write_text(next(loaded, yaml.safe_dump({"groups": rule["spec"].get("groups") or []})), encoding="utf-8")
    return path


def _alerting(seen: World) -> dict[str, str]:
    """The configuration of each Alertmanager."""
    return {each.workload.path: each.files.get(ALERTMANAGER_CONFIG_FILE, "") for each in seen.configurations if each.workload.kind == "Alertmanager"}


def _route_problems(test: Test, seen: World) -> Iterator[str]:
    texts = _alerting(seen)
    for index, delivery in enumerate(test.spec.routes):
        path = "/".join(test.place(delivery.alertmanager))
        route = tree(texts.get(path, ""))
        if route is None:
            yield f"spec.routes[{index}]: Alertmanager {path} has no configuration here"
        elif (got := receivers(route, delivery.labels)) != delivery.receivers:
            yield f"spec.routes[{index}]: it goes to {', '.join(got)}, expected {', '.join(delivery.receivers)}"


def _notification_problems(test: Test, seen: World) -> Iterator[str]:
    texts = _alerting(seen)
    for index, wanted in enumerate(test.spec.notifications):
        place, path = f"spec.notifications[{index}]", "/".join(test.place(wanted.alertmanager))
        if not texts.get(path):
            yield f"{place}: Alertmanager {path} has no configuration here"
            continue
        try:
            sent = list(notifications(texts[path], test.spec.firing(wanted), wanted.at))
        except ValueError as error:
            yield f"{place}: {error}"
            continue
        for number, message in enumerate(wanted.sent):
            if (found := next((each for each in sent if message.is_met_by(each)), None)) is not None:
                sent.remove(found)
            else:
                yield f"{place}.sent[{number}]: {message.receiver} is not sent {_shown(message.alerts)}"
        yield from (f"{place}: {each.receiver} is sent {_shown(each.alerts)}, which is not expected; its group is {_shown([each.group])}" for each in sent)


def _shown(alerts: Iterable[Mapping[str, str]]) -> str:
    return " and ".join("{" + ", ".join(f'{name}="{value}"' for name, value in sorted(alert.items())) + "}" for alert in alerts)


def _text(results: tuple[Result, ...]) -> str:
    lines = []
    for result in results:
        mark, color = ("✗", "red") if result.problems else ("✓", "green")
        lines.append(f"{click.style(mark, fg=color)} {result.name} ({result.place})")
        lines += [f"    {printable(line)}" for problem in result.problems for line in problem.splitlines()]
    failed = sum(bool(result.problems) for result in results)
    return "\n".join([*lines, f"{len(results) - failed} passed, {failed} failed", ""])


def _junit(results: tuple[Result, ...]) -> str:
    failed = sum(bool(result.problems) for result in results)
    cases = "".join(f"  <testcase classname={quoteattr(result.place)} name={quoteattr(result.name)}>{_failure(result)}</testcase>\n" for result in results)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="promhooks test" tests="{len(results)}" failures="{failed}">\n'
    return f"{head}{cases}</testsuite>\n"


def _failure(result: Result) -> str:
    text = printable("\n".join(result.problems))
    return f"<failure message={quoteattr(text.partition(chr(10))[0])}>{escape(text)}</failure>" if text else ""
