"""Real programs read the expected files, at a version that is not older than the files were made for."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from hooks.cli.local.programs import MissingProgram, Program, Source, cached, program
from hooks.versions import Version
from tests.cases.requests import Case

COMMANDS = {
    "prometheus": ("promtool", "check", "config", "--syntax-only"),
    "alertmanager": ("amtool", "check-config"),
    "rules": ("promtool", "check", "rules"),
}


def complaints(case: Case, sort: str, file: Path) -> str:
    """What the program for files of this sort (a key of COMMANDS) says against one; empty where it reads it."""
    name, *arguments = COMMANDS[sort]
    reader = _reader(name, _version(case))
    answer = subprocess.run([reader.path, *reader.arguments, *arguments, file], capture_output=True, text=True, timeout=60, check=False)
    return "" if answer.returncode == 0 else answer.stdout + answer.stderr


def _version(case: Case) -> Version:
    default = case.settings.alertmanager_version if case.kind == "alertmanager" else case.settings.prometheus_version
    return Version.parse(case.parent["spec"].get("version") or default)


def _reader(name: str, wanted: Version) -> Program:
    """The oldest program that fits."""
    found = [each for each in _readers(name) if each.version >= wanted]
    if not found:
        pytest.skip(f"no {name} of version {wanted} or later that knows Kubernetes on this machine, `make programs` or `promhooks programs --pinned` gets one")
    return min(found, key=lambda each: each.version)


@cache
def _readers(name: str) -> tuple[Program, ...]:
    found = (_program(name, source) for source in Source if cached(name, source))
    return tuple(each for each in found if each is not None and (name != "promtool" or _knows_kubernetes(each)))


def _program(name: str, source: Source) -> Program | None:
    try:
        return program(name, source)
    except MissingProgram:
        return None


def _knows_kubernetes(promtool: Program) -> bool:
    """Debian builds it without the service discoveries of clouds and clusters."""
    with NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write("scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}]}]\n")
        file.flush()
        command = [str(promtool.path), *promtool.arguments, "check", "config", "--syntax-only", file.name]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
