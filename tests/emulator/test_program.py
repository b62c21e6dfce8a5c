"""``python -m pennydrop.emulator`` as a process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time

import httpx2

from tests.emulator.conftest import Program, free_port, start_program


def test_it_ends_at_once_when_told_to_although_somebody_keeps_a_connection() -> None:
    started = start_program(free_port())
    with httpx2.Client(trust_env=False) as client:
        assert client.get(f"{started.url}/__emulator__/ready").status_code == 200
        before = time.perf_counter()
        started.process.send_signal(signal.SIGTERM)
        started.process.wait(timeout=5)
    assert time.perf_counter() - before < 1.5


def test_a_taken_port_is_one_line_and_exit_code_1() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "pennydrop.emulator", "--port", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"cannot listen on 127.0.0.1:{port}" in ended.stderr


def test_it_listens_on_this_machine_only(program: Program) -> None:
    assert program.url.startswith("http://127.0.0.1:")
    assert "Stripe" in httpx2.get(program.url, trust_env=False).text
