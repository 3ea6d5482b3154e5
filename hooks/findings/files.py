"""PH9xxx: files and folders of manifests, and the commands that read them."""

from hooks.findings import Code, Severity

SYNTAX = Code(
    "PH9001",
    Severity.ERROR,
    "A document is no YAML",
    "kubectl could not read it either. Only this document is left out, the others of the file are looked at.",
    "Mend the place that is named. A colon followed by a space, a tab, or an unclosed quote or bracket is the usual cause.",
)
UNREADABLE = Code(
    "PH9002",
    Severity.ERROR,
    "A file cannot be read",
    "It is not there, not readable for this user, or no UTF-8 text.",
    "Mend the file, or leave it out.",
)
NO_OBJECT = Code(
    "PH9003",
    Severity.ERROR,
    "A document is no Kubernetes object",
    "Every object has apiVersion, kind, and a name in its metadata.",
    "Add what is missing, or keep the file somewhere else.",
)
TWICE = Code(
    "PH9004",
    Severity.ERROR,
    "An object is there twice",
    "The last one that is applied wins, which is a matter of chance.",
    "Remove one of them.",
)
RESTLESS = Code(
    "PH9005",
    Severity.ERROR,
    "A parent does not come to rest",
    "Its hooks answer differently each time although nothing changes: a mistake of promhooks.",
    "Report it, together with the manifests.",
)
FOREIGN = Code(
    "PH9006",
    Severity.ERROR,
    "A file is not read, because of what it is",
    "A folder may be anybody's. Links that lead out, pipes, devices, files above 64 MiB, and more than 10,000 files are left alone.",
    "Copy what is meant into the folder, as plain files.",
)
ELSEWHERE = Code(
    "PH9007",
    Severity.NOTE,
    "A Secret is made by something else",
    "The cluster makes the token of a service account; an ExternalSecret, a SealedSecret, a Certificate or a Job makes the Secret it names. Its values are "
    "not among the manifests, so nothing that depends on them is looked at.",
    "Nothing.",
)
CHART = Code(
    "PH9008",
    Severity.NOTE,
    "A Helm chart is left out",
    "What is in its folder are templates and values, which become objects only when helm renders them.",
    "Give `check --render`, or pipe `helm template` into the command.",
)
UNRENDERED = Code(
    "PH9009",
    Severity.ERROR,
    "A chart or a kustomization cannot be rendered",
    "`--render` asks `helm template` or `kubectl kustomize`, and the program is not there, or refuses.",
    "Mend what the program says, or install it.",
)
FOR_OTHERS = Code(
    "PH9010",
    Severity.NOTE,
    "A document is for another program",
    "Unit tests for promtool may lie beside the manifests; they are no objects.",
    "Nothing.",
)
