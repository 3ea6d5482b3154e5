"""The base of a configuration: what the user's Secret holds, or the AlertmanagerConfig that ``spec.alertmanagerConfiguration`` names."""

import msgspec

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.alertmanagerconfig import Surroundings, judgement, names_of
from hooks.alertmanager_yaml.conversion import ReferencedValues, section
from hooks.alertmanager_yaml.fragments import with_names
from hooks.alertmanager_yaml.judge import judged
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global, root_problems
from hooks.alertmanager_yaml.sections import Context
from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.findings import Finding, errors
from hooks.findings.alerting import NO_ROOT
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.names import ALERTMANAGER_TEMPLATES_DIR
from hooks.source import Source
from hooks.versions import Version

DEFAULT = "route:\n  receiver: 'null'\nreceivers:\n- name: 'null'\n"
"""What an Alertmanager without a configuration gets: every alert is received and nobody is told."""


_GLOBAL = "spec.alertmanagerConfiguration.global"


class Base(msgspec.Struct, frozen=True):
    """The configuration without any AlertmanagerConfig but its root."""

    file: AlertmanagerFile
    text: str = ""
    """As the user wrote it, where nothing of it must be left out; otherwise empty."""
    findings: tuple[Finding, ...] = ()
    """What is left out."""


def of_text(text: str, origin: str, version: Version) -> Base:
    """The user's own file. InvalidParent with everything that Alertmanager would refuse; ``origin`` names the Secret and the key."""
    file, found = document.loaded(text or DEFAULT, version)
    findings = tuple(msgspec.structs.replace(finding, origin=origin) for finding in found)
    _refuse(findings)
    left_out = any(finding.code.id.startswith(("PH7", "PH5005")) for finding in findings)
    return Base(file, "" if left_out else text or DEFAULT, findings)


def of_object(config: AlertmanagerConfig, assets: Assets, alertmanager: Alertmanager, version: Version, *, files: bool) -> Base:
    """The root AlertmanagerConfig with the global settings of the Alertmanager. InvalidParent with everything that keeps it from being one."""
    source = Source(config.metadata.namespace, assets)
    settings, found = _settings(alertmanager, source, version)
    fragment, about = judgement(config, source, Surroundings(version, settings or Global(), files))
    path = "spec.alertmanagerConfiguration.name"
    root = tuple(finding.below("spec") for finding in root_problems(fragment.route))
    findings = (*found, *(msgspec.structs.replace(each, path=path, problem=f"{config.key}: {each.path}: {each.problem}") for each in (*about, *root)))
    _refuse(findings)
    named = with_names(fragment, f"{config.key}/")
    file = AlertmanagerFile(
        global_=settings,
        route=named.route,
        inhibit_rules=named.inhibit_rules or None,
        receivers=named.receivers or None,
        mute_time_intervals=named.mute_time_intervals or None,
        templates=_templates(alertmanager),
    )
    return Base(file, findings=findings)


def missing_root() -> InvalidParent:
    """What is said where the AlertmanagerConfig that is to be the root cannot be used at all."""
    return InvalidParent(
        NO_ROOT.at("spec.alertmanagerConfiguration.name", "the AlertmanagerConfig is not there, cannot be used, or waits for its values", "look at its status")
    )


def _settings(alertmanager: Alertmanager, source: Source, version: Version) -> tuple[Global | None, tuple[Finding, ...]]:
    given = alertmanager.spec.alertmanager_configuration
    if given is None or given.global_ is None:
        return None, ()
    values = ReferencedValues(source)
    settings = section(given.global_, Global, values, _GLOBAL)
    kept, findings = judged(settings, _GLOBAL, Context(names_of, version, settings))
    return kept, (*values.findings, *values.in_object(findings))


def _refuse(findings: tuple[Finding, ...]) -> None:
    if errors(findings):
        raise InvalidParent(*findings)


def _templates(alertmanager: Alertmanager) -> tuple[str, ...]:
    configuration = alertmanager.spec.alertmanager_configuration
    choices = (choice.secret or choice.config_map for choice in configuration.templates) if configuration else ()
    return tuple(f"{ALERTMANAGER_TEMPLATES_DIR}/{selector.key}" for selector in choices if selector)
