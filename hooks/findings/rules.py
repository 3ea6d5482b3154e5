"""PH4xxx: PrometheusRules: groups, expressions, templates."""

from hooks.findings import Code, Severity

GROUP = Code(
    "PH4001",
    Severity.ERROR,
    "A group has no name, or that of another",
    "Prometheus tells the groups of a file apart by their names, and refuses the whole file otherwise.",
    "Give each group of the object a name of its own.",
)
KIND = Code(
    "PH4002",
    Severity.ERROR,
    "A rule is neither or both of alert and recording rule",
    "`alert` or `record` says what a rule is, and some fields belong to one of the two only.",
    "Keep one of `alert` and `record`, and the fields that go with it.",
)
NAME = Code(
    "PH4003",
    Severity.ERROR,
    "A name cannot be used",
    "Labels, annotations and recorded metrics have names of letters, digits and underscores; Prometheus 3 takes any text where it is told so.",
    "Choose a name of letters, digits and underscores that begins with a letter.",
)
DURATION = Code(
    "PH4004",
    Severity.ERROR,
    "A text is no duration",
    "Prometheus reads numbers with the units y, w, d, h, m, s and ms, each at most once and in that order, up to 292 years.",
    "Write it like 30s or 1h30m.",
)
EXPRESSION = Code(
    "PH4101",
    Severity.ERROR,
    "The expression is not PromQL",
    "Prometheus refuses a whole rule file because of one expression that it cannot read. The position counts lines and characters of the expression.",
    "Correct the expression at the position that is named.",
)
OTHER_LANGUAGE = Code(
    "PH4102",
    Severity.WARNING,
    "The expression is not PromQL, which matters once a Prometheus selects it",
    "Rules for other programs, such as LogQL for Loki, are kept in the same kind. Whoever selects the object says whether it can be used.",
    "Correct the expression if it is meant for Prometheus.",
)
VERSION = Code(
    "PH4103",
    Severity.ERROR,
    "The version or its flags do not know a part of the expression",
    "Functions and modifiers came and went with versions, and experiments have to be enabled.",
    "Write it otherwise, enable the feature in `spec.enableFeatures`, or take a newer version.",
)
TEMPLATE = Code(
    "PH4201",
    Severity.ERROR,
    "The template of a label or an annotation cannot be read",
    "Alert templates are Go templates. Prometheus does not start with one that it cannot read.",
    "Correct the template: functions take their arguments without parentheses and commas, and compare with `eq`, `gt`, `or`.",
)
ENFORCEMENT = Code(
    "PH4301",
    Severity.ERROR,
    "The enforced label would not hold",
    "With `spec.enforcedNamespaceLabel` a rule reads the series of its own namespace only. What cannot be proven to do so is left out.",
    "Write the expression in a simpler way; name the labels that `info()` adds; leave `query` out of templates.",
)
LIMIT = Code(
    "PH4401",
    Severity.ERROR,
    "The rules are larger than one tenant may write",
    "All tenants share the memory and the time of the hooks and of Prometheus; the limits are far above what rules need (`PROMHOOKS_RULE_LIMITS`).",
    "Split the object, or the expression into recorded parts.",
)
REFUSED = Code(
    "PH4901",
    Severity.ERROR,
    "Prometheus would refuse the rule file",
    "The code of Prometheus itself was asked, and this is its own sentence.",
    "Correct what the sentence names.",
)
LAST_GOOD = Code(
    "PH4902",
    Severity.NOTE,
    "An earlier version of the rules goes on running",
    "A change that Prometheus would refuse does not take its rules away: they stay as they were before.",
    "Correct what is said about the object beside this.",
)
