"""The relay as a program of its own, and a client without one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from pennydrop.errors import RelayUnreachable
from pennydrop.eventually import eventually
from pennydrop.relay.client import Relay
from pennydrop.serving import listen, port_of
from tests.relay.events import payment_succeeded
from tests.relay.site import FakeSite

COMMAND = [sys.executable, "-m", "pennydrop.relay"]


def test_it_serves_until_it_is_told_to_end_and_writes_its_journal(site: FakeSite, tmp_path: Path) -> None:
    file = tmp_path / "deliveries.jsonl"
    command = [*COMMAND, "--port", "0", "--forward-to", site.url, "--journal", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found
            eventually("the relay is ready", Relay(found[0]).ready)
            assert requests.post(found[0], data=payment_succeeded("pi_1"), timeout=10).status_code == 200
        finally:
            process.terminate()
    assert json.loads(file.read_text())["status"] == 200


def test_a_taken_port_is_one_line_and_exit_code_1(site: FakeSite) -> None:
    with listen(0, "test") as taken:
        command = [*COMMAND, "--port", str(port_of(taken)), "--forward-to", site.url]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 1
    assert re.fullmatch(r"pennydrop relay: port \d+ \(relay\) cannot be taken: .+\n", ended.stderr)


def test_a_site_address_must_be_a_web_address() -> None:
    command = [*COMMAND, "--port", "0", "--forward-to", "localhost:8000"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 2
    assert "it must begin with http:// or https://" in ended.stderr


def test_a_client_without_a_relay_says_so() -> None:
    with listen(0, "test") as once:
        port = port_of(once)
    relay = Relay(f"http://127.0.0.1:{port}/")

    assert not relay.ready()
    with pytest.raises(RelayUnreachable, match=rf"the relay at http://127\.0\.0\.1:{port} does not answer"):
        relay.deliveries("zoe@example.test")
