"""The border of a run: nothing outside of its own folder is written or removed, whatever the objects say."""

from pathlib import Path


class Outside(Exception):
    """A path that would leave the folder of the run."""


def inside(folder: Path, path: Path) -> Path:
    """``path``, which lies below ``folder`` also when every link on the way is followed. Outside where it does not."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Outside(f"{path.name or path} would be written outside of the folder of this run")
    return path
