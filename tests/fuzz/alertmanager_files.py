"""Random alertmanager.yaml files that know the sections and the values that break things: we and the real amtool must agree on each.

``python -m tests.fuzz.alertmanager_files --amtool PATH --version 0.35.0 --number 5000`` prints where they do not.
"""

import json
import types
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import click

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.fields import ADDRESS, GO_SPAN, HOST_AND_PORT, LINK, SPAN, TEMPLATE_ADDRESS, Expression, OneOf
from hooks.alertmanager_yaml.model import Global, Tracing
from hooks.alertmanager_yaml.receivers import Receiver
from hooks.alertmanager_yaml.routes import InhibitRule, Route
from hooks.alertmanager_yaml.sections import section_in
from hooks.alertmanager_yaml.time_intervals import TimeIntervals
from hooks.findings import Finding, errors
from hooks.versions import INLINE, Section, Version
from tests.fuzz.alertmanager import ADDRESSES, DURATIONS, EXPRESSIONS, LABELS, NEEDED, SOUND, TEXTS, Values, refused

OTHERS: tuple[Any, ...] = (None, 0, 1, -1, 1.5, True, "yes", "1", [], {}, {"a": None}, ["a"], "0x1F", "1e3", 2**63, 2**64)
MATCHERS = (
    *('a="b"', "a=b", 'a=~"b|c"', "", "a", "{a=b}", '{a="b",c!~"d"}', '"a b"="c"', "a=~(", 'a="b', "a==b", "größe=x", 'a="\\x"', "{a=b", "a=b}", "a=b,,c=d"),
    *('a =~ "["', 'a="\\xff"', '"\\u00e9"=x', 'a="b"c', "a='b'", "a`=b", 'a="b", ', ",a=b", "a=~b{2000}"),
)


_SUITED: dict[Any, tuple[str, ...]] = {
    **dict.fromkeys((ADDRESS, TEMPLATE_ADDRESS, LINK), ADDRESSES),
    **dict.fromkeys((SPAN, GO_SPAN), DURATIONS),
    HOST_AND_PORT: ("host:25", "[::1]:25", "host", "host:", ":25", "::1:25", "a:b:c", ""),
    Expression(): EXPRESSIONS,
}
_BY_NAME = {"matchers": MATCHERS, "group_by": LABELS, "equal": LABELS, "days_of_month": ("1", "1:5", "-1", "1:-1", "0", "32", "5:1", "-1:1", "x", "")}


