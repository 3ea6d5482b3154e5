"""The last good parts of AlertmanagerConfigs that cannot be used as they are now, from the configuration that is there: a bad change silences nobody."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from hooks.alertmanager_yaml import document
from hooks.alertmanager_yaml.alertmanagerconfig import Fragment, container_files, names_of
from hooks.alertmanager_yaml.fragments import FragmentText, renamed
from hooks.alertmanager_yaml.frame import Frame
from hooks.findings import errors
from hooks.findings.alerting import ESSENTIAL_LEFT_OUT
from hooks.memo import Memo
from hooks.names import ALERTMANAGER_CERTS_DIR
from hooks.rendering import digest

_FILE = re.compile(rf"{re.escape(ALERTMANAGER_CERTS_DIR)}/([\w.-]+)")


def texts(keys: Iterable[str], observed: Mapping[str, FragmentText], frame: Frame) -> dict[str, FragmentText]:
    """By the key of their object. Each is judged and written anew: an old one that sees more alerts than it may now, or names files, is of no use."""
    found = {key: _again(key, observed[key], frame) for key in keys if key in observed}
    return {key: each for key, each in found.items() if each.size}


def tls_files(file: str) -> frozenset[str]:
    """The names of the TLS files that a text of alertmanager.yaml needs."""
    return frozenset(_FILE.findall(file))


def _again(key: str, text: FragmentText, frame: Frame) -> FragmentText:
    content = (digest(msgspec.msgpack.encode(text)), frame.decisive(key))
    return _MEMO.value((frame.alertmanager.key, key), content, lambda: _rewritten(key, text, frame))


_MEMO: Memo[FragmentText] = Memo(16 * 2**20, lambda text: text.size)


def _rewritten(key: str, text: FragmentText, frame: Frame) -> FragmentText:
    """Empty where the text is of no use, such as one that somebody else wrote there."""
    alone = frame.alone(text)
    file, findings = document.loaded(alone, frame.version)
    route = next(iter(file.route.routes or ()), None) if file.route else None
    given = Fragment(
        route=route,
        inhibit_rules=file.inhibit_rules or (),
        receivers=(file.receivers or ())[1:],
        mute_time_intervals=file.mute_time_intervals or (),
    )
    fragment = renamed(given, lambda name: name.removeprefix(f"{key}/"))
    barred = () if frame.surroundings(key).files else tuple(container_files(fragment, names_of))
    if errors(findings) or barred or any(finding.code == ESSENTIAL_LEFT_OUT for finding in findings) or any(frame.collisions(fragment, key)):
        return FragmentText()
    again = frame.text(fragment, key)
    return FragmentText() if frame.refusal(frame.alone(again), (alone,)) else again
