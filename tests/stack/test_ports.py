"""A port in somebody else's hands is refused with his name and the setting to change."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator

import pytest

from pennydrop.errors import PortTaken
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.ports import require_free, require_own
from pennydrop.stack.probes import http_answers
from tests.stack.programs import STAYS, web_server


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_free_port_is_fine(free_port: Callable[[], int]) -> None:
    require_free("relay_port", free_port())


def test_a_taken_port_names_its_holder_and_the_setting(taken: int) -> None:
    with pytest.raises(PortTaken, match=rf"port {taken} is held by pid {os.getpid()} \(.+\).*PENNYDROP_RELAY_PORT"):
        require_free("relay_port", taken)


def test_an_answer_from_a_strange_process_is_refused(taken: int, launcher: Launcher) -> None:
    ours = launcher.process("ours", STAYS, {})
    ours.start(lambda: True)
    assert ours.pid
    with pytest.raises(PortTaken, match=f"answered by pid {os.getpid()} .*not by the process just started"):
        require_own("site_port", taken, ours.pid)
    ours.stop()


def test_an_answer_from_our_own_process_is_accepted(launcher: Launcher, free_port: Callable[[], int]) -> None:
    port = free_port()
    ours = launcher.process("ours", web_server(port), {})
    ours.start(http_answers(f"http://127.0.0.1:{port}/"))
    assert ours.pid
    require_own("site_port", port, ours.pid)
    ours.stop()
