"""The OTLP receiver of Prometheus."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.schema import Items, NonEmpty, OneOf


class OTLPConfig(Spec, frozen=True, kw_only=True):
    """Settings of the OTLP receiver."""

    convert_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertHistogramsToNHCB")
    """Store explicit histograms as native ones with custom buckets. Needs Prometheus 3.4."""
    ignore_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Resource attributes that are not promoted. Needs Prometheus 3.5."""
    keep_identifying_resource_attributes: bool | None = None
    """Keep the identifying attributes in target_info too. Needs Prometheus 3.1."""
    label_name_preserve_multiple_underscores: bool | None = None
    """Keep several underscores in a row in label names. Needs Prometheus 3.8."""
    label_name_underscore_sanitization: bool | None = None
    """Put key_ in front of label names that start with an underscore. Needs Prometheus 3.8."""
    promote_all_resource_attributes: bool | None = None
    """Make every resource attribute a label. Needs Prometheus 3.5."""
    promote_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Resource attributes that become labels."""
    promote_scope_metadata: bool | None = None
    """Make the scope's metadata labels. Needs Prometheus 3.6."""
    translation_strategy: Annotated[
        str | None, OneOf(("NoUTF8EscapingWithSuffixes", "UnderscoreEscapingWithSuffixes", "NoTranslation", "UnderscoreEscapingWithoutSuffixes"))
    ] = None
    """How names are translated. Needs Prometheus 3.0."""
