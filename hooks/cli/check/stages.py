"""What is wrong with manifests: each stage sees every object, and each thing is said once."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks import lint
from hooks.cli.check.remnants import Remnant, remnant
from hooks.cli.check.shapes import is_namesake, misshapen
from hooks.cli.cluster import cluster
from hooks.cli.elsewhere import excused, makers
from hooks.cli.formats.checked import Checked
from hooks.cli.local.objects import Cluster
from hooks.cli.local.pods import expected_pods
from hooks.cli.manifests import Document, Folder, Located, Place
from hooks.cli.reasons import suggestion
from hooks.cli.sources import CLUSTER
from hooks.cli.targets import missing
from hooks.cli.tenant import HYPOTHETICAL, strict
from hooks.cli.validation import problems
from hooks.cli.verdicts import Told, missed, told, unselected
from hooks.findings import Finding, Fix, Severity, Subject, quoted
from hooks.findings.fields import UNKNOWN
from hooks.findings.files import TWICE
from hooks.findings.selection import NOBODY, NOTHING, UNKNOWN_GROUP
from hooks.kinds.served import served_versions
from hooks.kinds.unknown import newer
from hooks.loop.hooks import Hooks
from hooks.loop.resources import Key
from hooks.names import GROUP
from hooks.protocol import Manifest
from hooks.settings import Settings

Documents = Mapping[Key, Document]


def tried(contents: Folder, namespace: str, chosen: Settings, hooks: Hooks | None = None) -> Checked:
    """What is said of the objects of a namespace where every workload is strict."""
    result = checked(strict(contents, namespace), chosen, hooks)
    own = tuple(each for each in result.findings if each.place.file != HYPOTHETICAL and each.finding.subject and each.finding.subject.namespace == namespace)
    return Checked(objects=sum(document.key.namespace == namespace for document in contents.documents), findings=own)


def checked(found: Folder, chosen: Settings, hooks: Hooks | None = None) -> Checked:
    """Every stage sees every object; of one that its schema refuses, the hooks, which may be some that remember, see what is left without that."""
    schema = [(document, finding) for document in found.documents for finding in _unfit(document)]
    left = {document.key: remnant(document.manifest) for document, finding in schema if finding.severity == Severity.ERROR}
    shapes = [(document, finding) for document in found.documents if (finding := misshapen(document.manifest))]
    unsound = {document.key for document, _ in shapes} | {key for key, part in left.items() if part is None}
    written = {document.key: document for document in reversed(found.documents)}
    loop = cluster(chosen, served_by=hooks)
    unstored = loop.apply(part.manifest if (part := left.get(document.key)) else document.manifest for document in found.documents)
    report = loop.converge()
    events = [Told(event.key, finding) for event in (*unstored, *report.events, *report.unsettled) for finding in event.findings]
    objects = tuple(each for each in loop.objects() if Key.of(each) not in unsound and not is_namesake(each))
    misses, targets = tuple(missed(objects)), tuple(_without_targets(objects))
    spoken = _excused((*events, *told(report.judged)), written)
    linted = (Told(Key.of_subject(finding.subject), finding) for finding in lint.findings(objects) if finding.subject)
    judged = (*spoken, *misses, *unselected(misses, objects), *targets, *linted)
    known = {(each.key, each.finding.path): each.finding for each in targets}
    groups = tuple(_unknown_groups(found.documents))
    # Something that is selected by nobody, or not read, is told already: that a workload selects nothing follows from it.
    told_already = {NOTHING} if left or found.findings or groups or any(each.finding.code == NOBODY for each in judged) else set()
    return Checked(
        objects=len(found.documents),
        findings=_sorted(
            [
                *found.findings,
                *(document.located(_informed(finding, known.get((document.key, finding.path)))) for document, finding in schema),
                *(document.located(finding) for document, finding in shapes),
                *_duplicates(found.documents),
                *groups,
                *(_located(each, written) for each in _beside_schema(judged, left) if each.finding.code not in told_already),
            ]
        ),
    )


def _beside_schema(judged: Iterable[Told], left: Mapping[Key, Remnant | None]) -> Iterator[Told]:
    """Without what follows from the schema's refusals alone."""
    for each in judged:
        if each.key not in left:
            yield each
        elif (part := left[each.key]) and (finding := part.in_whole(each.finding)):
            yield msgspec.structs.replace(each, finding=finding)


