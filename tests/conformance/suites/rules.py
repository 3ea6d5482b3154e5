"""Adapter of the suite ``rules``."""

import base64
import json
from typing import Any

import msgspec

from hooks import admission
from hooks.errors import InvalidObject
from hooks.kinds.prometheusrule import PrometheusRule, PrometheusRuleSpec
from hooks.kinds.workload import ObjectReference
from hooks.rules import file
from hooks.rules.check import Standard, check
from hooks.rules.config_maps import Owner, config_maps
from hooks.rules.dialect import EXPERIMENTAL_FUNCTIONS, SMOOTHING, Dialect
from hooks.rules.enforcement import Enforcement, enforced, excluded
from hooks.settings import Settings
from hooks.versions import Version
from tests.conformance.comparison import differences
from tests.conformance.defaults import recorded


def outcome(inputs: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What our code answers, in the shape of ``expect``."""
    function = _FUNCTIONS.get(inputs["function"])
    return function(inputs, case["expect"]) if function else {"error": f"no {inputs['function']}"}


def agrees(got: dict[str, Any], want: dict[str, Any], case: dict[str, Any]) -> str | None:
    """Findings are for people: that there are some is what counts."""
    return next(iter(differences(_facts(got), _facts(want))), None)


def _facts(answer: dict[str, Any]) -> dict[str, Any]:
    """``answer`` without its wording. The operations of a patch are in no order, and its bytes stand in the answer twice."""
    facts = {key: _review_facts(value) if key == "response" else value for key, value in answer.items() if key != "details"}
    return {**facts, "patch": sorted(answer["patch"], key=lambda operation: str(operation["path"]))} if "patch" in answer else facts


def _review_facts(review: dict[str, Any]) -> dict[str, Any]:
    response = {key: value for key, value in review["response"].items() if key != "patch"}
    for key in {"status", "result"} & response.keys():
        response[key] = {field: value for field, value in response[key].items() if field not in {"message", "metadata"}}
    if details := response.get("status", {}).get("details"):
        response["status"]["details"] = {**details, "causes": bool(details["causes"])}
    return {**review, "response": response}


def _admission(inputs: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    options = ("experimental-functions",) if inputs.get("enableExperimentalFunctions") else ()
    settings = msgspec.convert({"name_validation_scheme": inputs["validationScheme"], "promql_options": options}, Settings)
    review = json.loads(admission.answer(inputs["path"], inputs["body"].encode(), settings))
    patch = review["response"].get("patch")
    return {"response": review, **({"patch": json.loads(base64.b64decode(patch))} if patch else {})}


def _conversion(inputs: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    return {"response": json.loads(admission.answer(inputs["path"], inputs["body"].encode(), recorded()))}


def _rule_file(inputs: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    rule = msgspec.convert(inputs["rule"], PrometheusRule)
    version = Version.parse(inputs["version"])
    findings = check(rule.spec, Standard(Dialect.of(inputs["format"], version)))
    if findings:
        return {"error": str(findings[0])}
    try:
        return {"config": file.text(rule.spec, inputs["format"], version)[0]}
    except InvalidObject as error:
        return {"error": str(error)}


def _validate_rule(inputs: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    spec = msgspec.convert(inputs["spec"], PrometheusRuleSpec)
    features = (EXPERIMENTAL_FUNCTIONS,) if inputs.get("enableExperimentalFunctions") else ()
    dialect = Dialect(utf8=inputs["validationScheme"] == "utf8", features=features, smoothing=(SMOOTHING,), stable=False, extended=False)
    try:
        file.text(spec, "prometheus", Version.parse("3.13.2"))
    except InvalidObject:
        return {"accepted": False}
    return {"accepted": not check(spec, Standard(dialect))}


def _enforce(inputs: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    rule = msgspec.convert(inputs["rule"], PrometheusRule)
    references = msgspec.convert(inputs.get("excludedFromEnforcement") or [], tuple[ObjectReference, ...])
    label = inputs.get("enforcedNamespaceLabel")
    try:
        return {"rule": msgspec.to_builtins(enforced(rule, Enforcement(label, excluded(references)) if label else None))}
    except InvalidObject as error:
        return {"error": str(error)}


def _sync(inputs: dict[str, Any], want: dict[str, Any]) -> dict[str, Any]:
    existing = inputs.get("existing") or []
    selector = inputs.get("selector") or {}
    ours = [item for item in existing if selector.items() <= (item["metadata"].get("labels") or {}).items()]
    namespace = next((item["metadata"].get("namespace", "") for item in [*existing, *want.get("configMaps", [])]), "")
    made = config_maps(inputs["rules"], ours, Owner(inputs["namePrefix"], namespace, selector), "sidecar")
    names = [item["metadata"]["name"] for item in made]
    others = [item for item in existing if item not in ours]
    return {"names": sorted(names), "configMaps": sorted([*others, *made], key=lambda item: item["metadata"]["name"])}


_FUNCTIONS = {
    "ruleFile": _rule_file,
    "validateRule": _validate_rule,
    "enforceNamespaceLabel": _enforce,
    "syncConfigMaps": _sync,
    "admission": _admission,
    "conversion": _conversion,
}
