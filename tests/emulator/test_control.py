"""The emulator's own routes: readiness, journals, clock; and reproducible ids."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web.app import Emulator
from tests.emulator.api import Api


def journal(api: Api, name: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.client.get(f"/__emulator__/{name}", params=params).json()[name]
    return found


def test_it_says_when_it_is_ready(api: Api) -> None:
    ready = api.client.get("/__emulator__/ready").json()
    assert ready["api_versions"] == ["2024-10-28.acacia", "2026-10-28.endive"]
    assert ready["version"]


def test_requests_are_journalled_without_secrets(api: Api) -> None:
    session = api.open_session()
    api.pay(session["id"])
    entry = journal(api, "requests", contains=session["id"], limit=1)[0]
    assert (entry["method"], entry["path"]) == ("POST", f"/v1/payment_pages/{session['id']}/confirm")
    assert (entry["status"], entry["params"]["key"]) == (200, "***")
    assert entry["params"]["payment_method_data"]["card"]["number"] == "************4242"
    assert entry["params"]["payment_method_data"]["card"]["cvc"] == "***"


def test_refused_requests_are_journalled_with_their_reason(api: Api) -> None:
    api.refused("POST", "customers", colour="red")
    assert journal(api, "requests")[-1]["error"] == "Received unknown parameter: colour"


def test_the_journal_is_searched_and_limited(api: Api) -> None:
    for number in range(3):
        api.post("customers", name=f"Sophie {number}")
    assert len(journal(api, "requests", contains="Sophie")) == 3
    assert [entry["params"]["name"] for entry in journal(api, "requests", limit=2)] == ["Sophie 1", "Sophie 2"]
    assert api.client.get("/__emulator__/requests?limit=many").status_code == 400


def test_the_clock_can_be_set_and_stopped(api: Api) -> None:
    stopped = api.client.post("/__emulator__/clock", json={"now": 2_000_000_000, "frozen": True}).json()
    assert stopped == {"now": 2_000_000_000, "frozen": True}
    assert api.post("customers")["created"] == 2_000_000_000
    assert api.client.post("/__emulator__/clock", json={"advance": 5}).json()["now"] == 2_000_000_005


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"now": "soon"}'])
def test_a_time_that_cannot_be_read_is_explained(api: Api, body: str) -> None:
    answer = api.client.post("/__emulator__/clock", content=body)
    assert (answer.status_code, '{"advance": seconds}' in answer.text) == (400, True)


def test_equal_seeds_make_equal_ids() -> None:
    def ids(seed: str | None) -> list[str]:
        with TestClient(Emulator(EmulatorSettings(seed=seed))) as client:
            api = Api(client, Emulator())
            return [api.paid_intent()["id"], api.open_session()["id"]]

    assert ids("a") == ids("a") != ids("b")
    assert ids(None) != ids(None)


def test_ids_have_stripes_prefixes_and_lengths(api: Api) -> None:
    made = {"pi_": api.paid_intent()["id"], "cs_test_": api.open_session()["id"], "cus_": api.post("customers")["id"]}
    assert {prefix: len(each.removeprefix(prefix)) for prefix, each in made.items()} == {
        "pi_": 24,
        "cs_test_": 58,
        "cus_": 14,
    }


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"EMULATOR_COLOUR": "red"}, "unknown environment variable EMULATOR_COLOUR"),
        ({"EMULATOR_SECRET_KEYS": "sk_live_x"}, "not of test mode"),
        ({"EMULATOR_CA_FILE": "missing.pem"}, "EMULATOR_CA_FILE is .missing.pem."),
        ({"EMULATOR_API_VERSION": "2019-01-01"}, "EMULATOR_API_VERSION is '2019-01-01'"),
    ],
)
def test_wrong_settings_are_refused(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        EmulatorSettings.from_environment(environment)


def test_settings_are_read_from_the_environment() -> None:
    settings = EmulatorSettings.from_environment(
        {"EMULATOR_SECRET_KEYS": "sk_test_a, sk_test_b", "EMULATOR_FORWARDED_EVENTS": "a.b", "PATH": "/bin"}
    )
    assert (settings.secret_keys, settings.forwarded_events) == (("sk_test_a", "sk_test_b"), ("a.b",))
