"""Targets read from files, and read again when these change. Source: Prometheus configuration, ``<file_sd_config>``."""

from hooks.kinds.discovery.file import FileSDConfig
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import Section


class FileSD(Section, frozen=True, kw_only=True):
    """One entry of file_sd_configs."""

    files: tuple[str, ...]
    refresh_interval: Duration = None


def discovery(spec: FileSDConfig, _source: Source) -> FileSD:
    """The file patterns as given: they name files inside the Prometheus container."""
    return FileSD(files=spec.files, refresh_interval=spec.refresh_interval)
