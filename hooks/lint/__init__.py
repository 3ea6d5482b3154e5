"""What is valid and does not do what it seems to: rules and monitors, looked at together with the workloads that select them."""

from collections.abc import Iterable, Iterator

from hooks.findings import Finding
from hooks.lint import alerts, expressions, folder, targets
from hooks.lint.world import World
from hooks.protocol import Manifest


def findings(objects: Iterable[Manifest]) -> Iterator[Finding]:
    """Everything that is to be said, each with its object. The objects have the shapes of their kinds and the defaults of their CRDs."""
    world = World.of(objects)
    for rule in world.rules:
        for found in (*alerts.findings(rule), *expressions.findings(rule, world)):
            yield found.about(rule.subject)
    yield from folder.findings(world)
    yield from targets.findings(world)
