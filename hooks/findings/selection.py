"""PH8xxx: why a workload does not look at an object."""

from hooks.findings import Code, Severity

NAMESPACE = Code(
    "PH8001",
    Severity.NOTE,
    "The namespace of the object is not selected",
    "A workload without a namespace selector looks into its own namespace only; `{}` means all namespaces.",
    "Set the namespace selector that is named, or move the object.",
)
NO_SELECTOR = Code(
    "PH8002",
    Severity.NOTE,
    "The workload selects no objects of the kind",
    "A selector that is absent selects nothing; `{}` selects everything.",
    "Set the selector that is named.",
)
LABELS = Code(
    "PH8003",
    Severity.NOTE,
    "The labels of the object do not match",
    "Every label and every expression of the selector must match.",
    "Add the labels that the selector asks for, or change the selector.",
)
