"""Routes and inhibition rules."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from hooks.alertmanager_yaml import matchers
from hooks.alertmanager_yaml.fields import NULLS, Duration, Expressions, Flag, Labels, Text, Texts
from hooks.alertmanager_yaml.sections import Context, Findings, Part
from hooks.durations import duration
from hooks.findings.alerting import BAD_GROUPING, BAD_MATCHER, BAD_VALUE
from hooks.selection.label_names import CLASSIC
from hooks.versions import Since, since

UTF8: Since = since("0.27.0")
"""Label names may be any text, and matchers have a syntax for it."""
_COMPARED: Since = since("0.28.0")
"""The same for the labels that inhibition compares."""
_NAMED_GROUPS: Since = since("0.28.0")
"""Built with a Go whose regular expressions know ``(?<name>…)``."""
_NO_EXPRESSION = "no regular expression in RE2 syntax (which has no lookaround and no backreferences)"
_NO_NAME = "no label name that a matcher may have"
_NO_MATCHER = 'no matcher, write it like severity="critical" or team=~"web|app"'


class Route(Part, frozen=True, kw_only=True):
    """``route``, and every route below it."""

    receiver: Text = None
    group_by: Texts = None
    match: Labels = None
    match_re: Expressions = None
    matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    continue_: Flag = msgspec.field(default=None, name="continue")
    routes: "tuple[Route, ...] | None" = None
    group_wait: Duration = None
    group_interval: Duration = None
    repeat_interval: Duration = None
    mute_time_intervals: Annotated[Texts, since("0.22.0")] = None
    active_time_intervals: Annotated[Texts, since("0.24.0")] = None
    labels: Annotated[Labels, since("0.34.0")] = None

    never_empty = True

    def problems(self, context: Context) -> Findings:
        """Labels, matchers, and intervals that never end."""
        names = self.group_by or ()
        if "..." in names and set(names) != {"..."}:
            yield BAD_GROUPING.at("group_by", '"..." means every label', "remove the others, or it")
        if len(set(names) - {"..."}) < len(names) - names.count("..."):
            yield BAD_GROUPING.at("group_by", "a label stands there twice", "remove one")
        yield from _unnamed("group_by", (name for name in names if name != "..."), context)
        yield from _unnamed("labels", self.labels or (), context)
        yield from matching("match", self.match, self.match_re, self.matchers, context)
        for field in ("group_interval", "repeat_interval"):
            length = duration(getattr(self, field) or "")
            if length is not None and not length:
                yield BAD_VALUE.at(field, "it cannot be zero", "write how long, or remove it")


class InhibitRule(Part, frozen=True, kw_only=True):
    """``inhibit_rules[]``."""

    name: Annotated[Text, since("0.30.0")] = None
    target_match: Labels = None
    target_match_re: Expressions = None
    target_matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    source_match: Labels = None
    source_match_re: Expressions = None
    source_matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    equal: Texts = None

    def problems(self, context: Context) -> Findings:
        """The matchers of both sides, and the labels that are compared."""
        yield from _unnamed("equal", self.equal or (), context, _COMPARED)
        for side in ("source", "target"):
            match, match_re, texts = (getattr(self, f"{side}_{part}") for part in ("match", "match_re", "matchers"))
            yield from matching(f"{side}_match", match, match_re, texts, context)


def matching(field: str, values: Mapping[str, str] | None, patterns: Mapping[str, str] | None, texts: Iterable[str] | None, context: Context) -> Findings:
    """What is wrong with matchers in their three forms: ``match``, ``match_re``, ``matchers``."""
    syntax = matchers.Syntax(utf8=context.reads(UTF8), named_groups=context.reads(_NAMED_GROUPS))
    for part, names in ((field, values or ()), (f"{field}_re", patterns or ())):
        for name in names:
            if not CLASSIC.fullmatch(name):
                yield BAD_MATCHER.at(part, f"{context.shown(name)} is no label name", "correct it")
    for pattern in (patterns or {}).values():
        if pattern in NULLS or not syntax.is_expression(pattern):
            yield BAD_MATCHER.at(f"{field}_re", f"{context.shown(pattern)} is {_NO_EXPRESSION}")
    for index, text in enumerate(texts or ()):
        if found := syntax.problem(text):
            part = f".{found}" if context.matchers_in_parts else ""
            yield BAD_MATCHER.at(f"{field}ers[{index}]{part}", f"it is {_NO_EXPRESSION if found == 'value' else _NO_NAME if part else _NO_MATCHER}")


def _unnamed(field: str, names: Iterable[str], context: Context, utf8: Since = UTF8) -> Findings:
    for name in names:
        if not (name if context.reads(utf8) else CLASSIC.fullmatch(name)):
            yield BAD_GROUPING.at(field, f"{context.shown(name)} is no label name", "remove or correct it")
