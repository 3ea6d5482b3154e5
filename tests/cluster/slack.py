"""``python -m tests.cluster.slack FILE``: Slack's stand-in where Alertmanager's configuration expects it; a line of JSON for each message."""

import signal
import sys
from pathlib import Path

import msgspec

from hooks.cli.local.slack import Message, Slack


def main(file: Path) -> None:
    def written(message: Message) -> None:
        with file.open("ab") as output:
            output.write(msgspec.json.encode(message) + b"\n")

    Slack(written)
    signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
