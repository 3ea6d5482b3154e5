"""PHA…: rules and monitors that are valid, and do not do what they seem to. Codes that are marked so are matters of taste: told only to those who ask."""

from hooks.findings import Code, Severity

LOST_LABEL = Code(
    "PHA101",
    Severity.WARNING,
    "A template uses a label that the expression does not keep",
    "An aggregation keeps the labels that it names in `by`, and only those; a binary operator with `on` does the same. `$labels` of any other is empty.",
    "Name the label in `by`, copy it with `group_left`, or leave it out of the text.",
)
ABSENT_LABEL = Code(
    "PHA102",
    Severity.WARNING,
    "A template uses a label that absent() does not give",
    "Where there is no series there are no labels either: `absent()` gives those that its selector matches with `=`, and none for an expression.",
    "Match the label with `=`, or leave it out of the text.",
)
ALWAYS_FIRES = Code(
    "PHA103",
    Severity.WARNING,
    "An alert has no condition",
    "An alert fires for each series that its expression gives, whatever the value is. Without a comparison, `absent()`, `and` or `unless` that is always.",
    "Compare the expression with a limit. `bool` makes numbers of a comparison and does not filter.",
)
SHORT_FOR = Code(
    "PHA104",
    Severity.WARNING,
    "The time that an alert waits is shorter than the time between two evaluations",
    "Whether the condition still holds is seen at the next evaluation only, so the alert waits that long.",
    "Raise `for` to the interval, or leave it out.",
)
SHORT_WINDOW = Code(
    "PHA105",
    Severity.WARNING,
    "A window holds too few scrapes",
    "A rate needs two samples. With fewer than four scrape intervals in the window one lost scrape leaves a gap, and an alert with `for` starts anew.",
    "Make the window at least four times the scrape interval of the monitor that makes the metric.",
)
SAME_RULE = Code(
    "PHA106",
    Severity.WARNING,
    "A rule is there twice",
    "Both are evaluated: an alert is sent twice, a recording rule writes the same series twice, which Prometheus refuses as a duplicate.",
    "Remove one of them.",
)
SHARDED = Code(
    "PHA107",
    Severity.WARNING,
    "A rule aggregates what lies in several shards",
    "Each shard scrapes a part of the targets and evaluates the rules over that part: a sum is that of a shard.",
    "Evaluate the rule where all series are, in a ThanosRuler, or aggregate by `instance`.",
)
RATE_OF_SUM = Code(
    "PHA108",
    Severity.WARNING,
    "A rate is taken of an aggregation",
    "When one of the counters is reset, the sum falls a little, and `rate` takes the whole sum for new: a huge peak.",
    "Take the rate first, then aggregate.",
)
NO_MATCH = Code(
    "PHA109",
    Severity.WARNING,
    "The two sides of an operator can have no labels in common",
    "Without `on` or `ignoring` both sides need exactly the same labels, and they were aggregated to different ones, so there is no result.",
    "Aggregate both sides by the same labels, or name those that count with `on` and `group_left`.",
)
NO_SEVERITY = Code(
    "PHA110",
    Severity.WARNING,
    "An alert lacks the severity that most of the others have",
    "Routes choose receivers by it, so this alert may reach nobody.",
    "Add the label `severity`.",
)
SAME_TARGETS = Code(
    "PHA201",
    Severity.WARNING,
    "Two endpoints scrape the same targets",
    "The same Prometheus scrapes the same port and path twice: twice the samples, and sums that count everything twice.",
    "Remove one of them.",
)
NO_RUNBOOK = Code(
    "PHA301",
    Severity.WARNING,
    "An alert lacks the runbook that most of the others have",
    "Who is woken by it has to find out alone what to do.",
    "Add the annotation `runbook_url`.",
    optional=True,
)
UNUSED = Code(
    "PHA302",
    Severity.WARNING,
    "A recording rule that no rule uses",
    "It may still be used by dashboards, of which nothing is known here.",
    "Remove it, if no dashboard uses it.",
    optional=True,
)
NO_REGEX = Code(
    "PHA303",
    Severity.WARNING,
    "A regular expression without anything regular",
    "`=` says the same, and is looked up instead of compared.",
    "Write `=` or `!=`.",
    optional=True,
)
NO_COUNTER = Code(
    "PHA304",
    Severity.WARNING,
    "A rate of what is no counter by its name, or a counter without one",
    "Counters end in `_total`, `_count`, `_sum` or `_bucket` and only grow: their value says how long a process has run. Others have `delta` and `deriv`.",
    "Take `rate` or `increase` of counters, and of counters only.",
    optional=True,
)
