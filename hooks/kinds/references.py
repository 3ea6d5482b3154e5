"""References to keys of Secrets and ConfigMaps."""

from typing import Annotated, ClassVar

from hooks.kinds.base import Spec
from hooks.kinds.schema import Default, MapType, Marker, Required


class SecretKeySelector(Spec, frozen=True, kw_only=True):
    """A key of a Secret in the same namespace."""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    name: Annotated[str | None, Default("")] = None
    """Name of the Secret, in the same namespace."""
    key: Annotated[str | None, Required()] = None
    """Key of the Secret that holds the value."""
    optional: bool | None = None
    """Whether the reference may be missing."""


class ConfigMapKeySelector(Spec, frozen=True, kw_only=True):
    """A key of a ConfigMap in the same namespace."""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    name: Annotated[str | None, Default("")] = None
    """Name of the ConfigMap, in the same namespace."""
    key: Annotated[str | None, Required()] = None
    """Key of the ConfigMap that holds the value."""
    optional: bool | None = None
    """Whether the reference may be missing."""


class SecretOrConfigMap(Spec, frozen=True, kw_only=True):
    """A value from a Secret or a ConfigMap; at most one of them."""

    secret: SecretKeySelector | None = None
    """Reference to a key of a Secret; excludes configMap."""
    config_map: ConfigMapKeySelector | None = None
    """Reference to a key of a ConfigMap; excludes secret."""