def _informed(refused: Finding, target: Finding | None) -> Finding:
    """What the schema refuses, with what is known of the Service: a port that is given as a number has a name there."""
    return msgspec.structs.replace(refused, remedy=target.remedy, fix=target.fix) if target and target.fix else refused


def _unfit(document: Document) -> Iterator[Finding]:
    """What the schema says against an object. What a cluster holds was let in: a field that is not known here is of a newer CRD, whatever its name is like."""
    for finding in problems(document.manifest):
        yield newer(finding.path) if finding.code == UNKNOWN and document.file == CLUSTER else finding


def _excused(spoken: Iterable[Told], written: Documents) -> Iterator[Told]:
    """What is said because of a Secret that something else makes, as a note; said by its object alone."""
    made = makers(document.manifest for document in written.values())
    for each in spoken:
        finding = excused(each.finding, written[each.key].manifest, made) if each.key in written else each.finding
        yield each if finding is each.finding else Told(each.key, finding)


def _sorted(findings: Iterable[Located]) -> tuple[Located, ...]:
    return tuple(sorted(set(findings), key=lambda located: (located.place, located.text)))


def _duplicates(documents: Iterable[Document]) -> Iterator[Located]:
    first: dict[Key, Document] = {}
    for document in documents:
        other = first.setdefault(document.key, document)
        if other is not document:
            yield document.located(TWICE.at("", f"is in {other.place()} already", "remove one of them"))


def _unknown_groups(documents: Iterable[Document]) -> Iterator[Located]:
    """Objects that look like ours and are not: ``monitoring.coreos.io/v1`` is another kind of ServiceMonitor."""
    for document in documents:
        served = served_versions(document.key.kind)
        version = document.manifest["apiVersion"]
        if served and document.key.group != GROUP and (not document.key.group or suggestion(version, served)):
            yield document.located(
                UNKNOWN_GROUP.at("apiVersion", f"there is no {document.key.kind} in {quoted(version)}", f"write {served[0]}", Fix(to=served[0]))
            )


def _without_targets(objects: Iterable[Manifest]) -> Iterator[Told]:
    everything = tuple(objects)
    seen = Cluster((*everything, *expected_pods(everything)))
    return (Told(Key.of_subject(finding.subject), finding) for finding in missing(seen) if finding.subject)


def _located(each: Told, written: Documents) -> Located:
    """At its field, or at the text that it is about; an object of ours that nobody wrote has no place but its name."""
    document, key = written.get(each.key), each.key
    if document is None:
        return Located(Place("promhooks"), each.finding.about(Subject("", key.kind, key.namespace, key.name)), each.workloads)
    located = document.located(each.finding, each.workloads)
    place = _place_of_origin(each.finding.origin, written)
    return msgspec.structs.replace(located, place=place) if place else located


_ORIGIN = re.compile(r'(?P<kind>secret|configmap) "(?P<namespace>[^"/]*)/(?P<name>[^"]*)", key "?(?P<key>[^"]+)"?')


def _place_of_origin(origin: str, written: Documents) -> Place | None:
    """Where the text stands that a key of a Secret or ConfigMap holds."""
    found = _ORIGIN.fullmatch(origin)
    if found is None:
        return None
    kind = {"secret": "Secret", "configmap": "ConfigMap"}[found["kind"]]
    document = written.get(Key("", kind, found["namespace"], found["name"]))
    field = next((name for name in ("stringData", "data") if document and found["key"] in (document.manifest.get(name) or {})), None)
    return document.place(f"{field}.{found['key']}") if document and field else None