class Files(Values):
    """Sections as plain values."""

    def section(self, section: type[Section], chance: float) -> dict[str, Any]:
        """A section; each field is there with that chance, most often those that are needed, and those of a later version never."""
        hints = get_type_hints(section, include_extras=True)
        names = zip(section.__struct_fields__, section.__struct_encode_fields__, strict=True)
        return {
            name: self.field(hints[attribute], name)
            for attribute, name in names
            if not name.startswith(INLINE)
            and self.random.random() < (0.8 if attribute in NEEDED else chance)
            and attribute not in {"routes", "location", "event_recorder"}
        }

    def field(self, hint: Any, name: str) -> Any:
        """A value of that type, now and then of another."""
        if self.random.random() < 0.01:
            return self.random.choice(OTHERS)
        marks: list[Any] = []
        while get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            marks += more
        if get_origin(hint) in {Union, types.UnionType}:
            inner = next(item for item in get_args(hint) if item is not type(None))
            return self.field(Annotated[(inner, *marks)] if marks else inner, name)
        if get_origin(hint) is tuple:
            return [self.field(get_args(hint)[0], name) for _ in range(self.random.choice((0, 1, 1, 2)))]
        if get_origin(hint) is dict:
            keys = LABELS if name in {"match", "match_re", "labels"} or "match" in name else TEXTS
            return {self.random.choice(keys): self.field(get_args(hint)[1], name) for _ in range(self.random.choice((0, 1, 1)))}
        if isinstance(hint, type) and issubclass(hint, Section):
            return self.section(hint, self.random.choice((0.1, 0.3)))
        return self.scalar(hint, name, marks)

    def scalar(self, hint: Any, name: str, marks: list[Any]) -> Any:
        """A value for a field of that type and name."""
        if hint is not str:
            return {bool: self.random.random() < 0.5, int: self.number(name), float: 0.5}.get(hint, self.random.choice(OTHERS))
        suited = next(
            ((*mark.words, "other") if isinstance(mark, OneOf) else _SUITED[mark] for mark in marks if isinstance(mark, OneOf) or mark in _SUITED), None
        )
        suited = suited or next((values for end, values in _BY_NAME.items() if name.endswith(end)), None)
        return self.pick(suited) if suited else self.text({"start_time": "startTime", "end_time": "endTime"}.get(name, name))

    def pick(self, values: tuple[str, ...]) -> str:
        """One of the values, most often a sound one."""
        return self.random.choice(values[: max(1, len(values) // 6)]) if self.random.random() < SOUND else self.random.choice(values)

    def file(self) -> dict[str, Any]:
        """A file whose parts are sound but for one or two."""
        found: dict[str, Any] = {"route": {"receiver": "own"}, "receivers": [{"name": "own"}]}
        part = self.random.randrange(7)
        if part < 4:
            field, section = self.random.choice(INTEGRATIONS)
            found["receivers"][0] |= {field: [self.section(section, self.random.choice((0.1, 0.3, 0.6)))]}
            found |= {"global": self.section(Global, 0.1)} if self.random.random() < 0.3 else {}
        elif part == 4:
            routes = [self.section(Route, 0.3) | {"receiver": "own"} for _ in range(2)]
            found["route"] |= {"routes": routes} | ({"group_by": [self.pick(LABELS)]} if self.random.random() < 0.3 else {})
        elif part == 5:
            found |= {"inhibit_rules": [self.section(InhibitRule, 0.5)], "global": self.section(Global, 0.3)}
        else:
            found |= {"time_intervals": [self.section(TimeIntervals, 0.8)]} | ({"tracing": self.section(Tracing, 0.4)} if self.random.random() < 0.3 else {})
        return found


def _integrations() -> tuple[tuple[str, type[Section]], ...]:
    hints = get_type_hints(Receiver, include_extras=True)
    names = zip(Receiver.__struct_fields__, Receiver.__struct_encode_fields__, strict=True)
    return tuple((name, found) for attribute, name in names if name.endswith("_configs") and (found := section_in(hints[attribute])))


INTEGRATIONS = _integrations()


class Disagreement(NamedTuple):
    """What amtool and we say about a file; one of both is empty."""

    text: str
    amtool: str
    ours: tuple[Finding, ...]


def disagreements(amtool: str, version: str, number: int, seed: int) -> tuple[Disagreement, ...]:
    """The files, of ``number`` random ones, on which amtool and we do not agree."""
    files = Files(seed)
    texts = {f"{index}.yaml": json.dumps(files.file(), ensure_ascii=False) for index in range(number)}
    said: dict[str, str] = {}
    names = list(texts)
    for start in range(0, number, 300):
        said |= refused(amtool, {name: texts[name] for name in names[start : start + 300]})
    found = ((text, said.get(name, ""), document.loaded(text, Version.parse(version))[1]) for name, text in texts.items())
    return tuple(Disagreement(text, problem, errors(ours)) for text, problem, ours in found if bool(problem) != (bool(errors(ours)) or _left_out(ours)))


def _left_out(findings: tuple[Finding, ...]) -> bool:
    """amtool refuses what the version does not read; we leave it out."""
    return any(finding.code.id in {"PH7001", "PH5005"} for finding in findings)


@click.command()
@click.option("--amtool", required=True, help="The program.")
@click.option("--version", required=True, help="Its version.")
@click.option("--number", default=5000, help="Files to try.")
@click.option("--seed", default=1)
def main(amtool: str, version: str, number: int, seed: int) -> None:
    """Count the files on which amtool and we do not agree, and print the first of each kind."""
    found = disagreements(amtool, version, number, seed)
    accepted, strict = [each for each in found if each.amtool], [each for each in found if not each.amtool]
    click.echo(f"{number} files, {len(accepted)} wrongly accepted, {len(strict)} wrongly refused (amtool {version})")
    for each in (*accepted[:8], *strict[:12]):
        click.echo(f"{each.amtool or [str(finding) for finding in each.ours]}\n    {each.text[:600]}")


if __name__ == "__main__":
    main()
