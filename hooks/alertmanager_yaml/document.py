"""alertmanager.yaml: read, checked, brought to a version, written."""

from hooks.alertmanager_yaml import checks, clean_up
from hooks.alertmanager_yaml.decoding import decoded
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.rendering import yaml_text
from hooks.versions import Dropped, Version


def loaded(text: str) -> AlertmanagerFile:
    """``text`` as Alertmanager would load it. InvalidObject, with the path inside of the file, where it would refuse."""
    file = decoded(text, AlertmanagerFile)
    checks.check(file)
    return file


def parsed(text: str) -> AlertmanagerFile:
    """``text`` as typed sections; whether Alertmanager would take it is not looked at."""
    return decoded(text, AlertmanagerFile)


def rendered(file: AlertmanagerFile, version: Version) -> tuple[str, tuple[Dropped, ...]]:
    """The text for ``version``, and the fields that it does not know. InvalidObject: what is left would mean something else, or is not whole."""
    kept, dropped = clean_up.for_version(file, version)
    return yaml_text(kept), dropped
