"""The three ways in which input can be wrong. Each message is one lower-case sentence: path first, remedy last, never a Secret's value."""


class InvalidObject(ValueError):
    """One object among many cannot be used; the others go on. ``key`` is ``namespace/name``."""

    def __init__(self, path: str, reason: str, *, key: str = "") -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path, self.reason, self.key = path, reason, key

    def below(self, path: str) -> "InvalidObject":
        """The same error seen from one level further up: ``path`` is put in front."""
        separator = "" if not self.path or self.path.startswith("[") else "."
        return InvalidObject(f"{path}{separator}{self.path}", self.reason, key=self.key)


class InvalidParent(ValueError):
    """The custom resource that a hook was called for cannot be served; nothing is changed until it is mended (HTTP 422)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path, self.reason = path, reason


class InvalidRequest(ValueError):
    """What was posted is not a hook request (HTTP 400)."""
