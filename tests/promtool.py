"""The promtools of this machine, and what they object to in many files at once."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from hooks.cli.local.programs import MissingProgram, Program, Source, cached, program
from hooks.prometheus_yaml.discovery.registry import DISCOVERIES
from hooks.versions import Version

_BATCH = 200
"""Files of one call."""
_HEADING = re.compile(r"^Checking .*?(\d+)\.yaml$", re.MULTILINE)


@cache
def promtool(source: Source) -> Program:
    """The promtool from there; the test is skipped where it is not at hand."""
    if not cached("promtool", source):
        pytest.skip(f"no promtool from {source.value} on this machine, `make programs` gets one")
    try:
        return program("promtool", source)
    except MissingProgram as error:
        pytest.skip(str(error))


def source_for(version: Version) -> Source:
    """Where the promtool for a version comes from: Debian's reads what was written up to its own version, the pinned one is the newest and reads the rest."""
    return Source.DEBIAN if version <= promtool(Source.DEBIAN).version else Source.PINNED


def objections(tool: Program, texts: Mapping[str, str], *, agent: bool = False) -> dict[str, str]:
    """What ``tool`` objects to, by the name of the configuration. Only the syntax is read: files that it names need not be there."""
    flags = ("--agent",) if agent else ()
    readable = {name: without_discoveries(text, unlinked(tool.path)) for name, text in texts.items()}
    return {name: words for name, words in zip(readable, _verdicts(tool.path, list(readable.values()), flags), strict=True) if words}


def _verdicts(tool: Path, texts: list[str], flags: tuple[str, ...] = ()) -> Iterator[str]:
    """An objection, or nothing, for each text."""
    for start in range(0, len(texts), _BATCH):
        with TemporaryDirectory() as folder:
            files = [Path(folder) / f"{number}.yaml" for number in range(len(texts[start : start + _BATCH]))]
            for file, text in zip(files, texts[start:], strict=False):
                file.write_text(text, encoding="utf-8", errors="surrogateescape")
            call = [str(tool), "check", "config", "--syntax-only", *flags, *map(str, files)]
            answer = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", timeout=120, check=False).stdout
        judged = _HEADING.split(answer)[1:]
        if [int(number) for number in judged[::2]] != list(range(len(files))):
            raise RuntimeError(f"promtool did not judge every file: {answer[-2000:]}")
        yield from ("" if "SUCCESS" in words else _objection(words, folder) for words in judged[1::2])


def _objection(words: str, folder: str) -> str:
    return re.sub(rf"FAILED: (parsing YAML file )?({re.escape(folder)}/\d+\.yaml: )?|yaml: unmarshal errors:\s*", "", words.strip())


@cache
def unlinked(tool: Path) -> frozenset[str]:
    """The discoveries that were left out when this promtool was built, as fields of a scrape job."""
    names = sorted(DISCOVERIES)
    texts = [yaml.safe_dump({"scrape_configs": [{"job_name": "a", name: []}]}) for name in names]
    return frozenset(name for name, words in zip(names, _verdicts(tool, texts), strict=True) if "not found in type" in words)


def without_discoveries(text: str, names: frozenset[str]) -> str:
    """``text`` without these discoveries of scrape jobs and Alertmanagers; as it is where it has none of them."""
    if not any(name in text for name in names):
        return text
    file = yaml.load(text, yaml.CSafeLoader)
    return yaml.dump(_without(file, names), Dumper=yaml.CSafeDumper, sort_keys=False)


def _without(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, names) for key, item in value.items() if key not in names}
    return [_without(item, names) for item in value] if isinstance(value, list) else value
