"""Random AlertmanagerConfigs and alertmanager.yaml files that know the schema and the values that break things, judged by the real amtool.

``python -m tests.fuzz.alertmanager --amtool PATH --version 0.34.2 --number 5000`` prints how many were accepted wrongly, and the first of them.
"""

import random
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import click
import msgspec

from hooks.alertmanager_yaml import document, fragments
from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement
from hooks.alertmanager_yaml.model import Global
from hooks.assets import Assets
from hooks.findings import errors
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig, InhibitRule, Matcher, MuteTimeInterval, Route
from hooks.kinds.base import Spec
from hooks.kinds.receivers.receiver import Receiver
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.rendering import yaml_text
from hooks.source import Source
from hooks.versions import Version

BASE = "route: {receiver: own}\nreceivers: [{name: own}]\n"
ADDRESSES = (
    *(
        "http://hook.example.com",
        "https://u:p@host:9090/a?b=c#d",
        "http://host:port/path",
        "http://",
        "host",
        "ftp://host",
        "://x",
        "http://h/%zz",
        "http://[::1]:80",
    ),
    *(
        "http://[::1",
        "http://a b/",
        " http://a",
        "http://a\n",
        "https://slack.com/api/chat.postMessage",
        "{{ .x }}",
        "{{ toUpper .x }}",
        "http://{{",
        "http://ho st",
    ),
    *(
        "http://host:99999999/",
        "//host",
        "http:host",
        "HTTP://Host",
        "http://h\x7f",
        'http://h"',
        "http://h\\",
        "http://é.example",
        "http://a/{{ if }}",
    ),
)
TEXTS = (
    *(
        "a",
        "b",
        "host:25",
        "text",
        "team",
        "HTML",
        "TLS12",
        "daily",
        "",
        "null",
        "yes",
        "on",
        "0x1",
        "1e3",
        "text",
        "markdown",
        "HTML",
        "{{ .x",
        "{{ end }}",
        "...",
        "a b",
        "größe",
        "\n",
        "a\r\nb",
        "\ufeffa",
        "\x00",
        "\u2028",
    ),
    *(
        " a",
        "a ",
        "#",
        "- a",
        "a: b",
        "'",
        '"',
        "\\",
        "%",
        "@",
        "!!binary x",
        "<<",
        "team",
        "teams",
        "user",
        "daily",
        "Daily",
        "None",
        "routing_key",
        "Host",
        "References",
    ),
    *("basic", " Basic ", "Bearer", "TLS12", "TLS13", "host:25", "[::1]:25", "::1:25", "host", "host:", ":25", "a:b:c", "good", "=", "a" * 2000),
)
DURATIONS = ("1m", "90s", "", "0", "0s", "1d", "1w2d", "1h30m", "300y", "1y", "5ms", "1.5h", "-1m", "1m1h", "10", "1 m", "9" * 30 + "s", "1us")
EXPRESSIONS = (
    "",
    ".*",
    "a|b",
    "(",
    ")",
    "[",
    "a**",
    "(?!x)",
    "(?P<n>a)",
    "(?<n>a)",
    "\\C",
    "\\pL",
    "\\p{Greek}",
    "a{1001}",
    "(a{99}){99}",
    "\\x{110000}",
    "\\Q(",
    "\\z",
    "\\Z",
    "x*+",
)
LABELS = ("a", "severity", "", " ", "a b", "a-b", "1a", "größe", "__name__", "a:b", '"', "a\n", "...", "namespace", "a=", "{a", "a,b", "'", "a\\", "\u00a0")
MONTHS = ("may", "May", "5", "13", "0", "1:3", "3:1", "january:march", "mai", "1:2:3", "", "12", "+1", "-1", "1_0")
WEEKDAYS = ("monday", "Monday", "monday:friday", "friday:monday", "mon", "1", "", "sunday:saturday", "monday:")
CLOCK = ("00:00", "24:00", "09:30", "9:30", "23:59", "24:01", "25:00", "", "12:60")
YEARS = ("2030", "2030:2032", "2032:2030", "", "0", "-1", "x", "9" * 12)
NAMES = ("r", "s", "", "a/b", "r r", "null", "größe")


