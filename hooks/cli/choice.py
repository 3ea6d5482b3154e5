"""Which findings of a check are told: chosen on the command line, in ``promhooks.toml``, by an annotation of the object, or known from a baseline."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.formats.data import entry, identity
from hooks.cli.manifests import Document, Located
from hooks.findings.registry import CODES
from hooks.loop.resources import Key

FILE = Path("promhooks.toml")
"""Its table ``check`` holds what the command line does not say: select, also, ignore, exclude (lists), strict (true or false), baseline (a path)."""
IGNORE = "promhooks.io/ignore"
"""Annotation of an object: codes, or beginnings of codes, that are not told of it, with commas between them."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is told. Codes may be given by their beginnings: ``PH81`` is all of PH8100 to PH8199."""

    select: tuple[str, ...] = ()
    """Only these; all where none is named."""
    also: tuple[str, ...] = ()
    """Beside the others, of those that are a matter of taste."""
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns of files whose findings are not told; their objects count nevertheless."""
    strict: bool = False
    """Warnings fail as errors do."""
    baseline: str = ""
    """A report of ``--format json``: what stands in it is not told again."""


def chosen(options: Mapping[str, Any]) -> Choice:
    """The options of the command line, and for those that it does not give what ``promhooks.toml`` of this folder says. A usage error names a mistake."""
    try:
        table = tomllib.loads(FILE.read_text(encoding="utf-8")).get("check", {}) if FILE.exists() else {}
        choice = msgspec.convert({**table, **{name: value for name, value in options.items() if value}}, Choice)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{FILE}: {error}") from None
    for code in (*choice.select, *choice.also, *choice.ignore):
        if not any(known.id.startswith(code) for known in CODES):
            raise click.UsageError(f'no code begins with "{code}"')
    return choice


def told(findings: Iterable[Located], documents: Iterable[Document], choice: Choice) -> tuple[Located, ...]:
    """The findings that ``choice`` and the objects' own annotations let through."""
    ignored = {document.key: _ignored(document) for document in documents}
    known = _known(choice.baseline)
    return tuple(located for located in findings if _wanted(located, choice, ignored) and (not known or identity(entry(located)) not in known))


def _wanted(located: Located, choice: Choice, ignored: Mapping[Key, tuple[str, ...]]) -> bool:
    code, subject = located.finding.code.id, located.finding.subject
    own = ignored.get(Key.of_subject(subject), ()) if subject else ()
    named = code.startswith((*choice.select, *choice.also)) or not (choice.select or located.finding.code.optional)
    return named and not code.startswith((*choice.ignore, *own)) and not any(fnmatch(located.place.file, pattern) for pattern in choice.exclude)


def _ignored(document: Document) -> tuple[str, ...]:
    annotations = document.manifest["metadata"].get("annotations")
    text = annotations.get(IGNORE) if isinstance(annotations, dict) else None
    return tuple(code.strip() for code in text.split(",") if code.strip()) if isinstance(text, str) else ()


def _known(baseline: str) -> frozenset[tuple[str, ...]]:
    if not baseline:
        return frozenset()
    try:
        return frozenset(identity(found) for found in json.loads(Path(baseline).read_text(encoding="utf-8"))["findings"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise click.UsageError(f"{baseline} is no report of promhooks check --format json") from None
