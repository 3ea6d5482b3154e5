"""The hook server: routes → pure hooks → answers. The only clock and the only Flask import below the command line.

What Metacontroller does with each answer (its pkg/hooks): 200 is applied; any other code leaves children and status alone, shows our text as an event
and asks again later. So a body that cannot be served is a 4xx with one sentence, and a bug is a 500 that says nothing but a type and an id.
"""

import hmac
import logging
import math
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Literal

import msgspec
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from hooks import admission, decorators, metrics, parents
from hooks.errors import InvalidParent, InvalidRequest, NotOurs, TooEarly
from hooks.patience import Patience
from hooks.prometheus_yaml import compiled
from hooks.settings import Settings

log = logging.getLogger("promhooks")


def utcnow() -> datetime:
    """The time that conditions are stamped with."""
    return datetime.now(UTC)


Endpoint = Literal["customize", "sync", "customize_decoration", "sync_decoration", "review", "health", "metrics_text"]
"""What Flask calls our views."""
OPEN_TO_ALL: frozenset[Endpoint] = frozenset(["health", "metrics_text"])
"""What holds nothing secret: probes and Prometheus bring no token."""
HOOKS: frozenset[Endpoint] = frozenset(["customize", "sync", "customize_decoration", "sync_decoration", *OPEN_TO_ALL])
WEBHOOKS: frozenset[Endpoint] = frozenset(["review", "health"])
"""What the API server calls: it brings no token, and learns nothing that it has not sent."""


class Access(msgspec.Struct, frozen=True):
    """Who may ask what."""

    token: Callable[[], str] | None = None
    """Reads the bearer token that hook calls must bring (a file may change)."""
    endpoints: frozenset[Endpoint] = HOOKS | WEBHOOKS
    """What is served at all."""


OPEN = Access()
"""Anyone may ask anything: right only where nobody else can reach the server, such as the loopback of a Pod."""


def create_app(settings: Settings, access: Access = OPEN, clock: Callable[[], datetime] = utcnow) -> Flask:
    """The WSGI application. What it remembers only saves work and writes: any number of processes may serve it."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    # Threads wait for requests; several large ones at a time would only take each other's processor and memory. Questions of the API server come from
    # anybody who may write an object, so they have a turn of their own.
    computing, reviewing = threading.Lock(), threading.Lock()
    patience = Patience()

    @app.before_request
    def allowed() -> Response | None:
        return _refusal(access, request.endpoint) or _bodiless()

    @app.post("/<kind>/customize")
    def customize(kind: str) -> Response:
        with metrics.timed(_known(kind), "customize"):
            return _json(parents.customize(kind, request.get_data(cache=False)))

    @app.post("/<kind>/sync")
    def sync(kind: str) -> Response:
        with metrics.timed(_known(kind), "sync"):
            body = request.get_data(cache=False)
            metrics.count_request(_known(kind), len(body))
            with computing:
                return _json(_sync_answer(kind, body, settings, clock(), patience))

    _serve_decorators(app, settings, clock)

    def review() -> Response:
        request.max_content_length = min(LARGEST_REVIEW, settings.max_request_bytes)
        with metrics.timed("admission", request.path), reviewing:
            return _json(admission.answer(request.path, request.get_data(cache=False), settings))

    for path in admission.PATHS:
        app.add_url_rule(path, view_func=review, methods=["POST"])

    @app.get("/healthz")
    @app.get("/readyz")
    def health() -> Response:
        return _text("ok", 200)

    @app.get("/metrics")
    def metrics_text() -> Response:
        return Response(metrics.exposition(), mimetype="text/plain; version=0.0.4")

    _tell_errors(app)
    return app


def _serve_decorators(app: Flask, settings: Settings, clock: Callable[[], datetime]) -> None:
    @app.post("/decorators/<kind>/customize")
    def customize_decoration(kind: str) -> Response:
        with metrics.timed(_known(kind), "customize"):
            return _json(decorators.customize(kind, request.get_data(cache=False)))

    @app.post("/decorators/<kind>/sync")
    def sync_decoration(kind: str) -> Response:
        with metrics.timed(_known(kind), "sync"):
            return _json(decorators.sync(kind, request.get_data(cache=False), settings, clock()))


def _tell_errors(app: Flask) -> None:
    app.register_error_handler(InvalidRequest, lambda error: _text(str(error), 400))
    app.register_error_handler(InvalidParent, lambda error: _text(str(error), 422))
    app.register_error_handler(NotOurs, lambda error: _later(str(error), 3600))
    app.register_error_handler(TooEarly, partial(_held, threading.BoundedSemaphore(HELD)))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


HELD = 16
"""Questions that may stay open at a time, far fewer than there are threads."""
LARGEST_REVIEW = 4 * 2**20
"""Bytes of a question of the API server: it stores no object above 1.5 MiB, and an update brings the old one too."""


def _refusal(access: Access, endpoint: str | None) -> Response | None:
    if endpoint is not None and endpoint not in access.endpoints:
        return _text("this address does not serve it", 404)
    if access.token is None or endpoint in OPEN_TO_ALL | WEBHOOKS:
        return None
    given, wanted = request.headers.get("Authorization", "").removeprefix("Bearer "), access.token()
    # An empty token would let everybody in who brings none.
    return None if wanted and hmac.compare_digest(given.encode(), wanted.encode()) else _text("a valid bearer token is needed", 401)


def _bodiless() -> Response | None:
    """Who posts says how much: a body in pieces could go on for ever, and nobody who calls us sends one."""
    return _text("a Content-Length is needed", 411) if "Transfer-Encoding" in request.headers else None


def _sync_answer(kind: str, body: bytes, settings: Settings, now: datetime, patience: Patience) -> bytes:
    before = compiled.uses()
    answer = patience.answer(parents.sync_response(kind, body, settings, now), now)
    metrics.count_cache(before, compiled.uses())
    metrics.count_answer(kind, answer)
    return parents.encoded(answer)


def _known(kind: str) -> str:
    """``kind`` as a label value; no caller can make new series."""
    return kind if kind in parents.PARENTS or kind in decorators.DECORATORS else "unknown"


def _json(body: bytes) -> Response:
    return Response(body, mimetype="application/json")


def _text(sentence: str, code: int) -> Response:
    return Response(sentence + "\n", code, mimetype="text/plain")


def _http_error(error: HTTPException) -> Response:
    return _text(f"{request.method} {request.path}: {error.description}", error.code or 500)


def _later(sentence: str, seconds: int) -> Response:
    """Metacontroller leaves everything as it is and asks again then, or when something changes."""
    response = _text(sentence, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _held(free: threading.BoundedSemaphore, error: TooEarly) -> Response:
    """Later, which is said only then: while a question is open, Metacontroller does not put it again with each object that changes."""
    if not free.acquire(blocking=False):
        return _later(str(error), math.ceil(error.seconds))
    try:
        time.sleep(error.seconds)
    finally:
        free.release()
    return _later(str(error), 0)


def _bug(error: Exception) -> Response:
    """The traceback goes to our log only: it may quote what must not reach an event."""
    name = uuid.uuid4().hex[:12]
    log.exception("unexpected error %s", name, extra={"error_id": name})
    return _text(f"unexpected {type(error).__name__}, see error {name} in the log of the hooks", 500)
