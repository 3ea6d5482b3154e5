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
DURATION = Code(
    "PH1101",
    Severity.ERROR,
    "A text is no duration",
    "Prometheus reads numbers with the units y, w, d, h, m, s and ms, each at most once and in that order, up to 292 years.",
    "Write it like 30s or 1h30m.",
)
SIZE = Code(
    "PH1102",
    Severity.ERROR,
    "A text is no size",
    "Prometheus reads one number with a unit such as KB, MB or GiB, and nothing before or after it.",
    "Write it like 512MB.",
)
QUANTITY = Code(
    "PH1103",
    Severity.ERROR,
    "A text is no quantity",
    "The value becomes a number of the configuration, so it must be one, and fit into 64 bits.",
    "Write it like 1.5 or 1500m.",
)
URL = Code(
    "PH1104",
    Severity.ERROR,
    "A text is no URL",
    "The program that uses it parses it first, as Go's net/url does, and refuses its whole configuration when that fails.",
    "Write a complete URL: scheme, host, port where it is not the usual one. Percent-encode what is no letter, digit or dash.",
)
HOST = Code(
    "PH1105",
    Severity.ERROR,
    "A text is no host",
    "It becomes the address that is scraped: a DNS name or an IP address, with a port where it is not the usual one, and without a scheme.",
    "Write host or host:port. An IPv6 address with a port stands in brackets.",
)
CONFLICT = Code(
    "PH1201",
    Severity.ERROR,
    "Two fields exclude each other",
    "Each of them says the same thing in its own way, and nobody could tell which one is meant.",
    "Remove one of them.",
)
NEEDS = Code(
    "PH1202",
    Severity.ERROR,
    "A field lacks another one that it needs",
    "Without it the program would refuse its configuration, or could not do what is asked.",
    "Add the field that is named.",
)
