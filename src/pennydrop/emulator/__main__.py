"""``python -m pennydrop.emulator --port 4242``: run the emulator until it is told to stop."""

from __future__ import annotations

import argparse
import os
import socket
import sys

import uvicorn

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web.app import Emulator

KEEP_ALIVE = 3600  # seconds


def main() -> int:
    """Serve on 127.0.0.1 until SIGTERM or Ctrl-C; 1 when the port is taken or a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m pennydrop.emulator", description="A local Stripe.")
    parser.add_argument("--port", type=int, default=4242, help="port on 127.0.0.1; 0 takes a free one")
    port = parser.parse_args().port
    try:
        settings = EmulatorSettings.from_environment(os.environ)
    except ValueError as error:
        return _complain(str(error))
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        return _complain(f"cannot listen on 127.0.0.1:{port}: {error.strerror}; choose another one with --port")
    sys.stdout.write(f"Stripe emulator on http://127.0.0.1:{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    # A client that keeps its connection must not keep the emulator alive. Until then it is kept for longer than any
    # run takes: who uses it as it is being closed would get no answer, as from a Stripe in trouble.
    config = uvicorn.Config(
        Emulator(settings), log_level="warning", timeout_keep_alive=KEEP_ALIVE, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _complain(message: str) -> int:
    sys.stderr.write(f"emulator: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
