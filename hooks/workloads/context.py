"""What a workload's pods depend on besides the custom resource itself."""

import msgspec

from hooks.modes import Mode
from hooks.settings import Settings
from hooks.workloads.slots import FIRST, Slots


class WorkloadContext(msgspec.Struct, frozen=True, kw_only=True):
    """One value a sync, the same for all shards."""

    settings: Settings = Settings()
    mode: Mode = "sidecar"
    """How the pods learn of a new configuration; always ``sidecar`` for Alertmanager and ThanosRuler, which cannot watch their own files."""
    input_hash: str = ""
    """Digest of everything that asks for a new revision, see :func:`hooks.workloads.input_hash.input_hash`."""
    rule_config_maps: tuple[str, ...] = ()
    """Names of the ConfigMaps that hold rule files."""
    tls_asset_secrets: tuple[str, ...] = ()
    """Names of the Secrets that hold TLS material of the configuration."""
    slots: Slots = FIRST
    """What native pods mount ahead."""
