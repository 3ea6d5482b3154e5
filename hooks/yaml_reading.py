"""YAML texts → nodes, whoever wrote them: nothing in a text can end, stall or fill the process.

PyYAML's own composer calls itself once a level, unfolds aliases however large that becomes, and refuses an anchor that is set again, which YAML allows.
This one puts the same events together in a loop, with a bound on both. Nodes are PyYAML's, so its constructors and emitters work on them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML without libyaml reads the same, only slower
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEPTH = 100
"""Levels of nesting: several times what any file of ours, or any Kubernetes object, has."""
UNFOLDED = 400_000
"""Values that aliases may add to a document: kubectl's own bound."""
NULL = "tag:yaml.org,2002:null"
MAP, SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"

Resolvers = Mapping[str, list[tuple[str, re.Pattern[str]]]]
"""First character of a plain scalar → tags with what a scalar of that tag looks like."""


class Unreadable(ValueError):
    """A text that is no YAML, or more than anybody needs. ``problem`` never holds a value of the text; ``line`` and ``column`` count from 1."""

    def __init__(self, problem: str, line: int = 1, column: int = 1) -> None:
        """What is wrong, and where."""
        super().__init__(f"{problem}, line {line}, column {column}")
        self.problem, self.line, self.column = problem, line, column


def events(text: str) -> Iterator[Any]:
    """What libyaml tells of a text, one thing after the other, each of its own type; yaml.YAMLError or UnicodeError where it is none."""
    return iter(yaml.parse(text, Loader))


def roots(text: str, resolvers: Resolvers = Loader.yaml_implicit_resolvers) -> Iterator[yaml.Node | None]:
    """The root node of every document, None for an empty one. :class:`Unreadable` at the first thing that is wrong, when it is reached."""
    composer = _Composer(resolvers)
    try:
        for event in events(text):
            composer.take(event)
            if isinstance(event, yaml.DocumentEndEvent):
                yield composer.finished()
    except yaml.MarkedYAMLError as error:
        problem = ", ".join(part for part in (error.problem, error.context) if part)
        raise _unreadable(problem or "it cannot be read", error.problem_mark or error.context_mark) from None
    except (yaml.YAMLError, UnicodeError):
        raise Unreadable("it holds a character that is not allowed") from None


def root(text: str, resolvers: Resolvers = Loader.yaml_implicit_resolvers) -> yaml.Node | None:
    """The root node of the only document; None where there is none, or only a null."""
    found = [node for node in roots(text, resolvers) if node is not None]
    if len(found) > 1:
        raise _unreadable("it holds a second document, keep one", found[1].start_mark)
    return found[0] if found else None


def _unreadable(problem: str, mark: Any) -> Unreadable:
    return Unreadable(problem, mark.line + 1, mark.column + 1) if mark else Unreadable(problem)


def _marks(event: yaml.Event) -> Any:
    """Start and end. The stubs know only marks of the reader in Python."""
    return event.start_mark, event.end_mark


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, node: yaml.CollectionNode, anchor: str | None) -> None:
        self.node, self.anchor, self.weight, self.height = node, anchor, 1, 1
        self.key: yaml.Node | None = None


class _Composer:
    """Puts events together. ``_anchors`` hold what a name stands for with the number and the levels of the values in it, None as long as it is open."""

    def __init__(self, resolvers: Resolvers) -> None:
        self._resolvers = resolvers
        self._start()

    def _start(self) -> None:
        self._root: yaml.Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[yaml.Node, int, int] | None] = {}
        self._unfolded = 0

    def finished(self) -> yaml.Node | None:
        """The document that has just ended."""
        found = self._root
        self._start()
        return None if found is not None and found.tag == NULL else found

    def take(self, event: yaml.Event) -> None:
        """The next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event), 1, 0, event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            closed.node.end_mark = event.end_mark
            self._place(closed.node, closed.weight, closed.height, closed.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._place(*self._alias(event), None)

    def _scalar(self, event: yaml.ScalarEvent) -> yaml.ScalarNode:
        tag = event.tag
        if tag is None or tag == "!":
            candidates = self._resolvers.get(event.value[:1], ()) if event.implicit[0] else ()
            tag = next((name for name, pattern in candidates if pattern.match(event.value)), "tag:yaml.org,2002:str")
        start, end = _marks(event)
        return yaml.ScalarNode(tag, event.value, start, end, event.style)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) == DEPTH:
            raise _unreadable(f"it is nested more than {DEPTH} levels deep", event.start_mark)
        if event.anchor:
            self._anchors[event.anchor] = None
        kind, default = (yaml.MappingNode, MAP) if isinstance(event, yaml.MappingStartEvent) else (yaml.SequenceNode, SEQ)
        tag = default if event.tag in (None, "!") else event.tag
        start, _ = _marks(event)
        self._open.append(_Open(kind(tag, [], start, None, event.flow_style), event.anchor))

    def _alias(self, event: yaml.AliasEvent) -> tuple[yaml.Node, int, int]:
        if event.anchor not in self._anchors:
            raise _unreadable(f"there is no anchor for the alias *{event.anchor}", event.start_mark)
        found = self._anchors[event.anchor]
        if found is None:
            raise _unreadable(f"the alias *{event.anchor} stands inside of what it names", event.start_mark)
        self._unfolded += found[1]
        if self._unfolded > UNFOLDED:
            raise _unreadable(f"its aliases unfold to more than {UNFOLDED:,} values", event.start_mark)
        if len(self._open) + found[2] > DEPTH:
            raise _unreadable(f"with its aliases it is nested more than {DEPTH} levels deep", event.start_mark)
        return found

    def _place(self, node: yaml.Node, weight: int, height: int, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = (node, weight, height)
        if not self._open:
            self._root = node
            return
        above = self._open[-1]
        above.weight += weight
        above.height = max(above.height, height + 1)
        if isinstance(above.node, yaml.SequenceNode):
            above.node.value.append(node)
        elif above.key is None:
            above.key = node
        else:
            above.node.value.append((above.key, node))
            above.key = None
