"""Sync requests with odd values anywhere, related objects and children included: an answer or a refusal, soon, and no shared Service that goes."""

import base64
import json
import time
from random import Random
from typing import Any

from hooks import parents
from hooks.cli.validation import problems
from hooks.errors import InvalidParent, InvalidRequest, NotOurs, TooEarly
from hooks.settings import Settings
from tests.cases.requests import NOON, Case, case, folders
from tests.cases.views import refusal
from tests.fuzz import nasty, rounds

CASES = [found for found in map(case, folders()) if not refusal(found)]
ODD: tuple[Any, ...] = (None, True, 0, -1, 2**63, 1.5, "", [], {}, [None], {"": None}, [[[[]]]], "9" * 5000, *nasty.TEXTS, *nasty.NUMBERS)
SECONDS = 5.0
"""What Metacontroller's users grant by default is 10."""


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for name, below in items for deeper in places(below, (*path, name)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def services(answer: bytes) -> set[str]:
    return {child["metadata"]["name"] for child in json.loads(answer)["children"] if child["kind"] == "Service"}


def bows_out(sibling: Any) -> bool:
    """Leaves the Service to others for a reason of its own, which damage would take away."""
    return bool(problems(sibling)) or not {"serviceName", "mode"}.isdisjoint(sibling.get("spec") or {})


def asked(given: Case, request: Any) -> bytes:
    try:
        return parents.sync(given.kind, json.dumps(request).encode(), Settings(), NOON)
    except (InvalidParent, InvalidRequest, NotOurs, TooEarly):
        return b""


def free(path: tuple[Any, ...]) -> bool:
    """Whether its writer may put anything there: into a spec or status of ours, as far as nobody knows which schema let it in; else into maps of texts."""
    ours = "monitoring" in path[1] and path[3:4] in {("spec",), ("status",)}
    return path[0] == "parent" or ours or any(name in path[3:-1] for name in ("annotations", "labels", "data"))


def mutated(random: Random, request: Any, *roots: str) -> Any:
    for _ in range(random.choice((1, 1, 2, 5))):
        chosen = random.choice([path for path in places(request) if len(path) > 1 and path[0] in roots and free(path)] or [("related",)])
        request = changed(request, chosen, odd(random, chosen)) if len(chosen) > 1 else request
    return request


def odd(random: Random, path: tuple[Any, ...]) -> Any:
    """Anything in our own kinds; a text elsewhere, in base64 where the API server sees to that."""
    if path[0] == "parent" or path[3] in {"spec", "status"}:
        return random.choice(ODD)
    text = random.choice(nasty.TEXTS)
    return base64.b64encode(text.encode()).decode() if "data" in path[3:] and path[1].startswith("Secret") else text


def test_a_damaged_request_is_an_answer_or_a_refusal() -> None:
    for random in rounds("requests", 2400):
        given = random.choice(CASES)
        request, start = mutated(random, json.loads(given.body()), "parent", "related", "children"), time.process_time()
        asked(given, request)
        assert time.process_time() - start < SECONDS, request


def test_no_damaged_sibling_orders_a_shared_service_away() -> None:
    """An answer with fewer children is an order to delete: what somebody else wrote must not give it."""
    for random in rounds("siblings", 1200):
        given = random.choice(CASES)
        request = json.loads(given.body())
        request["related"] = {group: {key: each for key, each in found.items() if not bows_out(each)} for group, found in request["related"].items()}
        before, after = asked(given, request), asked(given, mutated(random, request, "related"))
        # What cannot be served gets the children that are observed, and these requests have none.
        served = before and after and b"InvalidConfiguration" not in after
        assert not served or services(before) <= services(after), request["related"]
