"""The routes of the console."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import msgspec
from flask import Flask, Response, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Redirect

from hooks.cli.console.board import Board
from hooks.cli.console.details import details
from hooks.cli.console.graph.model import Column, State
from hooks.cli.console.plot import LARGE, SMALL, plot
from hooks.cli.console.progress import STAGES, Progress, crossing, progress
from hooks.cli.console.query import RANGES, Range, answered, metrics, past
from hooks.cli.console.snapshot import Running
from hooks.cli.console.timeline import blocks
from hooks.cli.console.web import formatting
from hooks.cli.console.web.current import Current, Picture
from hooks.cli.console.web.guard import guard

UNFOLDED = 12
"""Nodes that a column shows without being asked."""
GROUPS = 25
"""Namespaces of a column that are listed on the first page."""
MOST = 200
"""Nodes and findings of one list that are shown; more are counted."""
_PLOTTED = 6
"""Alerts whose expression is drawn at once."""
_EMPTY = {
    Column.WORKLOADS: "no Prometheus, PrometheusAgent or ThanosRuler",
    Column.MONITORS: "no monitor",
    Column.SERVICES: "no Service that somebody looks at",
    Column.SLICES: "no endpoints",
    Column.TARGETS: "no target is known; promhooks run starts a Prometheus that finds them",
    Column.RULES: "no PrometheusRule",
    Column.ALERTS: "no alert",
    Column.ROUTES: "no Alertmanager",
    Column.RECEIVERS: "no receiver",
}
_ALIVE = 15.0
"""Seconds after which a quiet stream says that it is still there."""
_PAUSE = 1.0
"""Seconds between two refreshes of a page."""


Told = Callable[[str, str], None]
"""``told(application, sentence)``: hears what was asked of an application."""


def create_app(board: Board, told: Told) -> Flask:
    """The WSGI application; ``board`` holds what is shown."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(State=State, Column=Column, UNFOLDED=UNFOLDED, GROUPS=GROUPS, MOST=MOST, stages=STAGES, ranges=RANGES, empty=_EMPTY)
    formatting.register(app.jinja_env)
    guard(app)
    current = Current(board)
    _pages(app, current)
    _lists(app, current)
    _live(app, current, told)
    return app


def _page(template: str, picture: Picture, **values: Any) -> str:
    findings = sum(len(node.findings) for node in picture.graph.nodes.values()) + len(picture.snapshot.unread)
    return render_template(template, picture=picture, snapshot=picture.snapshot, graph=picture.graph, findings_count=findings, **values)


def _pages(app: Flask, current: Current) -> None:
    @app.get("/")
    def home() -> str:
        picture = current.picture
        alerts = progress(picture.graph, picture.snapshot)
        watched = {each.node.id: _watched(picture, each, SMALL) for each in alerts[:_PLOTTED]}
        return _page("graph.html", picture, alerts=alerts, watched=watched, actions=[each for each in picture.snapshot.running if each.actions])

    @app.get("/columns/<column>")
    def column(column: str) -> str:
        return _page("column.html", current.picture, column=_column(column))

    @app.get("/columns/<column>/<namespace>")
    def group(column: str, namespace: str) -> str:
        """``-`` stands for what has no namespace."""
        picture = current.picture
        found = next((each for each in picture.graph.groups[_column(column)] if (each.namespace or "-") == namespace), None)
        return _page("group.html", picture, group=found) if found else abort(404, "there is no such group now")

    @app.get("/nodes/<path:node_id>")
    def node(node_id: str) -> str:
        picture = current.picture
        found = picture.graph.nodes.get(node_id)
        if found is None:
            abort(404, "there is no such thing now")
        watched = next((_watched(picture, each, LARGE) for each in progress(picture.graph, picture.snapshot) if each.node is found), None)
        return _page("node.html", picture, details=details(picture.snapshot.world, picture.graph, found), watched=watched)

    @app.get("/search")
    def search() -> str:
        picture, words = current.picture, request.args.get("q", "")
        return _page("search.html", picture, words=words, found=picture.graph.found(words))


def _lists(app: Flask, current: Current) -> None:
    @app.get("/findings")
    def findings() -> str:
        picture = current.picture
        return _page("findings.html", picture, nodes=[node for node in picture.graph.nodes.values() if node.findings])

    @app.get("/timeline")
    def timeline() -> str:
        picture = current.picture
        return _page("timeline.html", picture, blocks=blocks(picture.snapshot), plan=current.plan)

    @app.get("/messages")
    def messages() -> str:
        return _page("messages.html", current.picture)

    @app.get("/query")
    def query() -> str:
        picture, expression = current.picture, request.args.get("expr", "").strip()
        servers = list(picture.snapshot.of("prometheus"))
        chosen = next((each for each in servers if each.pod == request.args.get("pod")), servers[0] if servers else None)
        span = Range.named(request.args.get("range", ""))
        answer = answered(chosen.url, expression, span) if chosen and expression else None
        suggestions = ["up", *(each.node.expression for each in progress(picture.graph, picture.snapshot))][:_PLOTTED]
        asked = {"expression": expression, "servers": servers, "chosen": chosen, "span": span, "suggestions": suggestions}
        names = metrics(chosen.url) if chosen else ()
        return _page("query.html", picture, **asked, metrics=names, answer=answer, drawing=plot(answer.past) if answer else "")


def _live(app: Flask, current: Current, told: Told) -> None:
    @app.get("/events")
    def events() -> Response:
        return Response(_changes(current.board), mimetype="text/event-stream")

    @app.post("/actions/<namespace>/<name>/<action>")
    def act(namespace: str, name: str, action: str) -> Redirect:
        pod = f"{namespace}/{name}"
        found = next((each for each in current.picture.snapshot.running if each.pod == pod and action in each.actions), None)
        if found is None:
            abort(404, "there is no such action")
        told(name, f"is asked: {action}")
        _post(found, action)
        return redirect(url_for("home"), 303)


def _changes(board: Board) -> Iterator[str]:
    """A line per change, at most one a second; a comment now and then, by which a closed page is noticed."""
    seen = board.now[0]
    yield f"retry: 1000\ndata: {seen}\n\n"
    while True:
        number = board.newer(seen, _ALIVE)
        yield f"data: {number}\n\n" if number != seen else ": still here\n\n"
        seen = number
        time.sleep(_PAUSE)


def _post(running: Running, action: str) -> None:
    try:
        urlopen(Request(f"{running.url}/{action}", method="POST"), timeout=5).close()  # noqa: S310 the URL is one of our own processes
    except URLError as error:
        abort(502, f"{running.pod} did not answer: {error.reason}")


class _Watched(msgspec.Struct, frozen=True):
    """What an alert watches: a drawing, and when it crosses its limit at the pace of now (seconds since 1970; 0: not soon)."""

    plot: Markup
    crossing: float = 0.0


def _watched(picture: Picture, alert: Progress, size: tuple[int, int]) -> _Watched:
    """As the first Prometheus has it."""
    server = next(iter(picture.snapshot.of("prometheus")), None)
    expression, limit = alert.watched
    series = past(server.url, expression, RANGES["15m"]) if server and expression else ()
    alone = len(series) == 1 and limit is not None
    return _Watched(plot(series, limit, size), crossing(series[0].points, limit) if alone and limit is not None else 0.0)


def _column(name: str) -> Column:
    return Column[name] if name in Column.__members__ else abort(404, "there is no such column")
