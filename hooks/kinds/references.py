"""DOC module references"""

from typing import Annotated, ClassVar

from hooks.kinds.base import Spec
from hooks.kinds.schema import Default, MapType, Marker, Required


class SecretKeySelector(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.authorization.credentials"""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    key: Annotated[str | None, Required()] = None
    name: Annotated[str | None, Default("")] = None
    optional: bool | None = None


class ConfigMapKeySelector(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.oauth2.clientId.configMap"""

    schema: ClassVar[tuple[Marker, ...]] = (MapType("atomic"),)

    key: Annotated[str | None, Required()] = None
    name: Annotated[str | None, Default("")] = None
    optional: bool | None = None


class SecretOrConfigMap(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.alertmanagerConfiguration.global.httpConfig.oauth2.clientId"""

    config_map: ConfigMapKeySelector | None = None
    secret: SecretKeySelector | None = None
