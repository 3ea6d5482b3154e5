"""PH5xxx: alertmanager.yaml, AlertmanagerConfigs, receivers, routes."""

from hooks.findings import Code, Severity

_REFUSED = "Alertmanager reads its configuration as a whole: one part that it cannot read, and it keeps running with what it had, or does not start"

UNREADABLE = Code(
    "PH5001",
    Severity.ERROR,
    "alertmanager.yaml cannot be read",
    f"{_REFUSED}.",
    "Correct the text at the place named; `amtool check-config` reads it the same way.",
)
UNKNOWN_FIELD = Code(
    "PH5002",
    Severity.ERROR,
    "Alertmanager has no such field",
    f"Every field of this version of Alertmanager is known here, and it reads strictly: {_REFUSED}.",
    "Correct the field's name or remove it.",
)
PASSED_ON = Code(
    "PH5003",
    Severity.WARNING,
    "A field that is not known here is passed on",
    "The version of Alertmanager is newer than any that is known here, so a field that is not known may well be one of its own.",
    "Nothing, where the field is right; otherwise correct its name.",
)
ESSENTIAL_LEFT_OUT = Code(
    "PH5005",
    Severity.WARNING,
    "The version of Alertmanager does not read a field that decides what is sent",
    "The field is left out of the generated file as any other is. An AlertmanagerConfig that sets it is rejected instead.",
    "Remove the field, or use a version of Alertmanager that reads it.",
)
NEEDS_VERSION = Code(
    "PH5006",
    Severity.ERROR,
    "A later version of Alertmanager is needed",
    "Leaving the field out would change what the rest means: alerts would go elsewhere, or be sent without credentials.",
    "Use a version of Alertmanager that reads it, or remove it.",
)
ZERO_INTERVAL = Code(
    "PH5007",
    Severity.WARNING,
    "An interval of zero is left out",
    "Alertmanager refuses a group_interval or repeat_interval of zero; what is not set is taken from the route above.",
    "Write the interval that is meant, or remove it.",
)
WRONG_TYPE = Code(
    "PH5008",
    Severity.ERROR,
    "A value has the wrong type",
    f"{_REFUSED}.",
    "Write a value of the type that the sentence names.",
)
NO_SECRET = Code(
    "PH5009",
    Severity.WARNING,
    "The Secret with the configuration of the Alertmanager is not there",
    "The Alertmanager runs without it, takes every alert and tells nobody, except through AlertmanagerConfigs that it selects.",
    "Create the Secret with the key alertmanager.yaml, or correct spec.configSecret.",
)
INCOMPLETE = Code(
    "PH5101",
    Severity.ERROR,
    "Something that a receiver needs is missing",
    f"Neither the receiver nor the global section says it: {_REFUSED}.",
    "Write the field in the receiver, or its default in the global section.",
)
CONTRADICTION = Code(
    "PH5102",
    Severity.ERROR,
    "Two settings exclude each other",
    f"{_REFUSED}.",
    "Remove one of them.",
)
BAD_VALUE = Code(
    "PH5103",
    Severity.ERROR,
    "A value that Alertmanager cannot read",
    f"{_REFUSED}.",
    "Write a value of the form that the sentence names.",
)
NO_LINK = Code(
    "PH5104",
    Severity.WARNING,
    "A link is neither a URL nor a template that becomes one",
    "Alertmanager sends it as it is, and whoever gets the message cannot follow it. An AlertmanagerConfig with such a link is rejected.",
    "Write an http or https URL, or a template.",
)
CONTAINER_FILE = Code(
    "PH5105",
    Severity.ERROR,
    "An AlertmanagerConfig names a file of the container",
    "Its author could have any file of the Alertmanager pod, its service account's token among them, sent to any address.",
    "Reference a Secret instead, or set spec.alertmanagerConfigFileSystemMode of the Alertmanager.",
)
DUPLICATE_NAME = Code(
    "PH5201",
    Severity.ERROR,
    "A receiver or time interval has no name, or that of another",
    f"Routes could not tell them apart: {_REFUSED}.",
    "Give each a name of its own.",
)
UNDEFINED_NAME = Code(
    "PH5202",
    Severity.ERROR,
    "A route names a receiver or time interval that is not there",
    f"{_REFUSED}.",
    "Define it in the same object or file, or name another.",
)
ROOT_ROUTE = Code(
    "PH5203",
    Severity.ERROR,
    "The first route is missing, has no receiver, or does not take every alert",
    "Every alert begins at the first route, so it has a receiver and nothing that would keep an alert away.",
    "Give the first route a receiver; move everything else into a route below it.",
)
BAD_MATCHER = Code(
    "PH5204",
    Severity.ERROR,
    "A matcher that Alertmanager cannot read",
    f"Label names, operators and regular expressions (RE2 syntax) are checked when the file is loaded: {_REFUSED}.",
    'Write the matcher like severity="critical" or team=~"web|app".',
)
BAD_GROUPING = Code(
    "PH5205",
    Severity.ERROR,
    "Labels that alerts cannot be grouped or compared by",
    f"{_REFUSED}.",
    "Name each label once; `...` stands alone.",
)
TOO_DEEP = Code(
    "PH5206",
    Severity.ERROR,
    "Routes are nested too deeply",
    "Nobody writes so many routes inside of each other by hand; reading them costs every reader of the file.",
    "Put the routes beside each other, with matchers that say what they have in common.",
)
NO_ROUTE = Code(
    "PH5207",
    Severity.ERROR,
    "A route below another is none",
    "The schema of a custom resource cannot describe a type that holds itself, so the API server does not look at routes below routes.",
    "Correct the route; it has the fields of the first.",
)
BAD_TIME_INTERVAL = Code(
    "PH5301",
    Severity.ERROR,
    "A time interval that Alertmanager cannot read",
    f"{_REFUSED}.",
    "Write times like 08:30, days like monday:friday, months like may or 5, years like 2030.",
)
UNKNOWN_FEATURE = Code(
    "PH5401",
    Severity.WARNING,
    "A feature flag that this version of Alertmanager does not have",
    "Alertmanager ends at its start where --enable-feature names something that it does not know.",
    "Remove it from spec.enableFeatures; what has become a flag of its own belongs into spec.additionalArgs.",
)
ZERO_DURATION = Code(
    "PH5402",
    Severity.WARNING,
    "A duration of zero is left out",
    "Alertmanager refuses it at its start since version 0.34, and earlier ones could do nothing with it. The program's own default counts.",
    "Write how long, or remove the field.",
)
NO_ROOT = Code(
    "PH5501",
    Severity.ERROR,
    "The AlertmanagerConfig that is to be the root cannot be used",
    "Without it there is no configuration; what runs goes on as it is.",
    "Look at the status of the AlertmanagerConfig that spec.alertmanagerConfiguration.name names.",
)
REFUSED = Code(
    "PH5901",
    Severity.ERROR,
    "Alertmanager would refuse its configuration",
    "The code of Alertmanager itself was asked, and this is its own sentence. One refused receiver or route would keep every other change from being read.",
    "Correct what the sentence names.",
)
LAST_GOOD = Code(
    "PH5902",
    Severity.NOTE,
    "An earlier version of the AlertmanagerConfig goes on running",
    "A change that Alertmanager would refuse does not take routes and receivers away: they stay as they were before.",
    "Correct what is said about the object beside this.",
)
