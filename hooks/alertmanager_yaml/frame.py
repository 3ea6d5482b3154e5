"""Everything about an Alertmanager on which the verdict on an AlertmanagerConfig depends."""

from collections.abc import Hashable, Iterable, Iterator, Mapping

import msgspec

from hooks import judge as judges
from hooks.alertmanager_yaml import fragments
from hooks.alertmanager_yaml.alertmanagerconfig import Fragment, Surroundings
from hooks.alertmanager_yaml.fragments import FragmentText
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global
from hooks.alertmanager_yaml.receivers import Receiver
from hooks.alertmanager_yaml.routes import Route
from hooks.findings import Finding, quoted
from hooks.findings.alerting import DUPLICATE_NAME
from hooks.judge import Judge
from hooks.kinds.alertmanager import Alertmanager
from hooks.rendering import yaml_text
from hooks.versions import Version

EXCEPT_OWN = "OnNamespaceExceptForAlertmanagerNamespace"
_PATHS = {"receivers": "spec.receivers", "mute_time_intervals": "spec.muteTimeIntervals"}


class Frame(msgspec.Struct, frozen=True):
    """What the objects of an Alertmanager are judged by."""

    alertmanager: Alertmanager
    version: Version
    judge: Judge
    file: AlertmanagerFile
    """The base with nothing but its global section, and a route to nobody."""
    head: str
    """The global section as text."""
    names: Mapping[str, frozenset[tuple[str, str]]]
    """(list, name) of what the base calls as if it came from an object, by the key of that object."""

    @classmethod
    def of(cls, alertmanager: Alertmanager, base: AlertmanagerFile, version: Version, judge: Judge) -> "Frame":
        """The frame that ``base`` makes."""
        file = AlertmanagerFile(global_=base.global_, route=Route(receiver="null"), receivers=(Receiver(name="null"),))
        head = yaml_text(base.global_) if base.global_ is not None else ""
        names: dict[str, set[tuple[str, str]]] = {}
        for field, name in _names(base):
            namespace, _, rest = name.partition("/")
            names.setdefault(f"{namespace}/{rest.partition('/')[0]}", set()).add((field, name))
        return cls(alertmanager, version, judge, file, head, {key: frozenset(found) for key, found in names.items()})

    def confines(self, key: str) -> bool:
        """Whether the object ``key`` sees the alerts of its namespace only."""
        return is_confined(self.alertmanager, key.partition("/")[0])

    def surroundings(self, key: str) -> Surroundings:
        """Those of the object ``key``."""
        return Surroundings(self.version, self.file.global_ or Global(), may_name_files(self.alertmanager, key.partition("/")[0]))

    def decisive(self, key: str) -> Hashable:
        """All of this that decides about the object ``key``."""
        return (self.head, self.version, self.confines(key), self.surroundings(key).files, self.names.get(key), tuple(self.judge.versions.items()))

    def collisions(self, fragment: Fragment, key: str) -> Iterator[Finding]:
        """Names of the fragment that the base has already, as they would be written."""
        for field, path in _PATHS.items():
            for index, each in enumerate(getattr(fragment, field)):
                if (field, f"{key}/{each.name}") in self.names.get(key, ()):
                    problem = f"{quoted(f'{key}/{each.name}')} is a name in the Alertmanager's own configuration"
                    yield DUPLICATE_NAME.at(f"{path}[{index}].name", problem, "choose another")

    def text(self, fragment: Fragment, key: str) -> FragmentText:
        """The fragment of the object ``key`` as it is written."""
        return fragments.text(fragment, key, self.version, confined=self.confines(key))

    def alone(self, text: FragmentText) -> str:
        """A file with nothing else in it."""
        return fragments.written(self.file, [text])

    def refusal(self, file: str, secrets: Iterable[str]) -> str:
        """Why Alertmanager would refuse a file; empty where it would not, or nobody can be asked. Nothing of ``secrets`` is repeated."""
        return judges.refusal(self.judge, "alertmanager", file, self.version, secrets)


def is_confined(alertmanager: Alertmanager, namespace: str) -> bool:
    """Whether routes and rules of AlertmanagerConfigs in ``namespace`` see the alerts of that namespace only."""
    kind = _strategy(alertmanager)
    return kind != "None" and not (kind == EXCEPT_OWN and namespace == alertmanager.metadata.namespace)


def may_name_files(alertmanager: Alertmanager, namespace: str, *, root: bool = False) -> bool:
    """Whether an AlertmanagerConfig in ``namespace`` may name files of the container: as said, else where its routes may see all alerts."""
    mode = alertmanager.spec.alertmanager_config_file_system_mode
    if mode in {"AllowAll", "DenyAll"}:
        return mode == "AllowAll"
    return root or not is_confined(alertmanager, namespace)


def _strategy(alertmanager: Alertmanager) -> str | None:
    strategy = alertmanager.spec.alertmanager_config_matcher_strategy
    return strategy.type if strategy else None


def _names(base: AlertmanagerFile) -> Iterator[tuple[str, str]]:
    yield from (("receivers", each.name) for each in base.receivers or ())
    yield from (("mute_time_intervals", each.name) for each in (*(base.mute_time_intervals or ()), *(base.time_intervals or ())))
