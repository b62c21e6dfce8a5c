"""Probes: what counts as an answer, and what a reader learns while there is none."""

from __future__ import annotations

import socket
from collections.abc import Callable
from threading import Thread

import pytest

from pennydrop.stack.probes import all_hold, get, http_answers, smtp_greets
from tests.fake_api import FakeApi


def test_a_refused_connection_is_named(free_port: Callable[[], int]) -> None:
    url = f"http://127.0.0.1:{free_port()}/healthz"
    with pytest.raises(AssertionError, match=f"GET {url}: .*Connection refused"):
        http_answers(url)()


def test_a_wrong_status_is_not_yet_an_answer(fake_api: FakeApi) -> None:
    fake_api.status = 503
    with pytest.raises(AssertionError, match="answered 503"):
        http_answers(fake_api.url)()


def test_a_redirect_is_an_answer_where_anything_below_500_is(fake_api: FakeApi) -> None:
    fake_api.status, fake_api.headers = 302, {"Location": "/accounts/login/"}
    assert http_answers(fake_api.url, below=500)().status_code == 302
    assert len(fake_api.asked) == 1, "the redirect was followed"


def test_a_proxy_is_never_asked_for_this_machine(fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert get(fake_api.url).ok


@pytest.mark.parametrize(("banner", "greeted"), [(b"220 mail ESMTP\r\n", True), (b"554 go away\r\n", False)])
def test_smtp_greets_with_220(banner: bytes, greeted: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()

        def say() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(banner)

        thread = Thread(target=say)
        thread.start()
        if greeted:
            assert smtp_greets(host, port)() == banner
        else:
            with pytest.raises(AssertionError, match="go away"):
                smtp_greets(host, port)()
        thread.join()


def test_all_hold_needs_every_probe() -> None:
    assert all_hold(lambda: 1, lambda: "yes")()
    assert not all_hold(lambda: 1, lambda: None)()
