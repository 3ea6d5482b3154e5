import msgspec
import pytest

from hooks.kinds.selectors import LabelSelector
from hooks.selection.labels import in_namespaces, matches

LABELS = {"app": "web", "tier": "front"}


@pytest.mark.parametrize(
    ("selector", "selected"),
    [
        pytest.param(None, False, id="nil-selects-nothing"),
        pytest.param({}, True, id="empty-selects-everything"),
        pytest.param({"matchLabels": {"app": "web"}}, True, id="label"),
        pytest.param({"matchLabels": {"app": "api"}}, False, id="other-value"),
        pytest.param({"matchLabels": {"app": "web", "zone": "a"}}, False, id="all-must-hold"),
        pytest.param({"matchExpressions": [{"key": "app", "operator": "In", "values": ["api", "web"]}]}, True, id="in"),
        pytest.param({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}, False, id="in-absent"),
        pytest.param({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}, False, id="not-in"),
        pytest.param({"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": ["a"]}]}, True, id="not-in-absent"),
        pytest.param({"matchExpressions": [{"key": "app", "operator": "Exists"}]}, True, id="exists"),
        pytest.param({"matchExpressions": [{"key": "zone", "operator": "DoesNotExist"}]}, True, id="does-not-exist"),
        pytest.param({"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}, False, id="both-must-hold"),
        pytest.param({"matchExpressions": [{"key": "app", "operator": "Like"}]}, False, id="unknown-operator"),
    ],
)
def test_selectors_select_as_in_kubernetes(selector: object, selected: bool) -> None:
    assert matches(msgspec.convert(selector, LabelSelector | None), LABELS) is selected


@pytest.mark.parametrize(
    ("selector", "namespace", "counts"),
    [
        pytest.param(None, "own", True, id="nil-is-the-own-namespace"),
        pytest.param(None, "other", False, id="nil-is-no-other"),
        pytest.param({}, "other", True, id="empty-is-all"),
        pytest.param({"matchLabels": {"app": "web"}}, "other", True, id="by-label"),
        pytest.param({"matchLabels": {"app": "api"}}, "own", False, id="the-own-needs-the-label-too"),
    ],
)
def test_namespace_selectors_start_from_the_own_namespace(selector: object, namespace: str, counts: bool) -> None:
    assert in_namespaces(msgspec.convert(selector, LabelSelector | None), namespace, "own", LABELS) is counts
