"""Every custom resource of the conformance corpus goes through the types and comes out as it was. Needs ``../shared/conformance`` beside the repository."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hooks.kinds.registry import KINDS

CASES = Path(__file__).parents[4] / "shared/conformance/cases"
Sample = tuple[str, dict[str, Any]]

pytestmark = pytest.mark.skipif(not CASES.exists(), reason=f"no conformance corpus in {CASES}")


def custom_resources(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a kind and version of ours, at any depth."""
    if isinstance(value, dict):
        info = KINDS.get(value.get("kind", ""))
        if info and value.get("apiVersion") == info.api_version:
            yield value
        else:
            for part in value.values():
                yield from custom_resources(part)
    elif isinstance(value, list):
        for part in value:
            yield from custom_resources(part)


def without_empty_parts(value: Any) -> Any:
    """Lists that are empty and values that are null left out: for Kubernetes they are absent."""
    if isinstance(value, dict):
        return {name: without_empty_parts(part) for name, part in value.items() if part is not None and part != []}
    return [without_empty_parts(part) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    files = sorted(CASES.glob("*/*.json"))
    return [(f"{path.parent.name}/{path.name}", found) for path in files for found in custom_resources(json.loads(path.read_bytes())["inputs"])]


def test_decoding_and_encoding_gives_the_same_object(samples: list[Sample]) -> None:
    changed = []
    for name, sample in samples:
        decoded = msgspec.json.decode(json.dumps(sample), type=KINDS[sample["kind"]].type)
        if without_empty_parts(msgspec.json.decode(msgspec.json.encode(decoded))) != without_empty_parts(sample):
            changed.append(name)
    assert len(samples) > 1000
    assert changed == []


def test_decoding_takes_at_most_half_as_long_again_as_plain_json(samples: list[Sample]) -> None:
    messages = [(msgspec.json.Decoder(KINDS[sample["kind"]].type), json.dumps(sample).encode()) for _, sample in samples]
    plain = msgspec.json.Decoder()
    typed_time, plain_time = seconds(lambda: [decoder.decode(raw) for decoder, raw in messages], lambda: [plain.decode(raw) for _, raw in messages])
    assert typed_time <= 1.5 * plain_time


def seconds(*acts: Callable[[], object]) -> list[float]:
    """The shortest processor time of each act. They take turns, because whatever else runs on the machine disturbs them."""
    rounds = [[processor_time(act) for act in acts] for _ in range(25)]
    return [min(times) for times in zip(*rounds, strict=True)]


def processor_time(act: Callable[[], object]) -> float:
    """The seconds that one run takes."""
    start = time.process_time()
    act()
    return time.process_time() - start