class Values:
    """Picks values that suit a field's name, or only its type."""

    def __init__(self, seed: int) -> None:
        """The same ``seed`` gives the same objects."""
        self.random = random.Random(seed)

    def text(self, name: str) -> str:
        """A text for a field of that name."""
        sound = self.random.random() < SOUND
        pick = (lambda values: self.random.choice(values[: max(1, len(values) // 8)])) if sound else self.random.choice
        if re.search("url|address|link|icon|href|src", name, re.IGNORECASE):
            return pick(ADDRESSES)
        if re.search("timeout|interval|wait|retry|expire|ttl", name, re.IGNORECASE) and name not in {"muteTimeIntervals", "activeTimeIntervals"}:
            return pick(DURATIONS)
        lists = {
            "months": MONTHS,
            "weekdays": WEEKDAYS,
            "years": YEARS,
            "startTime": CLOCK,
            "endTime": CLOCK,
            "matchType": ("=", "!=", "=~", "!~", "~", ""),
            "groupBy": LABELS,
            "equal": LABELS,
            "receiver": NAMES,
            "muteTimeIntervals": NAMES,
            "activeTimeIntervals": NAMES,
            "parseMode": ("Markdown", "MarkdownV2", "HTML", "html", ""),
            "messageType": ("text", "markdown", "Text", "", "CRITICAL"),
        }
        return pick(lists.get(name, TEXTS))

    def struct(self, kind: type[Spec], chance: float = 0.45) -> dict[str, Any]:
        """A part of a custom resource; each field is there with that chance, most often those that are needed."""
        hints = get_type_hints(kind, include_extras=True)
        names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
        return {name: self.value(hints[attribute], name) for attribute, name in names if self.random.random() < (0.9 if attribute in NEEDED else chance)}

    def value(self, hint: Any, name: str) -> Any:
        """A value of that type."""
        while get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        if get_origin(hint) is Union or type(hint).__name__ == "UnionType":
            return self.value(next(item for item in get_args(hint) if item is not type(None)), name)
        if get_origin(hint) is tuple:
            return [self.value(get_args(hint)[0], name) for _ in range(self.random.choice((0, 1, 1, 2)))]
        if get_origin(hint) is dict:
            return {self.random.choice(TEXTS[1:]): self.value(get_args(hint)[1], name) for _ in range(self.random.choice((0, 1, 2)))}
        special = _SPECIAL.get(hint)
        if special:
            return special(self, name)
        return self.struct(hint) if isinstance(hint, type) and issubclass(hint, Spec) else self.text(name)

    def number(self, _: str) -> int:
        """A whole number."""
        return self.random.choice((0, 1, -1, 5, 31, -31, 40, 2**31 - 1))

    def choice(self, _: str) -> dict[str, Any]:
        """A Secret or ConfigMap, or neither."""
        return self.random.choice(({"secret": {"name": "s", "key": "ca"}}, {}))

    def reference(self, name: str) -> dict[str, Any]:
        """A value that suits the field, in a Secret."""
        return {"name": "s", "key": str(SECRETS.index(self.text(name)))}

    def matcher(self, _: str = "") -> dict[str, Any]:
        """A matcher, its value sometimes a regular expression."""
        value = self.random.choice((*EXPRESSIONS, *TEXTS))
        found = {"name": self.random.choice(LABELS[:3] if self.random.random() < 0.6 else LABELS), "value": value}
        return found | self.random.choice(({"matchType": self.random.choice(("=", "!=", "=~", "!~"))}, {"regex": self.random.random() < 0.5}, {}))

    def route(self, depth: int = 0) -> dict[str, Any]:
        """A route, with routes below it."""
        found = self.struct(Route, 0.35)
        found["receiver"] = "r" if depth == 0 or self.random.random() < 0.7 else self.text("receiver")
        found["routes"] = [self.route(depth + 1) for _ in range(self.random.choice((0, 0, 1, 2)))] if depth < 3 else []
        return found

    def config(self) -> dict[str, Any]:
        """An AlertmanagerConfig whose parts are sound but for one or two, so that those decide."""
        receivers: list[dict[str, Any]] = [{"name": "r"}, {"name": "s"}]
        spec: dict[str, Any] = {"route": {"receiver": "r"}, "receivers": receivers}
        part = self.random.randrange(6)
        if part < 3:
            field, integration = self.random.choice(INTEGRATIONS)
            receivers[0] |= {field: [self.struct(integration, self.random.choice((0.2, 0.4, 0.7)))]}
        elif part == 3:
            spec["route"] = self.route()
            spec["muteTimeIntervals"] = [{"name": "r"}, {"name": "s"}]
        elif part == 4:
            spec["inhibitRules"] = [self.struct(InhibitRule, 0.8)]
        else:
            spec["muteTimeIntervals"] = [self.struct(MuteTimeInterval, 0.9)]
            spec["route"] |= {"routes": [self.struct(Route, 0.2) | {"receiver": "r", "routes": []}]}
        return {"metadata": {"name": "x", "namespace": "team"}, "spec": spec}


_SPECIAL: dict[Any, Callable[[Values, str], Any]] = {
    SecretKeySelector: Values.reference,
    SecretOrConfigMap: Values.choice,
    Matcher: Values.matcher,
    int: Values.number,
    bool: lambda values, _: values.random.random() < 0.5,
}
INTEGRATIONS = tuple(
    (name, get_args(get_args(get_type_hints(Receiver, include_extras=True)[attribute])[0])[0])
    for attribute, name in zip(Receiver.__struct_fields__, Receiver.__struct_encode_fields__, strict=True)
    if name != "name"
)
SECRETS = tuple(dict.fromkeys((*ADDRESSES, *TEXTS, *DURATIONS)))
NEEDED = frozenset(["to", "from_", "smarthost", "routing_key", "user_key", "token", "token_id", "chat_id", "bot_token", "room_id", "api_key", "corp_id"]) | {
    *(
        "api_secret",
        "api_url",
        "webhook_url",
        "topic_arn",
        "url",
        "credentials",
        "type",
        "text",
        "title",
        "value",
        "name",
        "start_time",
        "end_time",
        "username",
        "password",
    )
}
"""Fields without which most of the rest is never looked at."""
SOUND = 0.8
"""How often a value is one of the sound ones, which stand first."""
CERTIFICATE = "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n"
"""Kept broken: what is in a file amtool does not look at, and we do."""
ASSETS = Assets.of(
    [{"kind": "ConfigMap", "metadata": {"namespace": "team", "name": "s"}, "data": {}}],
).merged(Assets({f"0_team_s_{index}": value for index, value in enumerate(SECRETS)} | {"0_team_s": "", "0_team_s_ca": CERTIFICATE}))


def accepted(number: int, seed: int, version: Version, globals_text: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Objects that we accept, with the file that is written; of ``number`` random ones."""
    values = Values(seed)
    base, _ = document.loaded(globals_text + BASE, version)
    for _ in range(number):
        manifest = values.config()
        try:
            config = msgspec.convert(manifest, AlertmanagerConfig)
        except msgspec.ValidationError:
            continue
        fragment, findings = judgement(config, Source("team", ASSETS), Surroundings(version, base.global_ or Global()))
        if not errors(findings):
            yield manifest, fragments.written(base, [fragments.text(fragment, "team/x", version, confined=True)])


def refused(amtool: str, files: dict[str, str]) -> dict[str, str]:
    """What amtool says about those of ``files`` (name → text) that it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run([amtool, "check-config", *(str(Path(folder) / name) for name in files)], capture_output=True, text=True, check=False)
    found = re.findall(r"Checking '[^']*/([^/'\n]+)'.*?  (SUCCESS|FAILED: [^\n]*)", done.stdout, re.DOTALL)
    if len(found) != len(files):
        return (
            {name: said for name in files for said in refused(amtool, {name: files[name]}).values()}
            if len(files) > 1
            else dict.fromkeys(files, done.stderr[-300:])
        )
    return {name: verdict for name, verdict in found if verdict != "SUCCESS"}


class Tried(NamedTuple):
    """What came of a number of random objects."""

    accepted: int
    wrong: tuple[tuple[str, dict[str, Any]], ...]
    """What amtool said, and the object."""


def tried(amtool: str, version: str, number: int, seed: int, globals_text: str = "") -> Tried:
    """Which of the AlertmanagerConfigs that we accept amtool refuses."""
    found = list(accepted(number, seed, Version.parse(version), f"{globals_text}\n" if globals_text else ""))
    wrong: dict[int, str] = {}
    for start in range(0, len(found), 300):
        batch = {f"{index}.yaml": text for index, (_, text) in enumerate(found[start : start + 300], start)}
        wrong |= {int(name.partition(".")[0]): said for name, said in refused(amtool, batch).items()}
    return Tried(len(found), tuple((said, found[index][0]) for index, said in wrong.items()))


@click.command()
@click.option("--amtool", required=True, help="The program.")
@click.option("--version", required=True, help="Its version.")
@click.option("--number", default=5000, help="Objects to try.")
@click.option("--seed", default=1)
@click.option("--defaults", default="", help="A global section to begin the file with.")
def main(amtool: str, version: str, number: int, seed: int, defaults: str) -> None:
    """Count the AlertmanagerConfigs that we accept and amtool refuses, and print the first of them."""
    found = tried(amtool, version, number, seed, defaults)
    reasons = Counter(re.sub(r'"[^"]*"|line \d+|\d+', "…", said) for said, _ in found.wrong)
    click.echo(f"{number} objects, {found.accepted} accepted, {len(found.wrong)} of them refused by amtool {version}")
    for reason, count in reasons.most_common(30):
        click.echo(f"  {count} × {reason[:200]}")
    for said, manifest in found.wrong[:5]:
        click.echo(f"{said}\n{yaml_text(manifest['spec'])}")


if __name__ == "__main__":
    main()
