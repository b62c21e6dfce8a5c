"""A stack of the benchmarks' own, so that one that runs already is neither used nor disturbed."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack

STATE_DIR = "PENNYDROP_STATE_DIR"
PORTS = ("EMULATOR_PORT", "RELAY_PORT", "MAILBOX_PORT", "SMTP_PORT", "SITE_PORT")


def move_in() -> None:
    """Choose folder and ports for this process and its children, unless the environment has chosen them."""
    os.environ.setdefault(STATE_DIR, ".pennydrop/bench")
    for name, port in zip(PORTS, _free_ports(len(PORTS)), strict=True):
        os.environ.setdefault(f"PENNYDROP_{name}", str(port))


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
