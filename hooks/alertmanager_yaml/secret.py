"""The Secret ``alertmanager-<n>-generated``: the configuration, brought to the version that runs, and whatever else the user's Secret holds."""

import base64
import binascii
import bisect
import gzip
import zlib
from collections.abc import Iterator, Mapping

import msgspec

from hooks.alertmanager_yaml import base as bases
from hooks.alertmanager_yaml import last_good
from hooks.alertmanager_yaml.base import Base
from hooks.alertmanager_yaml.fragments import FragmentText, found_again, written
from hooks.alertmanager_yaml.frame import Frame, may_name_files
from hooks.alertmanager_yaml.selected import CONFIGS, SelectedConfigs, compiled, found, root_key, selected, subject, usable
from hooks.assets import Assets, tls_files
from hooks.errors import InvalidObject, InvalidParent
from hooks.findings import Finding, Judgement, Outcome
from hooks.findings.alerting import NO_SECRET, REFUSED, UNREADABLE
from hooks.judge import ABSENT, Judge
from hooks.kinds.alertmanager import Alertmanager
from hooks.names import ALERTMANAGER_CONFIG_FILE, ALERTMANAGER_CONFIG_FILE_GZ, alertmanager_secret
from hooks.protocol import Manifest, Objects
from hooks.rendering import gzipped
from hooks.versions import Version

KEY, KEY_GZ = ALERTMANAGER_CONFIG_FILE, ALERTMANAGER_CONFIG_FILE_GZ
MOST_REFUSED = 20
"""Objects that are looked for, one by one, until the rest is taken."""


class Generated(msgspec.Struct, frozen=True):
    """The data of the generated Secret, the TLS files that it names, and what was judged on the way."""

    data: Mapping[str, bytes]
    tls_files: Mapping[str, bytes] = {}
    kept_files: frozenset[str] = frozenset()
    """The names of TLS files that what is kept from before needs beside them."""
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def user_secret(alertmanager: Alertmanager) -> str:
    """The name of the Secret that the user writes: ``spec.configSecret``, or ``alertmanager-<n>``."""
    return alertmanager.spec.config_secret or alertmanager_secret(alertmanager.metadata.name)


class Given(msgspec.Struct, frozen=True):
    """What a configuration is made of beside its Alertmanager."""

    version: Version
    secret: Manifest | None = None
    """The Secret that the user writes."""
    related: Objects = {}
    """AlertmanagerConfigs with their asset Secrets, and namespaces."""
    own: Assets = Assets({})
    """The values that the Alertmanager itself refers to."""
    before: Mapping[str, bytes] = {}
    """The data of the generated Secret that is there."""
    judge: Judge = ABSENT


def configuration(alertmanager: Alertmanager, given: Given) -> Generated:
    """The configuration of ``alertmanager``: the user's Secret or the root AlertmanagerConfig, with those that its selectors name.

    It is written anew where AlertmanagerConfigs are selected or something must be left out; otherwise it stays as the user wrote it. InvalidParent names
    the Secret, the key and the place in the file, never a value.
    """
    spec, data = alertmanager.spec, _data(alertmanager, given.secret)
    base, files = _base(alertmanager, data.get(KEY, b""), given)
    frame = Frame.of(alertmanager, base.file, given.version, given.judge)
    found = compiled(frame, selected(alertmanager, given.related))
    observed = _text_of(given.before) if found.unusable else ""
    there = found_again(observed)
    if any(key not in there and f"{key}/" in observed for key in found.waiting):
        judgements = (*_root_judgement(alertmanager), *found.judgements)
        return Generated(given.before, {**files, **found.tls_files}, last_good.tls_files(observed), base.findings, judgements)
    anew = spec.alertmanager_configuration is not None or spec.alertmanager_config_selector is not None or not base.text
    selection = _publishable(base, msgspec.structs.replace(found, kept=last_good.texts(found.unusable, there, frame)), frame, anew=anew)
    text = _text(base, selection.texts, anew=anew)
    others = {key: value for key, value in data.items() if key not in {KEY, KEY_GZ}}
    kept_files = last_good.tls_files("".join(each.content for each in selection.kept.values()))
    judgements = (*_root_judgement(alertmanager), *selection.judgements)
    return Generated({KEY_GZ: gzipped(text.encode()), **others}, {**files, **selection.tls_files}, kept_files, base.findings, judgements)


def _text(base: Base, texts: Mapping[str, FragmentText], *, anew: bool) -> str:
    return written(base.file, texts.values()) if anew else base.text


