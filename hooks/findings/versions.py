"""PH7xxx: fields that the version of the program at hand does not know."""

from hooks.findings import Code, Severity

DROPPED = Code(
    "PH7001",
    Severity.WARNING,
    "A field is left out of the configuration",
    "The version that runs does not read the field, and would refuse the whole file because of it.",
    "Use a version that reads the field, or remove it.",
)
UNKNOWN = Code(
    "PH7002",
    Severity.WARNING,
    "A field that is newer than what is known here",
    "The version that runs is newer than any whose fields are known here. The field is passed on as it is; whether it is right only the program can say.",
    "Nothing, if the field is in the documentation of that version. Otherwise correct its name.",
)
REFUSED = Code(
    "PH7003",
    Severity.ERROR,
    "The version does not read a field of a text that is passed on as it is",
    "Texts of your own, such as additional scrape jobs, are not changed on their way. Prometheus refuses its whole configuration because of a field that it "
    "does not know.",
    "Remove the field, or use a version that reads it.",
)
FEATURE = Code(
    "PH7004",
    Severity.WARNING,
    "A feature flag has no effect",
    "Features come, become the default, and go. Prometheus ignores the name of one that it does not have.",
    "Remove it, or use a version that has the feature.",
)
NEWER_FIELD = Code(
    "PH7005",
    Severity.WARNING,
    "A field that nothing here knows",
    "A newer release of prometheus-operator's CRDs let it in. The rest of the object works; what the field is for does not happen. Names that are near to a "
    "known one, or stand in the wrong place, are PH1002.",
    "Correct the name, or use a release of promhooks that knows the field.",
)
TOO_OLD = Code(
    "PH7101",
    Severity.ERROR,
    "The version does not know what is asked",
    "Leaving it out would change the meaning of the rest, so the object is left out as a whole.",
    "Use the version that is named or a later one, or remove the field.",
)
PROGRAM = Code(
    "PH7102",
    Severity.ERROR,
    "A version cannot be read, or is not supported",
    "What is written, and which flags are given, depends on the version of the program.",
    "Write it like v3.13.2: Prometheus 2 or later.",
)
