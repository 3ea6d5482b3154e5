"""``promhooks serve``: the hooks for Metacontroller, under gunicorn.

With a port of its own, the metrics are served in plain HTTP by a second, small gunicorn: TLS is for the hooks, whose bodies hold Secrets, and a probe
must not wait for them. All processes count into one folder of prometheus_client's multi-process mode.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from hooks.cli.cluster import settings
from hooks.cli.logs import LOGGING
from hooks.settings import Settings

if TYPE_CHECKING:
    from hooks.app import Access

TIMEOUT = 120
"""Seconds after which a worker that does not answer is replaced; the longest hook timeout of the controllers is 60."""
THREADS = 64
"""A thread waits for its request to arrive, so slow clients must be outnumbered; only one request at a time is computed."""
KEEPALIVE = 120
"""Seconds; longer than the 90 after which Metacontroller closes an idle connection, as a request on one that is just being closed would be lost."""


class Flags(msgspec.Struct, frozen=True):
    """The options of the command."""

    bind: str
    metrics_bind: str | None
    workers: int
    tls_cert: Path | None
    tls_key: Path | None
    token_file: Path | None


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--bind", default="127.0.0.1:8080", show_default=True, help="Address of the hooks. Requests hold Secrets: without TLS, stay on the loopback.")
@click.option("--metrics-bind", help="Address for /metrics, /healthz and /readyz alone, without TLS.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(min=1), help="Processes; each answers one large request at a time.")
@click.option("--tls-cert", type=FILE, help="Certificate; with --tls-key.")
@click.option("--tls-key", type=FILE, help="Private key of the certificate.")
@click.option("--token-file", type=FILE, help="Every hook call must bring the bearer token in this file, which may change.")
def command(**given: Any) -> None:
    """Serve the hooks to Metacontroller. Settings come from PROMHOOKS_… variables."""
    flags = Flags(**given)
    if (flags.tls_cert is None) != (flags.tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    chosen = settings()
    shared = Path(tempfile.mkdtemp(prefix="promhooks-metrics-"))
    # Read by prometheus_client when it is first imported, which the application does.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(shared)
    tls = {"certfile": str(flags.tls_cert), "keyfile": str(flags.tls_key)} if flags.tls_cert else {}
    metrics = _metrics_process(flags.metrics_bind, chosen) if flags.metrics_bind else None
    _serve(chosen, _access(flags.token_file), {**tls, "bind": flags.bind, "workers": flags.workers, "on_exit": lambda _server: _end(metrics, shared)})


def _access(token_file: Path | None) -> "Access":
    from hooks.app import Access  # noqa: PLC0415  # not before the metrics know that they are shared

    return Access(token=(lambda: token_file.read_text(encoding="utf-8").strip()) if token_file else None)


def _metrics_process(bind: str, chosen: Settings) -> int:
    """The process id of a server that knows no hooks; it ends with this process."""
    child = os.fork()
    if child:
        return child
    from hooks.app import Access  # noqa: PLC0415  # not before the metrics know that they are shared

    port = int(bind.rpartition(":")[2])
    _serve(chosen, Access(metrics_port=port), {"bind": bind, "workers": 1})
    raise SystemExit(0)


def _end(metrics: int | None, shared: Path) -> None:
    if metrics:
        with suppress(ProcessLookupError):  # a signal to the whole group ends both at once
            os.kill(metrics, signal.SIGTERM)
    shutil.rmtree(shared, ignore_errors=True)


def _serve(chosen: Settings, access: "Access", options: Mapping[str, Any]) -> None:
    """Runs gunicorn until it is told to end. The application is loaded once, before the workers are forked."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # noqa: PLC0415  # it has no types, and is imported only when it serves

    from hooks.app import create_app  # noqa: PLC0415  # the same
    from hooks.cli.worker import Worker  # noqa: PLC0415  # the same

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            common = {
                "worker_class": Worker,
                "threads": THREADS,
                "timeout": TIMEOUT,
                "keepalive": KEEPALIVE,
                "preload_app": True,
                "proc_name": "promhooks",
                "logconfig_dict": LOGGING,
                # It would need a writable home.
                "control_socket_disable": True,
            }
            for name, value in {**common, **options}.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app(chosen, access)

    Server().run()
