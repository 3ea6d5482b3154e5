"""otlp: how metrics that arrive by the OpenTelemetry protocol are written."""

from typing import Annotated

from hooks.errors import InvalidParent
from hooks.findings.fields import CONFLICT
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.versions import Section, Values, since


class OTLP(Section, frozen=True, kw_only=True):
    """otlp. A translation strategy that a version does not know is refused: series would silently get other names."""

    promote_resource_attributes: Annotated[tuple[str, ...] | None, since("2.55.0")] = None
    translation_strategy: Annotated[
        str | None,
        Values({"NoTranslation": since("3.4.0", refuse=True), "UnderscoreEscapingWithoutSuffixes": since("3.6.0", refuse=True)}),
        since("3.0.0"),
    ] = None
    keep_identifying_resource_attributes: Annotated[bool | None, since("3.1.0")] = None
    convert_histograms_to_nhcb: Annotated[bool | None, since("3.4.0")] = None
    promote_all_resource_attributes: Annotated[bool | None, since("3.5.0")] = None
    ignore_resource_attributes: Annotated[tuple[str, ...] | None, since("3.5.0")] = None
    promote_scope_metadata: Annotated[bool | None, since("3.6.0")] = None
    label_name_underscore_sanitization: Annotated[bool | None, since("3.8.0")] = None
    label_name_preserve_multiple_underscores: Annotated[bool | None, since("3.8.0")] = None


def section(spec: PrometheusCommonSpec) -> OTLP | None:
    """The otlp section; InvalidParent where the translation needs names that ``nameValidationScheme`` forbids."""
    part = spec.otlp
    if part is None:
        return None
    if part.translation_strategy == "NoUTF8EscapingWithSuffixes" and spec.name_validation_scheme == "Legacy":
        raise InvalidParent(CONFLICT.at("spec.otlp.translationStrategy", "it needs UTF-8 names", "set spec.nameValidationScheme to UTF8"))
    return OTLP(
        promote_resource_attributes=part.promote_resource_attributes or None,
        translation_strategy=part.translation_strategy,
        keep_identifying_resource_attributes=part.keep_identifying_resource_attributes,
        convert_histograms_to_nhcb=part.convert_histograms_to_nhcb,
        promote_all_resource_attributes=part.promote_all_resource_attributes,
        ignore_resource_attributes=part.ignore_resource_attributes or None,
        promote_scope_metadata=part.promote_scope_metadata,
        label_name_underscore_sanitization=part.label_name_underscore_sanitization,
        label_name_preserve_multiple_underscores=part.label_name_preserve_multiple_underscores,
    )


def check(written: OTLP | None) -> None:
    """InvalidParent where the fields that the version reads contradict each other; to be asked once the others are left out."""
    if written is None:
        return
    if written.promote_all_resource_attributes and written.promote_resource_attributes:
        raise InvalidParent(
            CONFLICT.at("spec.otlp.promoteResourceAttributes", "all attributes are promoted already", "remove it or promoteAllResourceAttributes")
        )
    if written.ignore_resource_attributes and not written.promote_all_resource_attributes:
        raise InvalidParent(CONFLICT.at("spec.otlp.ignoreResourceAttributes", "nothing to ignore", "set promoteAllResourceAttributes to true or remove it"))
