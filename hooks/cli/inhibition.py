"""Which alerts others keep silent (Alertmanager documentation, "Inhibition-related settings").

An alert is inhibited while another one fires that is a source of the rule and has the same values in the labels that the rule compares. One that is source and
target at once is not inhibited by its like. A source that is inhibited itself counts all the same.
"""

from collections.abc import Iterable, Mapping

from hooks.alertmanager_yaml.routes import InhibitRule
from hooks.cli.routing import Labels, Matcher, matching


class Inhibition:
    """The rules of a configuration over all alerts that fire."""

    def __init__(self, rules: Iterable[InhibitRule], firing: Iterable[Labels]) -> None:
        """Sources are looked up by the values of the labels that are compared, so that many alerts cost no more than each of them."""
        alerts = tuple(firing)
        self._rules = [_Rule(rule, alerts) for rule in rules]

    def silences(self, alert: Labels) -> bool:
        """Whether ``alert`` is inhibited."""
        return any(rule.silences(alert) for rule in self._rules)


class _Rule:
    def __init__(self, rule: InhibitRule, alerts: Iterable[Labels]) -> None:
        self._source = matching(rule.source_match, rule.source_match_re, rule.source_matchers)
        self._target = matching(rule.target_match, rule.target_match_re, rule.target_matchers)
        self._equal = tuple(rule.equal or ())
        sources = [alert for alert in alerts if _all(self._source, alert)]
        self._seen = {self._compared(alert) for alert in sources}
        self._seen_as_source_only = {self._compared(alert) for alert in sources if not _all(self._target, alert)}

    def silences(self, alert: Labels) -> bool:
        seen = self._seen_as_source_only if _all(self._source, alert) else self._seen
        return _all(self._target, alert) and self._compared(alert) in seen

    def _compared(self, alert: Labels) -> tuple[str, ...]:
        return tuple(alert.get(name, "") for name in self._equal)


def _all(matchers: Iterable[Matcher], alert: Mapping[str, str]) -> bool:
    return all(matcher.holds(alert) for matcher in matchers)
