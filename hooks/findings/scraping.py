"""PH3xxx: what is scraped and how: monitors, probes, scrape configs, relabelling, connections, discovery, remote write."""

from hooks.findings import Code, Severity

SCRAPE_CLASS = Code(
    "PH3001",
    Severity.ERROR,
    "There is no such scrape class",
    "A scrape class is defined in the Prometheus that selects the object.",
    "Define it in spec.scrapeClasses of the Prometheus, or name one that it has.",
)
TIMEOUT = Code(
    "PH3002",
    Severity.ERROR,
    "A scrape may last longer than the interval",
    "Prometheus refuses its whole configuration then. The interval is that of the object, else that of the Prometheus.",
    "Shorten the timeout or lengthen the interval.",
)
TARGETS = Code(
    "PH3003",
    Severity.ERROR,
    "A Probe has no targets",
    "There would be nothing to probe.",
    "Give staticConfig or ingress.",
)
PROBER = Code(
    "PH3006",
    Severity.ERROR,
    "A Probe has no prober",
    "A Probe does not ask its targets itself: it asks a prober, such as the blackbox exporter, about them.",
    "Give `spec.prober.url`, the host and port of the prober without a scheme.",
)
FILES = Code(
    "PH3004",
    Severity.ERROR,
    "A file of the Prometheus pod is used",
    "Whoever may write a ServiceMonitor could send files of the pod, its token among them, to any server. This Prometheus denies that.",
    "Use a Secret instead.",
)
SCHEMES = Code(
    "PH3005",
    Severity.ERROR,
    "Two schemes for names contradict each other",
    "Names in UTF-8 cannot be asked for where only classic names are valid: Prometheus 3.4 and later refuse their whole configuration.",
    "Set nameValidationScheme to UTF8, or choose another nameEscapingScheme.",
)
ACTION = Code(
    "PH3101",
    Severity.ERROR,
    "A relabelling action does not exist",
    "Prometheus refuses its whole configuration because of it.",
    "Write one of the actions that are listed.",
)
EXPRESSION = Code(
    "PH3102",
    Severity.ERROR,
    "A regular expression cannot be compiled",
    "Prometheus uses RE2, which has no lookaround and no backreferences.",
    "Correct the expression at the place that is named.",
)
LABEL_NAME = Code(
    "PH3103",
    Severity.ERROR,
    "A text is no label name",
    "Before version 3, and with the Legacy scheme, label names are letters, digits and underscores, the first no digit.",
    "Correct the name, or use Prometheus 3 with UTF-8 names.",
)
TARGET_LABEL = Code(
    "PH3104",
    Severity.ERROR,
    "A relabelling rule has no target label",
    "The action has a result, which must go somewhere.",
    "Add targetLabel.",
)
MODULUS = Code(
    "PH3105",
    Severity.ERROR,
    "A hashmod rule has no modulus",
    "It shares targets out into that many parts.",
    "Add modulus, above 0.",
)
UNREAD = Code(
    "PH3106",
    Severity.ERROR,
    "A relabelling action does not read a field",
    "Prometheus refuses a rule with fields that its action has no use for.",
    "Remove the field.",
)
METHODS = Code(
    "PH3201",
    Severity.ERROR,
    "There are two ways to authenticate",
    "Prometheus refuses its whole configuration then.",
    "Keep one of authorization, basicAuth, oauth2, sigv4, azureAd and the bearer tokens.",
)
BASIC = Code(
    "PH3202",
    Severity.ERROR,
    "An authorization has the type basic",
    "Basic authentication needs a user name, which authorization has no field for.",
    "Use basicAuth instead.",
)
CREDENTIALS = Code(
    "PH3203",
    Severity.ERROR,
    "An authorization has no credentials",
    "The header would be empty, and every scrape refused.",
    "Name a Secret, or remove authorization.",
)
PROXY = Code(
    "PH3206",
    Severity.ERROR,
    "Proxy settings contradict each other",
    "Prometheus refuses its whole configuration then.",
    "Set either proxyUrl, with noProxy and headers where needed, or proxyFromEnvironment alone.",
)
TLS = Code(
    "PH3207",
    Severity.ERROR,
    "TLS settings contradict each other",
    "Prometheus refuses its whole configuration then, or could not connect.",
    "Change the setting that is named.",
)
OWN_SERVER = Code(
    "PH3301",
    Severity.ERROR,
    "A setting does not suit the API server that is asked",
    "The cluster's own API server is reached with the token of the pod. Only another one, set in apiServer, has settings for the connection.",
    "Set apiServer too, or remove the setting.",
)
ROLE = Code(
    "PH3302",
    Severity.ERROR,
    "A selector does not suit its role",
    "Each role of the Kubernetes discovery watches certain kinds of objects, and only those can be selected.",
    "Change the role of the selector.",
)
TEXT_SELECTOR = Code(
    "PH3303",
    Severity.ERROR,
    "A text is no selector",
    "It is sent to the API server, which refuses it, and the discovery finds nothing.",
    "Write it like app=web or metadata.name=web.",
)
SELECTOR = Code(
    "PH3304",
    Severity.ERROR,
    "A label selector is malformed",
    "The API server, or Prometheus, could not match anything with it.",
    "Correct the operator, the name or the value as the message says.",
)
IDENTITY = Code(
    "PH3401",
    Severity.ERROR,
    "Who writes to Azure is not said, or said twice",
    "A remote write with azureAd has exactly one identity.",
    "Give one of managedIdentity, oauth, sdk and workloadIdentity.",
)
UUID = Code(
    "PH3402",
    Severity.ERROR,
    "A text is no UUID",
    "Azure names clients and tenants by UUIDs, and Prometheus refuses everything else.",
    "Write it like 00000000-0000-0000-0000-000000000000.",
)
QUEUE = Code(
    "PH3403",
    Severity.ERROR,
    "The queue of a remote write contradicts itself",
    "Since 3.12, Prometheus refuses its whole configuration where a number of the queue is negative, minShards is above maxShards (50 when absent), or "
    "minBackoff (30ms) above maxBackoff (5s).",
    "Make the two numbers fit, or leave both out.",
)
REFUSED = Code(
    "PH3901",
    Severity.ERROR,
    "Prometheus would refuse its configuration",
    "The code of Prometheus itself was asked, and this is its own sentence. One refused job would keep every other change from being read.",
    "Correct what the sentence names.",
)
