"""Commands that the objects of a folder want to start on this machine: shown, and started once somebody has agreed.

What was agreed to is remembered by folder and command, so that the same folder is asked about once.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

Ask = Callable[[str, str], bool]
"""``ask(pod, command)``: whether a person agrees."""


class Commands:
    """The commands that may be started in a folder."""

    def __init__(self, folder: Path, remembered: Path, ask: Ask) -> None:
        """``remembered`` is the file that keeps answers."""
        self._folder, self._file, self._ask = folder, remembered, ask
        self._answers = dict.fromkeys(remembered.read_text().split(), True) if remembered.exists() else {}

    def may_start(self, pod: str, command: str) -> bool:
        """Whether somebody agreed, now or before."""
        key = hashlib.sha256(f"{self._folder}\0{command}".encode(errors="surrogateescape")).hexdigest()
        if key not in self._answers:
            self._answers[key] = self._ask(pod, command)
            if self._answers[key]:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("a") as file:
                    file.write(f"{key}\n")
        return self._answers[key]
