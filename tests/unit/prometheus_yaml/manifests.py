"""Manifests that the schemas of the CRDs allow, for property tests: some of the fields are there, and strings are plausible, odd, or anything."""

import re
from typing import Any

from hypothesis import strategies as st

from hooks.cli.json_schema import RANGES, scoped
from hooks.cli.validation import problems
from hooks.kinds.base import Kind
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import Schema, kind_schema
from hooks.loop.defaults import defaulted

Manifest = dict[str, Any]

ODD = ["true", "null", "=", "~", "0x1f", "é→", "- a: b", "a\nb\n", " x ", '"', "'#", "$(SHARD)", "1e999", "%zz", "[", "(", "\x00", "\u2028", "9" * 20]
"""Strings that a careless emitter or builder would trip over."""
PLAIN = ["", "a", "web", "10s", "1.5", "5MB", "http://host:80/p?q=1", "__address__", "app_kubernetes_io_name"]
TEXTS = st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(ODD), st.text(max_size=8))
KEYS = st.sampled_from(["a", "b", "app.kubernetes.io/name", "module", "namespace", "true", "1"])
LOGINS = st.sampled_from([{"name": "login", "key": "token"}, {"name": "login", "key": "user"}] * 3 + [{"name": "nobody", "key": "token"}, {"key": ""}])
PORTS = st.one_of(st.integers(0, 90), st.just("web"), TEXTS)
QUANTITIES = st.sampled_from([0, 1, "1", "1500m", "1Gi", "0.5", "1e3"])
NUMBERS = st.sampled_from([0.0, 0.25, 1.5, 1e300])
ANYTHING: st.SearchStrategy[Any] = st.sampled_from([{}, {"a": 1}, "a", [], None])
PLAUSIBLE: dict[str, list[Any]] = {
    "url": ["http://far:9090/api"],
    "tokenUrl": ["https://token/get"],
    "proxyUrl": ["http://proxy:3128", "socks5://user:pw@proxy:1"],
    "server": ["http://server:8080", "server:1"],
    "host": ["https://api:6443"],
    "endpoint": ["otel:4317"],
    "regex": ["(.+)", "a|b"],
    "sourceLabels": [["a", "b"]],
    "targetLabel": ["a", "__address__"],
    "separator": [";"],
    "operator": ["In", "Exists"],
    "scrapeClass": [""],
    "ca": [{"secret": {"name": "login", "key": "ca"}}],
    "cert": [{"secret": {"name": "login", "key": "cert"}}],
    "keySecret": [{"name": "login", "key": "key"}],
    "additionalScrapeConfigs": [{"name": "login", "key": "jobs"}],
    "additionalAlertRelabelConfigs": [{"name": "login", "key": "rules"}],
    "additionalAlertManagerConfigs": [{"name": "login", "key": "alertmanagers"}],
}
"""What a user would write into fields of these names: without them most objects would be refused at once."""


def manifests(kind: type[Kind]) -> st.SearchStrategy[Manifest]:
    """Objects ``shop/web`` of that kind as the API server keeps them: valid by the schema and by its rules, defaults filled in."""
    info = KINDS[kind.__name__]
    head = {"apiVersion": info.api_version, "kind": info.kind, "metadata": {"namespace": "shop", "name": "web"}}
    specs = values(kind_schema(kind)["properties"]["spec"])
    return specs.map(lambda spec: defaulted({**head, "spec": spec})).filter(lambda manifest: not problems(manifest))


@st.composite
def values(draw: st.DrawFn, schema: Schema, name: str = "", depth: int = 0) -> Any:
    """JSON that a schema allows; ``name`` is that of the field."""
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if name in PLAUSIBLE and draw(st.integers(0, 3)):
        return draw(st.sampled_from(PLAUSIBLE[name]))
    if schema.get("x-kubernetes-int-or-string"):
        return draw(QUANTITIES if "pattern" in schema else PORTS)
    return draw(_of_type(schema, depth))


def _of_type(schema: Schema, depth: int) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "object":
            return _objects(schema, depth)
        case "array":
            few = min(schema.get("minItems", 0) or depth < 3, 2)
            return st.lists(values(schema["items"], "", depth + 1), min_size=few, max_size=min(schema.get("maxItems", 2), 2))
        case "string":
            return _texts(schema)
        case "integer":
            return _integers(schema)
    return {"boolean": st.booleans(), "number": NUMBERS}.get(schema.get("type", ""), ANYTHING)


def _integers(schema: Schema) -> st.SearchStrategy[int]:
    limits = RANGES.get(schema.get("format", ""), {}) | schema
    least, most = int(limits.get("minimum", -(2**63))), int(limits.get("maximum", 2**63 - 1))
    return st.one_of(st.integers(max(least, 0), min(most, max(least, 0) + 5)), st.integers(max(least, 0), min(most, 5000)), st.sampled_from([least, most]))


def _texts(schema: Schema) -> st.SearchStrategy[str]:
    length = {key: schema[keyword] for key, keyword in (("min_size", "minLength"), ("max_size", "maxLength")) if keyword in schema}
    if "pattern" in schema:
        expression = scoped(schema["pattern"])
        fitting = [each for each in PLAIN if re.search(expression, each)]
        matching = st.from_regex(expression, alphabet=st.characters(codec="utf-8"))
        return st.one_of(st.sampled_from(fitting), matching) if fitting else matching
    if schema.get("format") == "date-time":
        return st.just("2026-01-01T00:00:00Z")
    return TEXTS.filter(lambda text: length.get("min_size", 0) <= len(text) <= length.get("max_size", len(text)))


@st.composite
def _objects(draw: st.DrawFn, schema: Schema, depth: int) -> Any:
    known = schema.get("properties", {})
    if not known:
        below = schema.get("additionalProperties", {"type": "string"})
        return draw(st.dictionaries(KEYS, values(below, "", depth + 1), min_size=schema.get("minProperties", 0), max_size=2))
    if set(known) == {"key", "name", "optional"}:
        return draw(LOGINS)
    required, optional = schema.get("required", []), sorted(known)
    chosen = draw(st.lists(st.sampled_from(optional), max_size=max(6 - depth, 1), unique=True))
    return {name: draw(values(known[name], name, depth + 1)) for name in dict.fromkeys((*required, *chosen))}
