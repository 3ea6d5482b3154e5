"""What the checks of one workload depend on, as frozen values: an object accepted under equal contexts is accepted again."""

from collections.abc import Iterator

import msgspec

from hooks.findings import Finding
from hooks.findings.versions import TOO_OLD
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.modes import prometheus_version
from hooks.settings import Settings
from hooks.versions import Version

_SCHEME_IN_RELABELING = Version.parse("3.7.0")


class SelectionContext(msgspec.Struct, frozen=True):
    """What a workload says that decides whether an object can be used. Without a workload only what holds for all of them is checked."""

    version: Version | None = None
    scrape_interval: str | None = None
    scrape_classes: frozenset[str] | None = None
    name_scheme: str | None = None
    """``spec.nameValidationScheme``: ``UTF8`` or ``Legacy``."""
    denies_files: bool = False
    """``spec.arbitraryFSAccessThroughSMs.deny``: a ServiceMonitor may not name files of the Prometheus pod."""

    @classmethod
    def of(cls, workload: Prometheus | PrometheusAgent | None, settings: Settings | None = None) -> "SelectionContext":
        """The context of ``workload``; ``None`` is the object's own verdict."""
        if workload is None:
            return cls()
        spec = workload.spec
        return cls(
            version=prometheus_version(workload, settings or Settings()),
            scrape_interval=spec.scrape_interval or "",
            name_scheme=spec.name_validation_scheme,
            scrape_classes=frozenset(each.name or "" for each in spec.scrape_classes),
            denies_files=bool(spec.arbitrary_fs_access and spec.arbitrary_fs_access.deny),
        )

    @property
    def utf8_names(self) -> bool:
        """Label names may hold any characters, as Prometheus 3 allows (Prometheus documentation: Data model)."""
        return self.version is None or self.version.major >= 3

    @property
    def utf8_targets(self) -> bool:
        """The same for the labels that relabelling writes: there Prometheus also asks the validation scheme, since the version that hands it down."""
        legacy = self.name_scheme == "Legacy" and self.version is not None and self.version >= _SCHEME_IN_RELABELING
        return self.utf8_names and not legacy

    def with_scheme(self, scheme: str | None) -> "SelectionContext":
        """For an object with a validation scheme of its own, which wins."""
        return self if scheme is None else msgspec.structs.replace(self, name_scheme=scheme)

    def older_than(self, text: str, path: str, subject: str) -> Iterator[Finding]:
        """Where the workload's version is older than ``text`` (``2.41.0``), the first to know ``subject``; an unknown version may be any."""
        return older_than("Prometheus", self.version, text, path, subject)


def older_than(program: str, version: Version | None, text: str, path: str, subject: str) -> Iterator[Finding]:
    """Where ``version`` of ``program`` is older than ``text``."""
    if version is not None and version < Version.parse(text):
        yield TOO_OLD.at(path, f"{subject} needs {program} {text} or later, this is {version}", "use a later one or remove it")
