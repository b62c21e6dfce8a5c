"""Without a list of forwarded types, a CLI session learns from the answers which ones reach the site."""

from __future__ import annotations

import time

from starlette.testclient import WebSocketTestSession

from tests.emulator.api import Api
from tests.emulator.test_cli_session import acknowledge, answer, event_type, listen, next_frame, open_session


def test_a_type_without_an_answer_is_waited_for_only_once(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        first, second = (elapsed_of_filtered_payment(api, socket) for _ in "ab")
    # Three types of 0.3 s patience each before the last; the second time none is left.
    assert first > 0.9
    assert second < first / 2


def elapsed_of_filtered_payment(api: Api, socket: WebSocketTestSession) -> float:
    api.paid_intent()
    started = time.perf_counter()
    while event_type(frame := next_frame(socket)) != "charge.updated":
        acknowledge(socket, frame)
    acknowledge(socket, frame)
    return time.perf_counter() - started


def test_a_type_that_was_answered_is_waited_for(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        for _ in "ab":
            api.paid_intent()
            types = []
            for _event in range(4):
                frame = next_frame(socket)
                types.append(event_type(frame))
                answer(socket, frame)
            assert types == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated"]
