"""ConversionReview, version v1: the API server asks for objects in another version (Kubernetes documentation, "Versions in CustomResourceDefinitions")."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hooks.admission.alertmanagerconfig_versions import V1ALPHA1, V1BETA1, to_v1alpha1, to_v1beta1
from hooks.admission.reviews import posted
from hooks.errors import InvalidObject, InvalidRequest
from hooks.findings import fields
from hooks.protocol import Manifest

API_VERSION, KIND = "apiextensions.k8s.io/v1", "ConversionReview"

_CONVERSIONS: Mapping[tuple[str, str], Callable[[Manifest], Manifest]] = {(V1ALPHA1, V1BETA1): to_v1beta1, (V1BETA1, V1ALPHA1): to_v1alpha1}


class ConversionRequest(msgspec.Struct, frozen=True):
    """Objects, and the version that they are wanted in."""

    uid: str
    desired: str = msgspec.field(name="desiredAPIVersion")
    objects: tuple[dict[str, Any], ...] = ()


class ConversionReview(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a request."""

    api_version: str
    kind: str
    request: ConversionRequest


def converted(body: bytes) -> Manifest:
    """The ConversionReview that answers ``body``: every object in its order, or none and a sentence."""
    review = posted(body, ConversionReview)
    if (review.api_version, review.kind) != (API_VERSION, KIND):
        raise InvalidRequest(f'the body is "{review.kind}" of "{review.api_version}", expected {KIND} of {API_VERSION}')
    return {"apiVersion": API_VERSION, "kind": KIND, "response": {"uid": review.request.uid, **_result(review.request)}}


def _result(request: ConversionRequest) -> Manifest:
    try:
        objects = [_converted(manifest, request.desired, f"request.objects[{index}]") for index, manifest in enumerate(request.objects)]
    except InvalidObject as error:
        return {"convertedObjects": [], "result": {"status": "Failure", "message": str(error)}}
    return {"convertedObjects": objects, "result": {"status": "Success"}}


def _converted(manifest: Manifest, desired: str, path: str) -> Manifest:
    kind, version = manifest.get("kind"), manifest.get("apiVersion")
    if kind != "AlertmanagerConfig":
        raise InvalidObject(fields.KIND.at(f"{path}.kind", f'"{kind}" has one version only', "remove its conversion webhook"))
    if version == desired:
        return manifest
    conversion = _CONVERSIONS.get((str(version), desired))
    if conversion is None:
        raise InvalidObject(fields.KIND.at(f"{path}.apiVersion", f'"{version}" cannot become "{desired}", only {V1ALPHA1} and {V1BETA1} can be converted'))
    return conversion(manifest)
