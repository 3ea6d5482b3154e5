"""alertmanager.yml → an Alertmanager, and the Secret that it reads: the text stays as it is, only its templates move beside it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hooks.cli.importing.imported import Imported, Target, matching_files, named_files
from hooks.names import ALERTMANAGER_CONFIG_FILE, alertmanager_secret

MOUNTED = "/etc/alertmanager/config"
"""Where the pods see every key of the Secret."""


def alertmanager(config: Mapping[str, Any], text: str, file: Path, target: Target) -> Imported:
    """The Alertmanager, with one replica, and its Secret."""
    texts, lost = dict[str, str](), list[str]()
    for pattern in config.get("templates") or ():
        found = matching_files(str(pattern), file.parent)
        texts |= {path.name: path.read_text(encoding="utf-8") for path in found}
        text = text.replace(str(pattern), f"{MOUNTED}/{Path(str(pattern)).name}")
        if not found:
            lost.append(f"templates: there is no file {pattern}")
    secret = target.secret(alertmanager_secret(target.name), {ALERTMANAGER_CONFIG_FILE: text, **texts})
    return Imported((target.manifest("v1", "Alertmanager", target.name, {"spec": {"replicas": 1}}), secret), lost=tuple(lost), files=tuple(named_files(config)))