def _publishable(base: Base, selection: SelectedConfigs, frame: Frame, *, anew: bool) -> SelectedConfigs:
    """The selection without those that Alertmanager refuses beside the others; InvalidParent where it refuses the base, or so many that it makes no sense.

    Each was judged alone before, so that as a rule this is one question, about the whole.
    """
    texts, refused = selection.texts, dict[str, Finding]()

    def refusal(count: int) -> str:
        text = _text(base, dict([*texts.items()][:count]), anew=anew)
        return frame.refusal(text, (text,))

    while sentence := refusal(len(texts)):
        count = bisect.bisect_left(range(len(texts)), True, key=lambda count: bool(refusal(count)))
        if count == 0 or len(refused) == MOST_REFUSED:
            raise InvalidParent(_of_base(frame.alertmanager, refusal(0) or sentence))
        guilty = [*texts][count - 1]
        refused[guilty] = REFUSED.at("spec", refusal(count))
        del texts[guilty]
    return selection.without(refused) if refused else selection


def _of_base(alertmanager: Alertmanager, sentence: str) -> Finding:
    if alertmanager.spec.alertmanager_configuration is not None:
        return REFUSED.at("spec.alertmanagerConfiguration", sentence)
    return REFUSED.at("", sentence).moved("", origin=_origin(alertmanager))


def _root_judgement(alertmanager: Alertmanager) -> tuple[Judgement, ...]:
    """The root is in use where there is a configuration at all; what is left out of it is told of the Alertmanager."""
    key = root_key(alertmanager)
    return (Judgement(subject(key), Outcome.ACCEPTED),) if key else ()


def _base(alertmanager: Alertmanager, content: bytes, given: Given) -> tuple[Base, dict[str, bytes]]:
    """The base, and the TLS files that it needs."""
    namespace = alertmanager.metadata.namespace
    files = tls_files(alertmanager.spec.alertmanager_configuration, namespace, given.own)
    if alertmanager.spec.alertmanager_configuration is None:
        base = bases.of_text(_decoded(content, alertmanager), _origin(alertmanager), given.version)
        return msgspec.structs.replace(base, findings=(*base.findings, *_absent(alertmanager, content, given.secret))), files
    key = root_key(alertmanager)
    try:
        ready = usable(found(key, given.related)) if key in given.related.get(CONFIGS, {}) else None
    except InvalidObject:
        ready = None
    if ready is None:
        raise bases.missing_root()
    config, assets = ready
    allowed = may_name_files(alertmanager, namespace, root=True)
    base = bases.of_object(config, assets.merged(given.own), alertmanager, given.version, files=allowed)
    return base, {**tls_files(config, namespace, assets), **files}


def _absent(alertmanager: Alertmanager, content: bytes, secret: Manifest | None) -> Iterator[Finding]:
    """That a Secret which is named holds nothing: what takes its place tells nobody of any alert."""
    if alertmanager.spec.config_secret and not content:
        problem = f"{_secret(alertmanager)} {f'has no key {KEY}' if secret else 'is not there'}, so that nobody is told of any alert"
        yield NO_SECRET.at("spec.configSecret", problem, f"create it with the key {KEY}")


def _text_of(data: Mapping[str, bytes]) -> str:
    try:
        return gzip.decompress(data.get(KEY_GZ, b"")).decode()
    except (OSError, EOFError, ValueError, zlib.error):
        return ""


def _data(alertmanager: Alertmanager, secret: Manifest | None) -> dict[str, bytes]:
    return {key: _bytes(value, alertmanager, key) for key, value in ((secret or {}).get("data") or {}).items()}


def _secret(alertmanager: Alertmanager) -> str:
    return f'secret "{alertmanager.metadata.namespace}/{user_secret(alertmanager)}"'


def _origin(alertmanager: Alertmanager) -> str:
    return f"{_secret(alertmanager)}, key {KEY}"


def _bytes(value: str, alertmanager: Alertmanager, key: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise InvalidParent(_unreadable(f"{_secret(alertmanager)}, key {key}", "it is not base64")) from None


def _decoded(data: bytes, alertmanager: Alertmanager) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise InvalidParent(_unreadable(_origin(alertmanager), "it is not UTF-8 text")) from None


def _unreadable(origin: str, problem: str) -> Finding:
    return msgspec.structs.replace(UNREADABLE.at("", problem, "write the Secret anew"), origin=origin)
