"""What Prometheus itself says about a part of its configuration, asked before anything is published (hooks/judge.py)."""

import re
from collections.abc import Iterable

import msgspec

from hooks.judge import Judge, Question
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.prometheus_yaml.global_config import Global
from hooks.prometheus_yaml.scraping import ESCAPING
from hooks.rendering import yaml_text
from hooks.versions import Section, Version

_FIRST = Version(3, 0, 0)
"""The oldest version for which the newest one can speak: the format has only grown since."""
_UNKNOWN_FIELD = re.compile(r"line \d+: field (\S+) not found in type \S+")
_PLACE = re.compile(r"line \d+: ")
_VALUE = re.compile(r"""(?P<quote>["'`])(?P<quoted>[^"'`]*)(?P=quote)|(?P<word>[^\s"'`,;]+)""")
_PLAIN = re.compile(r"[a-z_]+:?")
"""What Prometheus' own words and names of fields look like."""


class _File(Section, frozen=True, kw_only=True):
    everywhere: Global | None = msgspec.field(default=None, name="global")


class Bench(msgspec.Struct, frozen=True):
    """The judge, and what a job inherits from the workload at hand."""

    judge: Judge
    head: str
    """The global section as far as jobs depend on it, as text."""
    version: Version

    @classmethod
    def of(cls, spec: PrometheusCommonSpec, version: Version, judge: Judge) -> "Bench":
        """For a workload of ``version``."""
        everywhere = Global(
            scrape_interval=spec.scrape_interval or None,
            scrape_timeout=spec.scrape_timeout or None,
            metric_name_validation_scheme=None if spec.name_validation_scheme is None else spec.name_validation_scheme.lower(),
            metric_name_escaping_scheme=ESCAPING.get(spec.name_escaping_scheme or ""),
        )
        return cls(judge, yaml_text(_File(everywhere=everywhere)), version)

    def refusal_of_jobs(self, jobs: str, secrets: Iterable[str] = ()) -> str:
        """Why Prometheus would refuse entries of scrape_configs; empty where it would not, or nobody can be asked."""
        return self.refusal(f"{self.head}scrape_configs:\n{jobs}", secrets) if jobs else ""

    def refusal(self, text: str, secrets: Iterable[str] = ()) -> str:
        """Why Prometheus would refuse a whole file. Values of ``secrets`` never stand in the sentence.

        A field that the judge's version does not have is no reason against a file for another version: what came when is known here.
        """
        answer = self.judge.answer(Question(ask="prometheus", text=text)) if self.version >= _FIRST else None
        if answer is None or not answer.problems:
            return ""
        sentence = answer.problems[0].text
        if not self._is_own_version and _names_fields_only(sentence):
            return ""
        told = _PLACE.sub("", sentence.removeprefix("yaml: unmarshal errors:").strip()).replace("\n", "; ")
        return _without_secrets(told, tuple(secrets))

    @property
    def _is_own_version(self) -> bool:
        major, minor = self.version.major, self.version.minor
        return self.judge.versions.get("prometheus", "").startswith(f"v0.{major * 100 + minor}.")


def _without_secrets(sentence: str, secrets: tuple[str, ...]) -> str:
    """What a sentence quotes of the texts in ``secrets``, or may, is left out of it: they hold passwords."""

    def shown(found: re.Match[str]) -> str:
        part = found["word"] if found["quoted"] is None else found["quoted"]
        own = not part or (found["word"] is not None and _PLAIN.fullmatch(part)) or not any(part in secret for secret in secrets)
        return found[0] if own else "…"

    return _VALUE.sub(shown, sentence) if secrets else sentence


def _names_fields_only(sentence: str) -> bool:
    lines = [line.strip() for line in sentence.removeprefix("yaml: unmarshal errors:").strip().splitlines()]
    return all(_UNKNOWN_FIELD.fullmatch(line) for line in lines)
