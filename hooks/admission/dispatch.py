"""The border between bytes and verdicts: which webhook answers at which path."""

from collections.abc import Callable, Mapping

import msgspec

from hooks.admission import alertmanagerconfigs, conversion, prometheusrules, reviews
from hooks.errors import InvalidRequest
from hooks.protocol import Manifest
from hooks.settings import Settings

_VERDICTS: Mapping[str, Callable[[reviews.AdmissionRequest, Settings], Manifest]] = {
    "/admission-prometheusrules/validate": prometheusrules.validated,
    "/admission-prometheusrules/mutate": prometheusrules.mutated,
    "/admission-alertmanagerconfigs/validate": alertmanagerconfigs.validated,
}
_CONVERT = "/convert"

PATHS = (*_VERDICTS, _CONVERT)
"""As prometheus-operator serves them."""


def answer(path: str, body: bytes, settings: Settings) -> bytes:
    """The review that answers the one in ``body``; ``path`` is one of PATHS. InvalidRequest: the body is none."""
    try:
        return msgspec.json.encode(conversion.converted(body) if path == _CONVERT else _reviewed(path, body, settings))
    except RecursionError:
        raise InvalidRequest("the object is nested too deeply") from None


def _reviewed(path: str, body: bytes, settings: Settings) -> Manifest:
    request = reviews.asked(body)
    try:
        # A deletion leaves nothing to judge.
        return reviews.answer(request, {"allowed": True} if bytes(request.object) == b"null" else _VERDICTS[path](request, settings))
    except reviews.Denied as denied:
        return reviews.answer(request, reviews.refusal(request, denied))
