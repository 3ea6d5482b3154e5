"""compositecontrollers/*.yaml → deploy/addon/local/compositecontrollers.yaml: the same controllers, asking the hooks over TLS with a token.

``python -m tools.addon`` writes the file, ``--check`` only says whether it is up to date.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path("compositecontrollers")
TARGET = Path("deploy/addon/local/compositecontrollers.yaml")
HEAD = "# Made from compositecontrollers/ by `make addon`; do not edit.\n"
REMOTE = {
    "http://127.0.0.1:8080/": "https://promhooks.promhooks.svc:8443/",
    "http://127.0.0.1:8082/": "https://promhooks.promhooks.svc:8444/",
}
"""Where a lane of the hooks is for the add-on."""
SECURED = {
    "caBundle": {"secretRef": {"name": "promhooks-tls", "namespace": "promhooks", "key": "ca.crt"}},
    "authorization": {"type": "Bearer", "secretRef": {"name": "promhooks-token", "namespace": "promhooks", "key": "token"}},
}


def over_tls(controller: dict[str, Any]) -> dict[str, Any]:
    """A controller whose hooks are asked through their Service."""
    hooks = {
        name: {**hook, "webhook": {**hook["webhook"], "url": remote(hook["webhook"]["url"]), **SECURED}} for name, hook in controller["spec"]["hooks"].items()
    }
    return {**controller, "spec": {**controller["spec"], "hooks": hooks}}


def remote(url: str) -> str:
    """The address of a hook through the Service."""
    local = next(local for local in REMOTE if url.startswith(local))
    return REMOTE[local] + url.removeprefix(local)


class Plain(yaml.SafeDumper):
    """Without aliases: the file is read by people."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Nothing is written as a reference to something above."""
        return True


def document() -> str:
    """The whole file."""
    controllers = [over_tls(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(SOURCE.glob("*.yaml"))]
    return HEAD + yaml.dump_all(controllers, Dumper=Plain, sort_keys=False, width=160)


def main() -> int:
    """Exit code 1 where ``--check`` finds the file out of date."""
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(document(), "utf-8")
        return 0
    current = TARGET.exists() and TARGET.read_text("utf-8") == document()
    if not current:
        print(f"{TARGET} is not what compositecontrollers/ says: run `make addon`")
    return 0 if current else 1


if __name__ == "__main__":
    raise SystemExit(main())
