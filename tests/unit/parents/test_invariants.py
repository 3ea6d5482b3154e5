"""What holds for every parent, whatever it asks for: the cases of tests/cases, and what hypothesis makes of them."""

import base64
import hashlib
import json
import logging
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hooks import parents
from hooks.cli.cluster import CONTROLLERS
from hooks.cli.manifests import folder
from hooks.errors import InvalidParent, InvalidRequest
from hooks.loop.answers import customize_answer, sync_answer
from hooks.loop.controllers import Controller, controllers
from hooks.loop.merging import merged
from hooks.parents import dispatch
from hooks.settings import Settings
from tests.cases.requests import NOON, Case, case, folders
from tests.cases.views import refusal, unpacked

ROOT = Path(__file__).parents[3]
CASES = {f"{each.parent.name}/{each.name}": case(each) for each in folders()}
CONTROLLERS_BY_KIND: dict[str, Controller] = {each.kind: each for each in controllers(found.manifest for found in folder([CONTROLLERS]).documents)}
CANARY = "canary-4f1d"

answered = pytest.mark.parametrize("given", [pytest.param(each, id=name) for name, each in CASES.items() if not refusal(each)])
every_case = pytest.mark.parametrize("given", [pytest.param(each, id=name) for name, each in CASES.items()])


def outcome(given: Case, body: bytes) -> bytes:
    """The answer, or the sentence of a refusal."""
    try:
        return parents.sync(given.kind, body, given.settings, given.now)
    except InvalidParent as error:
        return str(error).encode()


def shuffled(value: Any, order: random.Random) -> Any:
    """The same maps in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name], order) for name in order.sample(list(value), len(value))}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


@every_case
def test_the_order_of_maps_and_of_related_objects_is_no_matter(given: Case) -> None:
    want, request = outcome(given, given.body()), json.loads(given.body())
    assert [outcome(given, msgspec.json.encode(shuffled(request, random.Random(seed)))) for seed in range(3)] == [want] * 3


def digests() -> str:
    """One line for all answers."""
    return hashlib.sha256(b"".join(outcome(each, each.body()) for each in CASES.values())).hexdigest()


def test_every_process_gives_the_same_bytes() -> None:
    code = "from tests.unit.parents.test_invariants import digests; print(digests())"
    answers = {
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True).stdout
        for seed in ("0", "1")
    }
    assert answers == {digests() + "\n"}


@answered
def test_a_request_is_not_changed(given: Case) -> None:
    hooks = parents.PARENTS[given.kind]
    request, chosen = dispatch.sync_request(given.kind, given.body()), repr(given.settings)
    before = msgspec.json.encode(request)
    hooks.response(request, given.settings, now=given.now)
    assert (msgspec.json.encode(request), repr(given.settings)) == (before, chosen)


@answered
def test_metacontroller_takes_the_answers(given: Case) -> None:
    customize_answer(parents.customize(given.kind, msgspec.json.encode({"parent": given.parent})))
    sync_answer(parents.sync(given.kind, given.body(), given.settings, given.now), CONTROLLERS_BY_KIND[given.kind], given.parent)


def applied(given: Case, answer: dict[str, Any]) -> Case:
    """The next request: children and status as they are after the answer; what lay under a child's name without being one is part of it."""
    live = {(child["kind"], child["metadata"]["name"]): child for child in (*given.related, *given.children)}
    children = (merged(live.get((child["kind"], child["metadata"]["name"]), {}), {}, child) for child in answer["children"])
    return msgspec.structs.replace(given, children=tuple(children), parent={**given.parent, "status": answer["status"]})


@answered
def test_once_applied_nothing_changes_any_more(given: Case) -> None:
    first = given.answer()
    second = applied(given, first).answer()
    assert second["children"] == first["children"]
    assert applied(given, second).answer() == second


SECRETS = [
    pytest.param(each, (group, index, key), id=f"{name}-{group}-{index}-{key}")
    for name, each in CASES.items()
    for group in ("related", "children")
    for index, found in enumerate(getattr(each, group))
    if found["kind"] == "Secret"
    for key in found.get("data", {})
]


def poisoned(given: Case, place: tuple[str, int, str], value: bytes) -> Case:
    """The case with another value in one of its Secrets."""
    group, index, key = place
    objects = list(getattr(given, group))
    objects[index] = {**objects[index], "data": {**objects[index]["data"], key: base64.b64encode(value).decode()}}
    return msgspec.structs.replace(given, **{group: tuple(objects)})


