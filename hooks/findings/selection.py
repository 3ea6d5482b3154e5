"""PH8xxx: why a workload does not look at an object, and why one that it looks at finds no target."""

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
NOBODY = Code(
    "PH8004",
    Severity.WARNING,
    "No workload selects the object",
    "There are workloads that select objects of its kind, and each has a reason not to select this one, so it has no effect. The nearest of them is named.",
    "Change the object or the selector so that they meet.",
)
UNKNOWN_GROUP = Code(
    "PH8005",
    Severity.WARNING,
    "The object has a kind of ours in a group or version that does not exist",
    "An object in another API group is another kind of object: nobody looks at it.",
    "Write the apiVersion that is named.",
)
NO_SERVICE = Code(
    "PH8101",
    Severity.WARNING,
    "The ServiceMonitor finds no Service",
    "A ServiceMonitor selects Services by their own labels, not by those of the pods behind them, and in its own namespace unless `namespaceSelector` is set.",
    "Make the selector and the labels of the Service meet; the nearest Service is named.",
)
NO_PORT = Code(
    "PH8102",
    Severity.WARNING,
    "The port that is asked for is not there",
    "`port` is the name of a port of the Service, or of a container for a PodMonitor. A number is no name.",
    "Use one of the names that are there.",
)
NO_POD = Code(
    "PH8103",
    Severity.WARNING,
    "Nothing stands behind the Service",
    "A Service selects pods by the labels of their template. Without pods it has no endpoints and gives no target.",
    "Make the selector of the Service and the labels of the pod template meet.",
)
NO_TARGET_PORT = Code(
    "PH8104",
    Severity.WARNING,
    "No container has the port that the Service leads to",
    "A `targetPort` that is a name has to be the name of a container port, or the Service has no endpoint for that port.",
    "Name a container port so, or use one of the names that are there.",
)
NO_POD_FOUND = Code(
    "PH8105",
    Severity.WARNING,
    "The PodMonitor finds no pod",
    "A PodMonitor selects pods by the labels of their template, in its own namespace unless `namespaceSelector` says otherwise.",
    "Make the selector and the labels of the pod template meet; the nearest workload is named.",
)
NO_ALERTMANAGER = Code(
    "PH8106",
    Severity.WARNING,
    "Alerts are sent to a Service that is not there",
    "`spec.alerting` names the Service of an Alertmanager and one of its ports; each Alertmanager resource has the Service `alertmanager-operated`.",
    "Use one of the Services and ports that are there.",
)
NOTHING = Code(
    "PH8006",
    Severity.WARNING,
    "The workload selects nothing at all",
    "It runs, but scrapes and evaluates nothing that a custom resource describes: a selector is absent, or matches no labels.",
    "Set the selectors that are named, or the labels that they ask for; `{}` selects everything.",
)
