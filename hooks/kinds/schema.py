"""What a field's schema says beyond its Python type: the markers that stand in ``Annotated[...]``.

The markers become the CRD (``tools/crdgen.py``). Decoding does not enforce them: the API server, or ``promhooks check``, has done so before a hook
sees the object, and an object that got through must not be refused a second time by other rules.
"""

from typing import Annotated, Any

import msgspec

from hooks.kinds.kubernetes import QUANTITY as AMOUNT


class Marker(msgspec.Struct, frozen=True):
    """Base of all markers."""


class Required(Marker, frozen=True):
    """The field must be present in a manifest. (The Python default stands for Go's zero value.)"""


class Default(Marker, frozen=True):
    """The value that the API server fills in when the field is absent."""

    value: Any


class OneOf(Marker, frozen=True):
    """The allowed strings."""

    values: tuple[str, ...]


class Pattern(Marker, frozen=True):
    """An RE2 expression that the string must match."""

    expression: str


class Format(Marker, frozen=True):
    """An OpenAPI format: ``int32``, ``int64``, ``date-time``."""

    name: str


class Bounds(Marker, frozen=True):
    """Inclusive limits of a number."""

    ge: float | None = None
    le: float | None = None


class Length(Marker, frozen=True):
    """Inclusive limits of the length of a string, in characters."""

    ge: int | None = None
    le: int | None = None


class Items(Marker, frozen=True):
    """A list's limits, and how server-side apply merges it: ``atomic``, ``set``, or ``map`` with its keys."""

    ge: int | None = None
    le: int | None = None
    kind: str | None = None
    keys: tuple[str, ...] = ()


class Properties(Marker, frozen=True):
    """Inclusive limits of the number of entries of a map."""

    ge: int | None = None
    le: int | None = None


class MapType(Marker, frozen=True):
    """How server-side apply merges an object: ``atomic`` replaces it as a whole."""

    kind: str


class Cel(Marker, frozen=True):
    """A CEL expression about the object, and the sentence that the API server answers when it is false."""

    expression: str
    message: str | None = None


class Kubernetes(Marker, frozen=True):
    """A definition of the Kubernetes OpenAPI whose schema is inlined here, e.g. ``io.k8s.api.core.v1.Affinity``."""

    definition: str


class Preserve(Marker, frozen=True):
    """Unknown fields are kept: the value is free-form."""


DURATION = Pattern("^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$")
GO_DURATION = Pattern("^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$")
QUANTITY = Pattern(AMOUNT)
BYTE_SIZE = Pattern("(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$")

Duration = Annotated[str, DURATION]
GoDuration = Annotated[str, GO_DURATION]
ByteSize = Annotated[str, BYTE_SIZE]
NonEmpty = Annotated[str, Length(ge=1)]
Int32 = Annotated[int, Format("int32")]
Int64 = Annotated[int, Format("int64")]
Count = Annotated[int, Format("int64"), Bounds(ge=0)]
IntOrString = int | str
Address = Annotated[str, Pattern("^https?://.+$")]
WebAddress = Annotated[str, Pattern("^(http|https)://.+$")]
"""The same as ``Address``, in the letters that the v1 kinds are published with."""
Port = Annotated[Int32, Bounds(ge=0, le=65535)]
Quantity = Annotated[IntOrString, QUANTITY]
"""A number as Kubernetes writes amounts, such as ``1.1`` or ``500m``."""
Scheme = Annotated[str, OneOf(("http", "https", "HTTP", "HTTPS"))]
TLSVersion = Annotated[str, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))]
CLIENT_AUTH_TYPES = ("NoClientCert", "RequestClientCert", "RequireAnyClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert")
ClientAuthType = Annotated[str, OneOf(CLIENT_AUTH_TYPES)]
LogFormat = Annotated[str, OneOf(("", "logfmt", "json"))]
LogLevel = Annotated[str, OneOf(("", "debug", "info", "warn", "error"))]
ScrapeProtocol = Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))]
EscapingScheme = Annotated[str, OneOf(("AllowUTF8", "Underscores", "Dots", "Values"))]
ValidationScheme = Annotated[str, OneOf(("UTF8", "Legacy"))]
ServiceDiscoveryRole = Annotated[str, OneOf(("Endpoints", "EndpointSlice"))]
KubernetesRole = Annotated[str, OneOf(("Pod", "Endpoints", "Ingress", "Service", "Node", "EndpointSlice"))]
PushoverDuration = Annotated[str, Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$")]

Affinity = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.Affinity")]
Container = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.Container")]
DNSConfig = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.PodDNSConfig")]
EmptyDir = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.EmptyDirVolumeSource")]
EphemeralVolume = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.EphemeralVolumeSource")]
LocalObjectReference = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.LocalObjectReference")]
PersistentVolumeClaim = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.PersistentVolumeClaim")]
PodSecurityContext = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.PodSecurityContext")]
ResourceRequirements = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.ResourceRequirements")]
Toleration = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.Toleration")]
Volume = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.Volume")]
VolumeMount = Annotated[dict[str, Any], Kubernetes("io.k8s.api.core.v1.VolumeMount")]
