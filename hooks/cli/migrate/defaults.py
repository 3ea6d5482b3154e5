"""What the API server fills into Services, StatefulSets and DaemonSets where nothing is said (Kubernetes API reference, the defaults of each field)."""

from collections.abc import Mapping
from typing import Any

_DEFAULTS: dict[str, tuple[Any, ...]] = {
    "apiVersion": ("v1",),
    "clusterIPs": (["None"],),
    "defaultMode": (420,),
    "dnsPolicy": ("ClusterFirst",),
    "failureThreshold": (3,),
    "internalTrafficPolicy": ("Cluster",),
    "ipFamilies": (["IPv4"], ["IPv6"]),
    "ipFamilyPolicy": ("SingleStack",),
    "kind": ("PersistentVolumeClaim",),
    "maxSurge": ("25%",),
    "maxUnavailable": ("25%",),
    "periodSeconds": (10,),
    "persistentVolumeClaimRetentionPolicy": ({"whenDeleted": "Retain", "whenScaled": "Retain"},),
    "podManagementPolicy": ("OrderedReady",),
    "protocol": ("TCP",),
    "replicas": (1,),
    "restartPolicy": ("Always",),
    "revisionHistoryLimit": (10,),
    "rollingUpdate": ({"partition": 0}, {"maxUnavailable": 1, "maxSurge": 0}),
    "schedulerName": ("default-scheduler",),
    "scheme": ("HTTP",),
    "sessionAffinity": ("None",),
    "status": ({"phase": "Pending"},),
    "successThreshold": (1,),
    "terminationGracePeriodSeconds": (30,),
    "terminationMessagePath": ("/dev/termination-log",),
    "terminationMessagePolicy": ("File",),
    "timeoutSeconds": (1,),
    "type": ("ClusterIP", "RollingUpdate"),
    "volumeMode": ("Filesystem",),
}
_COPIES = frozenset(["serviceAccount"])
"""Old names of other fields, filled in beside these."""


def is_default(field: str, value: Any, beside: Mapping[str, Any]) -> bool:
    """Whether a field of this name gets this value where nothing is said; ``beside`` is what it stands in."""
    if field == "imagePullPolicy":
        return bool(value == _pull_policy(str(beside.get("image") or "")))
    return field in _COPIES or value in _DEFAULTS.get(field, ())


def _pull_policy(image: str) -> str:
    name, _, tag = image.rpartition("/")[2].partition(":")
    return "Always" if tag == "latest" or not (tag or "@" in name) else "IfNotPresent"
