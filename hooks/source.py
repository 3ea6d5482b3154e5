"""Where the references of an object are looked up."""

import msgspec

from hooks.assets import Assets, Selector, choice_file
from hooks.findings import Finding
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap


class Source(msgspec.Struct, frozen=True):
    """A namespace, because an object may only reference what lies in its own, and the values known."""

    namespace: str
    assets: Assets

    def secret(self, selector: SecretKeySelector | None) -> str | None:
        """The value, or ``None`` when nothing is selected or it is not there."""
        return self.assets.secret(self.namespace, selector)

    def either(self, choice: SecretOrConfigMap | None) -> str | None:
        """The value of a choice, or ``None`` when nothing is chosen or it is not there."""
        return self.assets.either(self.namespace, choice)

    def absence(self, path: str, selector: Selector) -> Finding | None:
        """What is said about a reference whose value is not there."""
        return self.assets.missing(path, self.namespace, selector)

    def file(self, choice: SecretOrConfigMap | None, folder: str) -> str | None:
        """The path of the file that a certificate or key is mounted at below ``folder``; ``None`` where nothing is chosen."""
        name = "" if choice is None else choice_file(choice, self.namespace)
        return f"{folder}/{name}" if name else None
