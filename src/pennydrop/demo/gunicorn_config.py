"""gunicorn for the reference site: one worker with eight threads, so that requests really run at the same time."""

from __future__ import annotations

import importlib
import os
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = 1
worker_class = "gthread"
threads = 8
preload_app = False
accesslog = None
errorlog = "-"
graceful_timeout = 3
keepalive = 5


def post_worker_init(worker: Any) -> None:
    """Break one rule on purpose when ``SEEDED_FAULT`` names a module; its ``seed()`` runs once the site is loaded.

    Then say that this worker is ready, for who waits for it before another is ended.
    """
    fault = os.environ.get("SEEDED_FAULT")
    if fault:
        importlib.import_module(fault).seed()
        worker.log.info("seeded fault: %s", fault)
    worker.log.info("worker ready (pid: %s)", worker.pid)
