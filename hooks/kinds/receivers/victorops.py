"""VictorOps."""

from typing import Annotated

from hooks.kinds.receivers.entries import KeyValue
from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Items, NonEmpty, Required


class VictoropsConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].victoropsConfigs[]`` of AlertmanagerConfig."""

    api_key: SecretKeySelector | None = None
    """Reference to the API key."""
    api_url: Address | None = None
    """Address of the receiver's API; the global one when absent."""
    custom_fields: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Pairs of keys and values sent with the incident. Values are templates."""
    entity_display_name: NonEmpty | None = None
    """Summary of the incident. Templates are expanded."""
    message_type: NonEmpty | None = None
    """What the alert means for the incident: CRITICAL, WARNING or INFO; CRITICAL when absent. Templates are expanded."""
    monitoring_tool: NonEmpty | None = None
    """Name of the tool that the incident is shown to come from. Templates are expanded."""
    routing_key: Annotated[NonEmpty | None, Required()] = None
    """Key that decides the team."""
    state_message: NonEmpty | None = None
    """Long description of the incident. Templates are expanded."""
