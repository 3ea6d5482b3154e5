"""Programs that run somewhere, asked for what they have loaded."""

from typing import Any

import click

from hooks.cli.routing import Route, tree

_SECONDS = 10.0


def asked(url: str, path: str) -> Any:
    """What the Prometheus at ``url`` says at a path of its API; a sentence where it does not answer."""
    try:
        return _json(f"{url.rstrip('/')}/api/v1/{path}", url)["data"]
    except (KeyError, TypeError):
        raise click.ClickException(f"{url}: this is no Prometheus") from None


def running_tree(url: str) -> Route:
    """The routes of the Alertmanager at ``url``."""
    try:
        found = tree(_json(f"{url.rstrip('/')}/api/v2/status", url)["config"]["original"])
    except (KeyError, TypeError):
        found = None
    if found is None:
        raise click.ClickException(f"{url}: this is no Alertmanager")
    return found


def _json(address: str, url: str) -> Any:
    import httpx2  # noqa: PLC0415  # who asks nobody does not wait for it

    try:
        return httpx2.get(address, timeout=_SECONDS).raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        raise click.ClickException(f"{url}: {error or type(error).__name__}") from None
