"""Our log: one JSON object a line.

The words of an exception are left out, only its type and where it happened are told: they may quote a value, and requests hold Secrets.
"""

import json
import logging
import time
import traceback
from typing import Any


class JsonLines(logging.Formatter):
    """Formats records as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """``time`` (UTC), ``level``, ``logger``, ``message``, and of an exception its type and the places it came through."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(line, ensure_ascii=False)


LOGGING: dict[str, Any] = {
    "formatters": {"generic": {"()": JsonLines}},
    # Every record goes to the root's stream, once.
    "loggers": {"gunicorn.error": {"propagate": True}},
}
"""What gunicorn's own logging configuration is changed by (logging.config, "Configuration dictionary schema")."""
