"""Remote read."""

from hooks.kinds.remote import RemoteEndpoint


class RemoteRead(RemoteEndpoint, frozen=True, kw_only=True):
    """An endpoint that samples are read from."""

    filter_external_labels: bool | None = None
    """Whether external labels are added as matchers; true when absent. Needs Prometheus 2.34."""
    read_recent: bool | None = None
    """Ask also for times that the local storage should have."""
    required_matchers: dict[str, str] = {}
    """Only selectors with these matchers are sent here."""
