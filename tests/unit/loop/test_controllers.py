from pathlib import Path
from typing import Any

import pytest

from hooks.cli.manifests import folder
from hooks.loop.controllers import controllers
from tests.unit.loop.small import document

SHIPPED = Path(__file__).parents[3] / "compositecontrollers"


def test_the_controllers_that_are_shipped_can_be_played() -> None:
    found = controllers(document.manifest for document in folder([SHIPPED]).documents)
    kinds = {(controller.kind, controller.parent.kind) for controller in found if not controller.decorator}
    assert ("servicemonitor", "ServiceMonitor") in kinds
    assert all(kind == parent.lower() for kind, parent in kinds)
    assert [controller.parent.kind for controller in found if controller.decorator] == ["Namespace", "Service"]


def test_parents_that_own_little_come_first() -> None:
    names = [controller.kind for controller in controllers([document("prometheus", "prometheuses", ("secrets", "services")), document("probe", "probes", ())])]
    assert names == ["probe", "prometheus"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"generateSelector": False}, "generateSelector must be true", id="selector"),
        pytest.param({"hooks": {}}, "there is no sync hook", id="no-sync"),
        pytest.param({"hooks": {"sync": {"webhook": {"url": "http://h/k/sync"}}}}, "every hook needs version: v2", id="old-hooks"),
        pytest.param({"hooks": {"sync": {}, "finalize": {}}}, "a finalize hook would strand objects", id="finalize"),
        pytest.param({"childResources": [{"apiVersion": "v1", "resource": "secrets"}]}, "needs updateStrategy.method: InPlace", id="on-delete"),
        pytest.param({"parentResource": {"apiVersion": "v1", "resource": "gadgets"}}, 'there is no resource "gadgets" in v1', id="unknown-parent"),
    ],
)
def test_what_cannot_be_played_is_said(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        controllers([document("probe", "probes", ("secrets",), **change)])
