"""What `stripe listen` meets: its session, its frames, and their order."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stripe
from starlette.testclient import WebSocketDenialResponse, WebSocketTestSession

from pennydrop.emulator.settings import EmulatorSettings
from tests.emulator.api import Api
from tests.emulator.conftest import SIGNING_SECRET

FORWARDED = ("payment_intent.succeeded", "checkout.session.completed")
SUBPROTOCOL = "stripecli-devproxy-v1"


@pytest.fixture
def settings() -> EmulatorSettings:
    return EmulatorSettings(signing_secret=SIGNING_SECRET, forwarded_events=FORWARDED)


def open_session(api: Api) -> dict[str, Any]:
    return api.post("stripecli/sessions", device_name="test", websocket_features=["webhooks"])


def listen(api: Api, session: dict[str, Any]) -> WebSocketTestSession:
    path = session["websocket_url"].removeprefix("ws://127.0.0.1:4242")
    return api.client.websocket_connect(f"{path}?websocket_feature=webhooks", subprotocols=[SUBPROTOCOL])


def next_frame(socket: WebSocketTestSession) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(socket.receive_text())
    return frame


def event_type(frame: dict[str, Any]) -> str:
    return str(json.loads(frame["event_payload"])["type"])


def acknowledge(socket: WebSocketTestSession, frame: dict[str, Any]) -> None:
    conversation = frame["webhook_conversation_id"]
    socket.send_text(json.dumps({"type": "event_ack", "webhook_conversation_id": conversation}))


def answer(socket: WebSocketTestSession, frame: dict[str, Any], status: int = 200) -> None:
    acknowledge(socket, frame)
    conversation = frame["webhook_conversation_id"]
    response = {"type": "webhook_response", "webhook_conversation_id": conversation, "status": status}
    socket.send_text(json.dumps(response))


def receive_until(socket: WebSocketTestSession, wanted: str) -> dict[str, Any]:
    """Let everything pass that comes before ``wanted``."""
    while event_type(frame := next_frame(socket)) != wanted:
        acknowledge(socket, frame)
    return frame


def test_the_session_says_where_to_listen_and_its_secret_is_stable(api: Api) -> None:
    first, second = open_session(api), open_session(api)
    assert first["websocket_id"] != second["websocket_id"]
    assert first["secret"] == second["secret"] == SIGNING_SECRET


def test_frames_are_signed_over_the_exact_payload(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        assert socket.accepted_subprotocol == SUBPROTOCOL
        api.post("customers", name="Søren")
        frame = next_frame(socket)
        payload, signature = frame["event_payload"], frame["http_headers"]["Stripe-Signature"]
        event = stripe.Webhook.construct_event(payload, signature, SIGNING_SECRET)
        assert event.data.object["name"] == "Søren"
        assert frame["endpoint"] == {"api_version": None}
        acknowledge(socket, frame)


def test_a_payments_next_event_waits_for_the_sites_answer(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        api.pay(api.open_session()["id"])
        succeeded = receive_until(socket, "payment_intent.succeeded")
        acknowledge(socket, succeeded)
        # Another payment does not wait: its first event overtakes what this one still holds back.
        other = api.paid_intent()["id"]
        overtaking = next_frame(socket)
        assert json.loads(overtaking["event_payload"])["data"]["object"]["id"] == other
        answer(socket, succeeded)
        acknowledge(socket, overtaking)
        receive_until(socket, "checkout.session.completed")


def test_the_sites_answer_is_journalled(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        session = api.open_session()["id"]
        api.pay(session)
        answer(socket, receive_until(socket, "payment_intent.succeeded"), 500)
        answer(socket, receive_until(socket, "checkout.session.completed"), 200)
        receive_until(socket, "charge.updated")
        found = api.client.get(f"/__emulator__/deliveries?contains={session}").json()["deliveries"]
        assert [(entry["type"], entry["via"], entry["status"]) for entry in found] == [
            ("checkout.session.completed", "cli", 200)
        ]
        statuses = {entry["type"]: entry["status"] for entry in deliveries(api)}
        assert (statuses["payment_intent.succeeded"], statuses["charge.succeeded"]) == (500, None)


def deliveries(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.client.get("/__emulator__/deliveries").json()["deliveries"]
    return found


def test_events_wait_for_a_cli_that_reconnects(api: Api) -> None:
    session = open_session(api)
    with listen(api, session):
        pass
    api.post("customers")
    with listen(api, session) as socket:
        assert event_type(next_frame(socket)) == "customer.created"


def test_an_event_is_sent_again_on_request(api: Api) -> None:
    api.post("customers")
    event = api.get("events")["data"][0]["id"]
    with listen(api, open_session(api)) as socket:
        assert api.post(f"events/{event}/retry", for_stripecli=True)["id"] == event
        frame = next_frame(socket)
        assert json.loads(frame["event_payload"])["id"] == event
        acknowledge(socket, frame)


def test_what_the_cli_says_beside_the_point_is_ignored(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        socket.send_text("not json")
        socket.send_text('{"type": "event_ack", "webhook_conversation_id": "wc_unknown"}')
        api.post("customers")
        assert event_type(next_frame(socket)) == "customer.created"


def test_a_session_nobody_opened_is_refused_in_the_clis_words(api: Api) -> None:
    with pytest.raises(WebSocketDenialResponse) as refused, listen(api, {"websocket_url": "/v1/stripecli/sessions/x"}):
        pass
    assert refused.value.json()["error"]["message"] == "Unknown WebSocket ID."


def test_request_logs_are_not_emulated(api: Api) -> None:
    error = api.refused("POST", "stripecli/sessions", 501, websocket_features=["request_logs"])
    assert error["code"] == "not_emulated"


def test_events_of_other_accounts_do_not_arrive(api: Api) -> None:
    with listen(api, open_session(api)) as socket:
        Api(api.client, api.emulator, "sk_test_other").post("customers", name="Ben")
        api.post("customers", name="Sophie")
        assert json.loads(next_frame(socket)["event_payload"])["data"]["object"]["name"] == "Sophie"
