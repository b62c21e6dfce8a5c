"""Who holds a port: refuses to start beside a stranger, or beside another run of our own."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

import psutil

from pennydrop.errors import PortTaken
from pennydrop.settings import PREFIX

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody holds at the moment, for a part whose address only we need to know."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def require_free(setting: str, port: int) -> None:
    """Raise ``PortTaken``, naming the holder if the system tells, when ``port`` of ``setting`` cannot be bound."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: TIME_WAIT is no obstacle
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(_taken(setting, port, f"held by {_holder(port)} ({error.strerror})")) from None


def require_own(setting: str, port: int, pid: int) -> None:
    """Raise ``PortTaken`` when not ``pid`` or a child of it listens on ``port``.

    Closes the gap after :func:`require_free`: of two runs that start at once, one would talk to the other's server.
    """
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        if not any(port in _listening(member) for member in [process, *process.children(recursive=True)]):
            raise PortTaken(_taken(setting, port, f"answered by {_holder(port)}, not by the process just started"))


def _listening(process: psutil.Process) -> set[int]:
    return {_port_of(connection) for connection in process.net_connections(kind="tcp") if _listens(connection)}


def _listens(connection: Any) -> bool:
    return bool(connection.status == psutil.CONN_LISTEN)


def _port_of(connection: Any) -> int:
    return int(connection.laddr.port)


def _taken(setting: str, port: int, how: str) -> str:
    return (
        f"port {port} is {how}. End that process (a stack of this folder: `pennydrop down`)"
        f" or choose another port with {PREFIX}{setting.upper()}"
    )


def _holder(port: int) -> str:
    """``pid 4711 (python -m http.server)``, or a remark that the system does not tell."""
    with contextlib.suppress(psutil.Error):
        for connection in psutil.net_connections(kind="tcp"):
            if _listens(connection) and _port_of(connection) == port and connection.pid:
                return f"pid {connection.pid} ({' '.join(psutil.Process(connection.pid).cmdline())[:120]})"
    return "another process"
