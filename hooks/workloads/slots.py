"""How many Secrets and ConfigMaps the pods of a native workload mount ahead, so that a growing configuration does not restart them.

The kubelet watches each of them for each pod, whether it is there or not, so there are few at first. Where they no longer suffice the next step is mounted
and the pods start anew, once; what is mounted stays, so that a configuration at the border does not restart them again and again.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from hooks.protocol import Manifest

SCRAPE = (8, 16, 64)
"""Buckets of scrape jobs; with 8 of them there is room for some 8,000 monitors, with 16 for some 16,000."""
RULES = (4, 16, 64)
"""Rule ConfigMaps of 512 KiB."""
TLS = (4, 16)
"""TLS asset Secrets of 900 KiB."""


class Slots(msgspec.Struct, frozen=True):
    """A number of each."""

    scrape: int = 0
    rules: int = 0
    tls: int = 0


FIRST = Slots(SCRAPE[0], RULES[0], TLS[0])


def slots(used: Slots, mounted: Slots) -> Slots:
    """What is to be mounted where so many are ``used`` and the pods have those that are ``mounted``."""
    return Slots(max(_step(used.scrape, SCRAPE), mounted.scrape), max(_step(used.rules, RULES), mounted.rules), max(_step(used.tls, TLS), mounted.tls))


def _step(used: int, steps: Sequence[int]) -> int:
    """The first step that suffices, beyond the last its next multiple."""
    return next((step for step in steps if step >= used), steps[-1] * -(-used // steps[-1]))


def mounted(stateful_sets: Iterable[Manifest]) -> Slots:
    """What the observed StatefulSets of a workload mount, the most of each."""
    found = list(map(_of, stateful_sets))
    return Slots(*(max((getattr(each, field) for each in found), default=0) for field in Slots.__struct_fields__))


def _of(stateful_set: Manifest) -> Slots:
    volumes = {each["name"]: each for each in stateful_set["spec"]["template"]["spec"].get("volumes") or ()}
    config, assets = (list(_optional(volumes.get(name, {}))) for name in ("config", "tls-assets"))
    return Slots(sum("secret" in source for source in config), sum("configMap" in source for source in config), len(assets))


def _optional(volume: Manifest) -> Iterator[Manifest]:
    for source in (volume.get("projected") or {}).get("sources") or ():
        if any((part or {}).get("optional") for part in source.values()):
            yield source
