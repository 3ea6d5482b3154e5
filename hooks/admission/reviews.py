"""AdmissionReview, version v1: what the API server asks before it stores an object, and the verdict (Kubernetes documentation,
"Dynamic Admission Control").
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from hooks.decoding import decoded, mismatch, shallow
from hooks.errors import InvalidObject, InvalidRequest
from hooks.findings import Finding, Severity, errors
from hooks.protocol import Manifest

T = TypeVar("T")
R = TypeVar("R")

API_VERSION, KIND = "admission.k8s.io/v1", "AdmissionReview"


class ReviewedResource(msgspec.Struct, frozen=True):
    """Which resource the object is one of."""

    group: str = ""
    version: str = ""
    resource: str = ""


class AdmissionRequest(msgspec.Struct, frozen=True):
    """The question: ``object`` as it would be stored, ``null`` for a deletion."""

    uid: str
    resource: ReviewedResource = ReviewedResource()
    object: msgspec.Raw = msgspec.Raw(b"null")


class AdmissionReview(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a request."""

    api_version: str
    kind: str
    request: AdmissionRequest


class Denied(Exception):
    """The object must not be stored: a ``summary``, and everything that is said about it, at least one error among it."""

    def __init__(self, summary: str, *findings: Finding) -> None:
        super().__init__(summary)
        self.summary, self.findings = summary, findings


def posted(body: bytes, review: type[R]) -> R:
    """A review of one type; InvalidRequest where the body is none."""
    try:
        return _decoded(body, review)
    except msgspec.ValidationError as error:
        path, reason = mismatch(error)
        raise InvalidRequest(f"the body is not a review: {path}: {reason}" if path else f"the body is not a review: {reason}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"the body is not JSON: {error}") from None


def _decoded(body: bytes, review: type[R]) -> R:
    try:
        return msgspec.json.decode(body, type=review)
    except RecursionError:
        return msgspec.json.decode(shallow(body), type=review)


def asked(body: bytes) -> AdmissionRequest:
    """The question in ``body``; InvalidRequest where there is none."""
    review = posted(body, AdmissionReview)
    if (review.api_version, review.kind) != (API_VERSION, KIND):
        raise InvalidRequest(f'the body is "{review.kind}" of "{review.api_version}", expected {KIND} of {API_VERSION}')
    return review.request


def subject(raw: bytes | msgspec.Raw, kind: type[T], summary: str) -> T:
    """The object under review; Denied where it is none of its kind."""
    try:
        return decoded(raw, kind)
    except InvalidObject as error:
        raise Denied(summary, *error.findings) from None


def without_nulls(value: Any) -> Any:
    """``value`` without the fields that are ``null``: the API server drops them too."""
    if isinstance(value, dict):
        return {name: without_nulls(item) for name, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def answer(request: AdmissionRequest, verdict: Manifest) -> Manifest:
    """The AdmissionReview that answers ``request``."""
    return {"apiVersion": API_VERSION, "kind": KIND, "response": {"uid": request.uid, **verdict}}


def refusal(request: AdmissionRequest, denied: Denied) -> Manifest:
    """The verdict against an object. The message holds the first cause, because most clients show nothing else."""
    causes = errors(denied.findings)
    details = {"name": request.resource.resource, "causes": [{"field": cause.path, "message": cause.reason} for cause in causes]}
    status = {"status": "Failure", "code": 422, "reason": "Invalid", "message": f"{denied.summary}: {causes[0]}", "details": details}
    return {"allowed": False, "status": status, **warnings(denied.findings)}


def warnings(findings: Iterable[Finding]) -> Manifest:
    """What is no reason to refuse an object, as the part of a verdict that clients show."""
    told = [str(finding) for finding in findings if finding.severity != Severity.ERROR]
    return {"warnings": told} if told else {}
