"""PH7xxx: fields that the version of the program at hand does not know."""

from hooks.findings import Code, Severity

DROPPED = Code(
    "PH7001",
    Severity.WARNING,
    "A field is left out of the configuration",
    "The version that runs does not read the field, and would refuse the whole file because of it.",
    "Use a version that reads the field, or remove it.",
)
