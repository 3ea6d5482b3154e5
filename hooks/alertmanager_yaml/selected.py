"""The AlertmanagerConfigs of an Alertmanager: which can be used and what they are written as, which are rejected and why, which wait for their values."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from hooks import memo
from hooks.alertmanager_yaml import fragments
from hooks.alertmanager_yaml.alertmanagerconfig import judgement
from hooks.alertmanager_yaml.frame import Frame
from hooks.assets import Assets, collected, tls_files
from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.findings import Finding, Judgement, Outcome, Subject, errors
from hooks.findings.alerting import LAST_GOOD, REFUSED
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.selectors import Selectors
from hooks.memo import Memo
from hooks.protocol import Objects
from hooks.selection import related as objects
from hooks.source import Source

_API = "monitoring.coreos.com/v1alpha1"
CONFIGS = f"AlertmanagerConfig.{_API}"
_ROOM = 64 * 2**20
"""Bytes that remembered fragments may take."""


class Compiled(msgspec.Struct, frozen=True):
    """What an AlertmanagerConfig comes to: an outcome, its text and files where it can be used, and everything that is said about it."""

    outcome: Outcome
    text: fragments.FragmentText = fragments.FragmentText()
    tls_files: Mapping[str, bytes] = {}
    findings: tuple[Finding, ...] = ()

    @property
    def size(self) -> int:
        """In bytes, roughly."""
        return self.text.size + sum(map(len, self.tls_files.values())) + sum(len(str(finding)) for finding in self.findings)


_COMPILED: Memo[Compiled] = Memo(_ROOM, lambda compiled: compiled.size)


class Selected(NamedTuple):
    """An object that the selectors of an Alertmanager name."""

    key: str
    raw: msgspec.Raw
    asset: msgspec.Raw | None

    @property
    def namespace(self) -> str:
        """Its own."""
        return self.key.partition("/")[0]


class SelectedConfigs(msgspec.Struct, frozen=True):
    """What became of the AlertmanagerConfigs, in the order of their keys."""

    compiled: Mapping[str, Compiled] = {}
    kept: Mapping[str, fragments.FragmentText] = {}
    """Of those that cannot be used as they are now: what they were before."""

    @property
    def texts(self) -> dict[str, fragments.FragmentText]:
        """By key, those that can be used, and what is kept."""
        found = {key: each.text if each.outcome == Outcome.ACCEPTED else self.kept.get(key) for key, each in self.compiled.items()}
        return {key: text for key, text in found.items() if text is not None}

    @property
    def unusable(self) -> tuple[str, ...]:
        """The keys of those that cannot be used as they are now."""
        return tuple(key for key, each in self.compiled.items() if each.outcome != Outcome.ACCEPTED)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The keys of those whose values are being collected."""
        return tuple(key for key, each in self.compiled.items() if each.outcome == Outcome.WAITING)

    @property
    def tls_files(self) -> dict[str, bytes]:
        """The files that those in use need."""
        return {file: value for each in self.compiled.values() for file, value in each.tls_files.items()}

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What became of each."""
        return tuple(Judgement(subject(key), each.outcome, (*each.findings, *self._note(key, each))) for key, each in self.compiled.items())

    def _note(self, key: str, each: Compiled) -> tuple[Finding, ...]:
        kept = each.outcome == Outcome.REJECTED and key in self.kept
        return (LAST_GOOD.at("spec", "the version from before goes on running"),) if kept else ()

    def without(self, refused: Mapping[str, Finding]) -> "SelectedConfigs":
        """The same with these rejected, too: what was kept of one that Alertmanager refuses is of no use."""
        rejected = {
            key: Compiled(Outcome.REJECTED, findings=(*self.compiled[key].findings, finding))
            for key, finding in refused.items()
            if self.compiled[key].outcome == Outcome.ACCEPTED
        }
        kept = {key: text for key, text in self.kept.items() if key not in refused}
        return SelectedConfigs({**self.compiled, **rejected}, kept)


def subject(key: str) -> Subject:
    """The AlertmanagerConfig ``namespace/name``."""
    return Subject(_API, "AlertmanagerConfig", *key.split("/"))


def selected(alertmanager: Alertmanager, related: Objects) -> Iterator[Selected]:
    """By ``spec.alertmanagerConfigSelector`` and ``…NamespaceSelector``, in the order of their keys, without the root."""
    spec, root = alertmanager.spec, root_key(alertmanager)
    wanted = Selectors(spec.alertmanager_config_selector, spec.alertmanager_config_namespace_selector)
    chosen = objects.selected(related, CONFIGS, wanted, alertmanager.metadata.namespace)
    return (found(key, related) for key, _ in chosen if key != root)


def found(key: str, related: Objects) -> Selected:
    """The AlertmanagerConfig ``key`` with its asset Secret, as far as that is there."""
    return Selected(key, related.get(CONFIGS, {})[key], objects.asset(related, AlertmanagerConfig.__name__, key))


def root_key(alertmanager: Alertmanager) -> str:
    """The key of the AlertmanagerConfig that ``spec.alertmanagerConfiguration`` names; empty without one."""
    configuration = alertmanager.spec.alertmanager_configuration
    return f"{alertmanager.metadata.namespace}/{configuration.name}" if configuration and configuration.name else ""


def compiled(frame: Frame, chosen: Iterator[Selected]) -> SelectedConfigs:
    """Each object on its own, with nothing of the base but its global section; what has been compiled from the same content is remembered."""

    def one(each: Selected) -> Compiled:
        content = (memo.content(each.raw), each.asset and memo.content(each.asset), frame.decisive(each.key))
        return _COMPILED.value((frame.alertmanager.key, each.key), content, lambda: _compiled(each, frame))

    return SelectedConfigs({each.key: one(each) for each in chosen})


def usable(each: Selected) -> tuple[AlertmanagerConfig, Assets] | None:
    """The object with the values that it refers to; ``None`` while they are being collected. InvalidObject where it cannot be read."""
    config = decoded(each.raw, AlertmanagerConfig)
    assets = collected(config, each.asset)
    return None if assets is None else (config, assets)


def _compiled(each: Selected, frame: Frame) -> Compiled:
    try:
        ready = usable(each)
    except InvalidObject as error:
        return Compiled(Outcome.REJECTED, findings=error.findings)
    if ready is None:
        return Compiled(Outcome.WAITING)
    config, assets = ready
    namespace = config.metadata.namespace
    fragment, findings = judgement(config, Source(namespace, assets), frame.surroundings(each.key))
    if refused := (*errors(findings), *frame.collisions(fragment, each.key)):
        return Compiled(Outcome.REJECTED, findings=tuple(dict.fromkeys((*findings, *refused))))
    text = frame.text(fragment, each.key)
    if refusal := frame.refusal(frame.alone(text), (*assets.values.values(), frame.head)):
        return Compiled(Outcome.REJECTED, findings=(*findings, REFUSED.at("spec", refusal)))
    return Compiled(Outcome.ACCEPTED, text, tls_files(config, namespace, assets), findings)
