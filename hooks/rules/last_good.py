"""The last good rules of objects that cannot be used as they are now, read from the ConfigMaps that are observed: a bad change takes no rule away."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import yaml

from hooks import yaml_reading
from hooks.kinds.meta import ObjectMeta
from hooks.kinds.prometheusrule import PrometheusRule, PrometheusRuleSpec
from hooks.memo import Memo
from hooks.protocol import Manifest
from hooks.rendering import digest
from hooks.rules.compiled import Rejected, RuleContext, written


def files(rejected: Sequence[Rejected], observed: Iterable[Manifest], context: RuleContext) -> Mapping[str, str]:
    """File name → text. It is judged and written anew: an old text that lacks the enforced label, or that the version does not read, is of no use."""
    wanted = {item.name: item.key for item in rejected if item.name}
    if not wanted:
        return {}
    found = {name: text for each in observed for name, text in (each.get("data") or {}).items() if name in wanted}
    again = {name: _again(wanted[name], text, context) for name, text in sorted(found.items())}
    return {name: text for name, text in again.items() if text}


def _again(key: str, text: str, context: RuleContext) -> str:
    return _MEMO.value((key, context), digest(text.encode(errors="surrogatepass")), lambda: _rewritten(key, text, context))


_MEMO: Memo[str] = Memo(16 * 2**20, len)


def _rewritten(key: str, text: str, context: RuleContext) -> str:
    """Empty where the text is of no use, such as one that somebody else wrote there."""
    namespace, _, name = key.partition("/")
    try:
        node = yaml_reading.root(text)
        content = None if node is None else yaml.CSafeLoader("").construct_document(node)
        rule = PrometheusRule(metadata=ObjectMeta(name=name, namespace=namespace), spec=msgspec.convert(content, PrometheusRuleSpec))
        return written(rule, context)[0]
    except ValueError:
        return ""
