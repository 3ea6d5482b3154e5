"""The image installs what requirements.txt says, and each file of it is known by its hash."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    return {name.lower().replace("_", "-"): version for name, version in _PIN.findall((ROOT / file).read_text(encoding="utf-8"))}


def test_the_lock_has_every_requirement_at_its_version() -> None:
    locked = pins("requirements.lock")
    assert {name: locked.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")


def test_everything_that_is_locked_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[A-Za-z])", text.partition("\n")[2]):
        assert "--hash=sha256:" in entry, entry


def test_the_image_installs_the_lock_and_listens_on_the_loopback_alone() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert 'CMD ["serve"]' in text
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for copied in re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE):
        assert copied.rstrip("/").partition("/")[0] not in ignored, f"{copied} is not sent to the build"
