"""Argo CD's Lua and Flux's CEL say of an object what its status says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cel
import lupa.lua51  # type: ignore[import-untyped]  # it has no types
import pytest
import yaml

from hooks.kinds.registry import KINDS

FOLDER = Path(__file__).parents[2] / "deploy" / "gitops"
ARGO: Mapping[str, str] = yaml.safe_load((FOLDER / "argocd-health.yaml").read_text("utf-8"))["data"]
FLUX = {each["kind"]: each for each in yaml.safe_load((FOLDER / "flux-health.yaml").read_text("utf-8"))["healthCheckExprs"]}
FLUX_ORDER = {"inProgress": "Progressing", "failed": "Degraded", "current": "Healthy"}


def condition(kind: str, status: str = "True", generation: int = 3, reason: str = "") -> dict[str, Any]:
    return {"type": kind, "status": status, "observedGeneration": generation, "reason": reason, "message": ""}


def workload(**statuses: str) -> dict[str, Any]:
    return {"conditions": [condition(kind, said) for kind, said in {"Available": "True", "Reconciled": "True", **statuses}.items()]}


WORKLOAD = [
    pytest.param({}, "Progressing", id="nobody-has-looked"),
    pytest.param({"conditions": [condition("Reconciled", generation=2)]}, "Progressing", id="an-older-generation"),
    pytest.param(workload(), "Healthy", id="well"),
    pytest.param({"conditions": [condition("Available"), condition("Reconciled", "False", 3, "InvalidConfiguration")]}, "Degraded", id="refused"),
    pytest.param({"conditions": [condition("Available"), condition("Reconciled", "False", 3, "RollingOut")]}, "Progressing", id="rolling-out"),
    pytest.param(workload(Available="False"), "Progressing", id="no-pods"),
    pytest.param(workload(ConfigurationComplete="False"), "Healthy", id="others-are-left-out"),
]
CONFIGURATION = [
    pytest.param({}, "Progressing", id="nobody-has-looked"),
    pytest.param({"conditions": [condition("Accepted", generation=2)]}, "Progressing", id="an-older-generation"),
    pytest.param({"conditions": [condition("Accepted")]}, "Healthy", id="accepted"),
    pytest.param({"conditions": [condition("Accepted", "Unknown")]}, "Healthy", id="not-ours"),
    pytest.param({"conditions": [condition("Accepted", "False")]}, "Degraded", id="refused"),
]


def argo(kind: str, status: Mapping[str, Any]) -> str:
    lua = lupa.lua51.LuaRuntime()
    script = lua.eval(f"function(obj) {ARGO[f'resource.customizations.health.monitoring.coreos.com_{kind}']} end")
    return str(script(lua.table_from({"metadata": {"generation": 3}, "status": status}, recursive=True))["status"])


def flux(kind: str, status: Mapping[str, Any]) -> str:
    """Flux asks in this order; where nothing applies the object is in progress."""
    asked = {"metadata": {"generation": 3}, "status": status}
    return next((said for field, said in FLUX_ORDER.items() if cel.evaluate(FLUX[kind][field], asked)), "Progressing")


def test_all_ten_kinds_are_known_to_both() -> None:
    assert {key.rpartition("_")[2] for key in ARGO} == KINDS.keys()
    assert {kind: each["apiVersion"] for kind, each in FLUX.items()} == {kind: info.api_version for kind, info in KINDS.items()}


@pytest.mark.parametrize("kind", [kind for kind, info in KINDS.items() if info.has_workload])
@pytest.mark.parametrize(("status", "health"), WORKLOAD)
def test_a_workload(kind: str, status: dict[str, Any], health: str) -> None:
    assert (argo(kind, status), flux(kind, status)) == (health, health)


@pytest.mark.parametrize("kind", [kind for kind, info in KINDS.items() if not info.has_workload])
@pytest.mark.parametrize(("status", "health"), CONFIGURATION)
def test_a_configuration_object(kind: str, status: dict[str, Any], health: str) -> None:
    assert (argo(kind, status), flux(kind, status)) == (health, health)


def test_argo_shows_that_changes_are_held_back() -> None:
    assert argo("Prometheus", {**workload(), "paused": True}) == "Suspended"
