"""PH1xxx: fields that have a wrong shape, whatever they are used for."""

from hooks.findings import Code, Severity

TYPE = Code(
    "PH1001",
    Severity.ERROR,
    "A value has the wrong type",
    "The schema says what each field holds: text, a number, true or false, a list or a map. The API server refuses everything else.",
    "Write a value of the type that is named. A number or a word like `on` becomes text when it stands in quotes.",
)
UNKNOWN = Code(
    "PH1002",
    Severity.ERROR,
    "The kind has no such field",
    "An unknown field is dropped without a word by a lax API server, so what it was meant to do does not happen.",
    "Correct the name, or remove the field. Names are case-sensitive.",
)
REQUIRED = Code(
    "PH1003",
    Severity.ERROR,
    "A required field is missing",
    "The object means nothing without it, so the API server refuses it.",
    "Add the field.",
)
VALUE = Code(
    "PH1004",
    Severity.ERROR,
    "A value is not among those that are allowed",
    "The schema limits what the field may hold: by a pattern, a list of words, a smallest or largest number, or a number of entries.",
    "Write a value as the message describes it.",
)
RULE = Code(
    "PH1005",
    Severity.ERROR,
    "Two fields do not go together",
    "The schema has rules over several fields, which the API server evaluates.",
    "Change one of the fields as the message says.",
)
KIND = Code(
    "PH1006",
    Severity.ERROR,
    "There is no such kind in the group",
    "The API server serves ten kinds of `monitoring.coreos.com`, each in certain versions.",
    "Correct `kind` or `apiVersion`.",
)
OBJECT = Code(
    "PH1301",
    Severity.ERROR,
    "No API server would store the object",
    "Names, labels, annotations and the data of Secrets and ConfigMaps have limits that hold for every kind (Kubernetes documentation: Object Names and IDs).",
    "Change the name, label or value as the message says.",
)
