"""Free ports on 127.0.0.1."""

import socket
from collections.abc import Collection, Iterable

from hooks.cli.local.objects import LOOPBACK


class Ports:
    """Gives each (pod's key, container port) a port of this machine and remembers it."""

    def __init__(self) -> None:
        """No port is given yet."""
        self.given: dict[tuple[str, int], int] = {}

    def keep(self, wanted: Iterable[tuple[str, int]]) -> None:
        """Exactly the wanted ones have a port: the container port's own number where it is free, else one of the next, else any."""
        keys = list(wanted)
        self.given = {key: port for key, port in self.given.items() if key in keys}
        for key in keys:
            if key not in self.given:
                self.given[key] = free_port(key[1], taken=set(self.given.values()))

    def are_free(self, pod: str) -> bool:
        """Whether nobody listens on any port of a pod."""
        return all(is_free(port) for (key, _), port in self.given.items() if key == pod)

    def release(self, pods: Collection[str]) -> None:
        """Forgets the ports of some pods."""
        self.given = {key: port for key, port in self.given.items() if key[0] not in pods}


def free_port(preferred: int, taken: Iterable[int] = ()) -> int:
    """``preferred``, or one of the twenty after it, or any port that nobody listens on."""
    nearby = (port for port in range(preferred, min(preferred + 20, 65536)) if port > 1023)
    return next((port for port in nearby if port not in taken and is_free(port)), None) or _any_port()


def is_free(port: int) -> bool:
    """Whether nobody listens on the port, neither on 127.0.0.1 nor on all addresses."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
