"""A network of a test's own: a namespace with addresses that this machine reaches through a pair of virtual interfaces. Nothing else is changed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class NoNetwork(Exception):
    """This machine does not let us make one; the text is why."""


class Network(NamedTuple):
    """A network namespace; ``address(1)`` is this machine, all others are inside."""

    name: str
    number: int

    @property
    def prefix(self) -> tuple[str, ...]:
        """The command that starts another one inside."""
        return ("ip", "netns", "exec", self.name)

    def address(self, host: int) -> str:
        """An address of a range that is set aside for tests of networks (RFC 2544)."""
        return f"198.18.{self.number}.{host}"


@contextmanager
def network(hosts: int) -> Iterator[Network]:
    """A namespace with the addresses 2 … ``hosts``. NoNetwork: not allowed, or no ``ip``."""
    made = Network(f"promhooks-{os.getpid()}", os.getpid() % 250)
    outside, inside = f"ph{os.getpid()}o", f"ph{os.getpid()}i"
    _ip("netns", "add", made.name)
    try:
        _ip("link", "add", outside, "type", "veth", "peer", "name", inside)
        _ip("link", "set", inside, "netns", made.name)
        _ip("address", "add", f"{made.address(1)}/24", "dev", outside)
        _ip("link", "set", outside, "up")
        for host in range(2, hosts + 1):
            _ip("-n", made.name, "address", "add", f"{made.address(host)}/24", "dev", inside)
        for interface in ("lo", inside):
            _ip("-n", made.name, "link", "set", interface, "up")
        yield made
    finally:
        _ip("netns", "delete", made.name)  # and with it the pair


def _ip(*arguments: str) -> None:
    try:
        subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise NoNetwork("there is no program ip") from None
    except subprocess.CalledProcessError as error:
        raise NoNetwork(f"ip {' '.join(arguments)}: {error.stderr.strip()}") from None
