from typing import Any

import msgspec
import pytest

from hooks.decoding import decoded
from hooks.errors import InvalidObject
from hooks.kinds.servicemonitor import ServiceMonitor


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        pytest.param({"endpoints": [{"port": 80}]}, "spec.endpoints[0].port: expected a text, got a whole number", id="number-for-a-text"),
        pytest.param({"endpoints": [{"targetPort": []}]}, "spec.endpoints[0].targetPort: expected a whole number or a text, got a list", id="one-of-two"),
        pytest.param({"endpoints": {}}, "spec.endpoints: expected a list, got a map", id="map-for-a-list"),
        pytest.param({"endpoints": [{"honorLabels": "yes"}]}, "spec.endpoints[0].honorLabels: expected true or false, got a text", id="text-for-a-boolean"),
        pytest.param({"sampleLimit": 1.5}, "spec.sampleLimit: expected a whole number, got a number", id="fraction"),
    ],
)
def test_what_does_not_fit_is_told_in_words(spec: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidObject) as raised:
        decoded(msgspec.json.encode({"spec": spec}), ServiceMonitor)
    assert str(raised.value) == sentence
