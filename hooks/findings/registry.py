"""All codes: one file per thousand, each listed here."""

from collections.abc import Mapping
from types import ModuleType

from hooks.findings import Code, alerting, fields, files, lint, references, rules, scraping, selection, versions, workloads

AREAS: Mapping[str, ModuleType] = {
    "PH1": fields,
    "PH2": references,
    "PH3": scraping,
    "PH4": rules,
    "PH5": alerting,
    "PH6": workloads,
    "PH7": versions,
    "PH8": selection,
    "PH9": files,
    "PHA": lint,
}
"""First sign of a code → the module that holds the codes that begin with it."""


def codes_of(area: ModuleType) -> tuple[Code, ...]:
    """The codes that a module defines, by id."""
    return tuple(sorted((each for each in vars(area).values() if isinstance(each, Code)), key=lambda code: code.id))


CODES: tuple[Code, ...] = tuple(code for _, area in sorted(AREAS.items()) for code in codes_of(area))
"""Every code, by id. Two names for one id would be two codes here: a test sees it."""