POISONS = [
    pytest.param(CANARY, id="a-word"),
    pytest.param(f"[{{ {CANARY}: {CANARY}", id="broken-yaml"),
    pytest.param(f"- {CANARY}: 1\n- job_name: {CANARY}\n", id="yaml-list"),
    pytest.param(f"{{route: {{receiver: {CANARY}}}, receivers: [{{name: a, webhook_configs: [{{url: '{CANARY}'}}]}}]}}", id="alertmanager-yaml"),
    pytest.param(f"-----BEGIN CERTIFICATE-----\n{CANARY}\n-----END CERTIFICATE-----\n", id="broken-pem"),
    pytest.param(f"\udcff{CANARY}\x00", id="binary"),
]


@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize(("given", "place"), SECRETS)
def test_what_a_secret_holds_is_found_in_secrets_only(given: Case, place: tuple[str, int, str], poison: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = poisoned(given, place, poison.encode(errors="surrogateescape"))
    text = outcome(wrong, wrong.body())
    public = text.decode() if not text.startswith(b"{") else "\n".join(seen_by_all(json.loads(text)))
    assert CANARY not in public + caplog.text


def seen_by_all(answer: dict[str, Any]) -> Iterator[str]:
    """What anybody can read who may not read Secrets."""
    yield json.dumps(answer["status"])
    for child in answer["children"]:
        yield json.dumps({field: value for field, value in child.items() if (child["kind"], field) != ("Secret", "data")})


def test_a_password_arrives_where_it_is_used() -> None:
    given = CASES["prometheus/remote-write-credentials"]
    wrong = poisoned(given, ("related", 0, "pw"), CANARY.encode())
    holders = [
        child["metadata"]["name"]
        for child in wrong.answer()["children"]
        if child["kind"] == "Secret" and any(CANARY in unpacked(key, value) for key, value in child["data"].items())
    ]
    assert holders == ["prometheus-main"]


scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=5) | st.sampled_from(["1m", "{}", "(", "0"])
anything = st.recursive(scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=4), below, max_size=3), max_leaves=6)
kinds = st.sampled_from(sorted(parents.PARENTS))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something can be replaced."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, below in items:
        yield from places(below, (*path, name))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """``value`` with ``new`` at ``path``."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Case, dict[str, Any]]:
    """A case, and its request with a few values of the parent or of the objects of our own kinds replaced by anything."""
    given = draw(st.sampled_from(list(CASES.values())))
    request = json.loads(given.body())
    for _ in range(draw(st.integers(1, 3))):
        objects = [("parent",), *(("related", group, key) for group, found in request["related"].items() if "monitoring" in group for key in found)]
        root = draw(st.sampled_from(objects))
        value = request
        for name in root:
            value = value[name] if isinstance(value, dict) else {}
        spec = value.get("spec") if isinstance(value, dict) else None
        below = [*places(spec, ("spec",))] if root != ("parent",) else [*places(value)]
        path = draw(st.sampled_from(below))
        request = replaced(request, (*root, *path), draw(anything)) if isinstance(value, dict) and (root == ("parent",) or "spec" in value) else request
    return given, request


@given(kinds, anything, st.sampled_from(["parent", "body"]))
@settings(max_examples=150, deadline=None)
def test_anything_as_a_parent_is_an_answer_or_a_refusal(kind: str, value: Any, where: str) -> None:
    body = msgspec.json.encode({"parent": value} if where == "parent" else value, enc_hook=str)
    for ask in (lambda: customize_answer(parents.customize(kind, body)), lambda: parents.sync(kind, body, Settings(), NOON)):
        with suppress(InvalidParent, InvalidRequest):
            ask()


@given(damaged())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_damaged_objects_are_an_answer_or_a_refusal(found: tuple[Case, dict[str, Any]]) -> None:
    before, request = found
    with suppress(InvalidParent, InvalidRequest):
        customize_answer(parents.customize(before.kind, msgspec.json.encode({"parent": request["parent"]})))
        body = parents.sync(before.kind, msgspec.json.encode(request), before.settings, before.now)
        if request["parent"]["metadata"] == before.parent["metadata"]:
            sync_answer(body, CONTROLLERS_BY_KIND[before.kind], before.parent)
