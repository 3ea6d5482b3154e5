"""What Prometheus itself says about a part of its configuration, asked before anything is published (hooks/judge.py)."""

from collections.abc import Iterable

import msgspec

from hooks import judge as judges
from hooks.judge import Judge
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.prometheus_yaml.global_config import Global
from hooks.prometheus_yaml.scraping import ESCAPING
from hooks.rendering import yaml_text
from hooks.versions import Section, Version


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

    def takes(self, jobs: str) -> bool:
        """Whether Prometheus would take all of many entries: what it takes together, it takes one by one, for a hundredth of the questions."""
        return judges.takes(self.judge, "prometheus", f"{self.head}scrape_configs:\n{jobs}", self.version)

    def refusal(self, text: str, secrets: Iterable[str] = ()) -> str:
        """Why Prometheus would refuse a whole file. Values of ``secrets`` never stand in the sentence."""
        return judges.refusal(self.judge, "prometheus", text, self.version, secrets)
