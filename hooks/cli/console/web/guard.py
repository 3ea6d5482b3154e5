"""Who may ask: a browser on this machine that was given our address, and none of its other pages.

A page of another site may send requests to 127.0.0.1, and may give this address a name of its own (DNS rebinding). So only our own name is answered to, and
what acts needs a form of our own page. Nothing that a page shows can run a script or reach another host.
"""

from flask import Flask, Response, abort, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # without one, a form's Origin would be "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guard(app: Flask) -> None:
    """Puts the checks before, and the headers behind, every answer of ``app``."""

    @app.before_request
    def allowed() -> None:
        port = request.environ.get("SERVER_PORT")
        if request.host not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            abort(421, "this console answers to 127.0.0.1 and localhost only")
        if request.method not in ("GET", "HEAD") and request.headers.get("Origin") != f"http://{request.host}":
            abort(403, "only the console's own pages may ask for that")

    @app.after_request
    def protected(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response
