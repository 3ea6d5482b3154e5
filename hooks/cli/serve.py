"""``promhooks serve``: the hooks for Metacontroller, in lanes.

The workloads (Prometheus, PrometheusAgent, Alertmanager, ThanosRuler) answer for seconds where a configuration object takes a millisecond, so they have an
address and one process of their own, whose memory of compiled objects is there once and always warm. With an address of their own, the metrics are served
in plain HTTP by a small server: TLS is for the hooks, whose bodies hold Secrets, and a probe must not wait for them. The webhooks have an address with a
certificate of their own too, as the API server calls them from outside of the Pod. All processes count into one folder of prometheus_client's multi-process
mode.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from hooks.settings import FLAGS

if TYPE_CHECKING:
    from hooks.cli.lanes import Lane

F = TypeVar("F", bound=Callable[..., Any])


class Server(msgspec.Struct, frozen=True):
    """The options that are no settings of the hooks."""

    bind: str
    workloads_bind: str
    webhooks_bind: str | None
    webhooks_tls: Path | None
    metrics_bind: str | None
    workers: int
    tls_cert: Path | None
    tls_key: Path | None
    token_file: Path | None


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _address(_context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.rpartition(":")[2].isdecimal():
        raise click.BadParameter("write it like 127.0.0.1:8080", param=parameter)
    return value


def _settings(command: F) -> F:
    """prometheus-operator's flags. One without a value is ``true``, as in Go."""
    for name, (field, *member) in reversed([*FLAGS.items()]):
        target = f"PROMHOOKS_{field.upper()}" + (f", {member[0]}" if member else "")
        command = click.option(f"--{name}", metavar="VALUE", is_flag=False, flag_value="true", help=f"As in prometheus-operator; sets {target}.")(command)
    return command


@click.command()
@click.option(
    "--bind",
    default="127.0.0.1:8080",
    show_default=True,
    callback=_address,
    help="Address of the hooks of configuration objects and the decorators. Requests hold Secrets: without TLS, stay on the loopback.",
)
@click.option(
    "--workloads-bind", default="127.0.0.1:8082", show_default=True, callback=_address, help="Address of the hooks of workloads, which one process answers."
)
@click.option("--webhooks-bind", callback=_address, help="Address of the webhooks, which the API server calls: admission and conversion; with --webhooks-tls.")
@click.option("--webhooks-tls", type=FOLDER, help="Folder with tls.crt and tls.key for the webhooks, read again for each connection.")
@click.option("--metrics-bind", callback=_address, help="Address for /metrics, /healthz and /readyz alone, without TLS.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(min=1), help="Processes for what is not a workload.")
@click.option("--tls-cert", type=FILE, help="Certificate; with --tls-key.")
@click.option("--tls-key", type=FILE, help="Private key of the certificate.")
@click.option("--token-file", type=FILE, help="Every hook call must bring the bearer token in this file, which may change.")
@_settings
def command(**given: Any) -> None:
    """Serve the hooks to Metacontroller. Settings come from PROMHOOKS_… variables, or from the flags that prometheus-operator has for them, which win.

    \b
    Examples:
      promhooks serve --bind 127.0.0.1:8080
      promhooks serve --namespaces=team-a,team-b
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    flags = Server(**{name: given[name] for name in Server.__struct_fields__})
    if (flags.tls_cert is None) != (flags.tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    if (flags.webhooks_bind is None) != (flags.webhooks_tls is None):
        raise click.UsageError("--webhooks-bind and --webhooks-tls belong together")
    if flags.token_file and not _token(flags.token_file)():
        raise click.UsageError(f"{flags.token_file} is empty: it has to hold the token that every hook call brings")
    with _shared_metrics():
        from hooks.cli.cluster import settings  # noqa: PLC0415  # not before the metrics know that they are shared
        from hooks.cli.lanes import run  # noqa: PLC0415  # the same

        chosen = settings({name: value for name in FLAGS if (value := given[name.replace("-", "_")]) is not None})
        code = run(_lanes(flags), chosen)
    raise SystemExit(code)


@contextmanager
def _shared_metrics() -> Iterator[None]:
    """A folder into which all processes count. prometheus_client reads where it is when it is first imported, so what counts is imported within only."""
    with tempfile.TemporaryDirectory(prefix="promhooks-metrics-") as shared:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
        try:
            yield
        finally:
            del os.environ["PROMETHEUS_MULTIPROC_DIR"]


def _lanes(flags: Server) -> "list[Lane]":
    from hooks.app import HOOKS, OPEN_TO_ALL, WEBHOOKS, Access  # noqa: PLC0415  # not before the metrics know that they are shared
    from hooks.cli.lanes import Lane  # noqa: PLC0415  # the same

    hooks = Access(token=_token(flags.token_file), endpoints=HOOKS)
    lanes = [
        Lane(flags.bind, hooks, flags.workers, _pair(flags.tls_cert, flags.tls_key)),
        Lane(flags.workloads_bind, hooks, tls=_pair(flags.tls_cert, flags.tls_key)),
    ]
    if flags.webhooks_bind and flags.webhooks_tls:
        lanes.append(Lane(flags.webhooks_bind, Access(endpoints=WEBHOOKS), tls=_pair(flags.webhooks_tls / "tls.crt", flags.webhooks_tls / "tls.key")))
    if flags.metrics_bind:
        # The last to listen: who reaches it reaches the others.
        lanes.append(Lane(flags.metrics_bind, Access(endpoints=OPEN_TO_ALL)))
    return lanes


def _pair(certificate: Path | None, key: Path | None) -> dict[str, str]:
    return {"certfile": str(certificate), "keyfile": str(key)} if certificate else {}


def _token(file: Path | None) -> Any:
    return (lambda: file.read_text(encoding="utf-8").strip()) if file else None
