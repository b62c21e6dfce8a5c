"""What catcher and Mailpit must do alike: marking, tagging, deleting, sending and refusing."""

from __future__ import annotations

import base64
import re
import smtplib
from collections.abc import Iterator

import pytest

from tests.mailbox.conftest import Run
from tests.mailbox.mails import note
from tests.mailbox.servers import SHOP, MailServer


def found(server: MailServer, query: str) -> int:
    return int(server.api("GET", "/api/v1/search", params={"query": query}).json()["messages_count"])


def test_a_mail_can_be_marked_unread_again_by_id_or_by_search(server: MailServer, mail_id: str, run: Run) -> None:
    for selection in ({"IDs": [mail_id]}, {"Search": f"to:{run.buyer}"}):
        server.api("GET", f"/api/v1/message/{mail_id}")
        assert found(server, f"to:{run.buyer} is:read") == 1
        assert server.api("PUT", "/api/v1/messages", json=selection | {"Read": False}).text == "ok"
        assert found(server, f"to:{run.buyer} is:unread") == 1


def test_ids_and_search_at_once_are_refused(server: MailServer, mail_id: str) -> None:
    both = {"IDs": [mail_id], "Search": "x", "Read": True}
    answer = server.api("PUT", "/api/v1/messages", json=both)

    assert (answer.status_code, answer.text) == (
        400,
        "You may specify either IDs or a search query, not both",
    )


def test_a_plus_address_becomes_a_tag_that_is_searched_as_a_whole(server: MailServer, run: Run) -> None:
    address = f"x+vip{run.token}@example.test"
    server.sent(note(address), [address])

    assert f"vip{run.token}" in server.api("GET", "/api/v1/tags").json()
    assert found(server, f"tag:VIP{run.token}") == 1
    assert found(server, f"tag:vip{run.token[:-1]}") == 0


def test_tags_are_replaced_and_cleaned(server: MailServer, mail_id: str, run: Run) -> None:
    for tags in (["old"], [f"paid/!{run.token}"]):
        assert server.api("PUT", "/api/v1/tags", json={"IDs": [mail_id], "Tags": tags}).text == "ok"

    assert server.api("GET", f"/api/v1/message/{mail_id}").json()["Tags"] == [f"paid {run.token}"]


def test_the_send_api_takes_a_mail_with_an_attachment(server: MailServer, run: Run) -> None:
    answer = server.api(
        "POST",
        "/api/v1/send",
        json={
            "From": {"Email": SHOP},
            "To": [{"Email": run.buyer, "Name": "Zoë"}],
            "Bcc": [run.hidden],
            "Subject": "By API",
            "Text": "Hello",
            "HTML": "<p>Hello</p>",
            "Headers": {"X-Order": run.token},
            "Attachments": [{"Filename": "a.txt", "Content": base64.b64encode(b"abc").decode()}],
        },
    )

    assert re.fullmatch(r"[0-9A-Za-z]{22}", answer.json()["ID"])
    message = server.api("GET", f"/api/v1/message/{answer.json()['ID']}").json()
    assert message["To"] == [{"Name": "Zoë", "Address": run.buyer}]
    assert message["Bcc"] == [{"Name": "", "Address": run.hidden}]
    assert (message["Text"].strip(), message["HTML"].strip()) == ("Hello", "<p>Hello</p>")
    assert [(it["FileName"], it["Size"]) for it in message["Attachments"]] == [("a.txt", 3)]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"To": [{"Email": "not an address"}]}, "invalid To address: not an address"),
        ({}, "no recipients"),
        ({"To": [{"Email": "z@x.test"}], "Headers": {"subject": "x"}}, 'cannot overwrite header: "subject"'),
        ({"To": [{"Email": "z@x.test"}], "Attachments": [{"Filename": "a", "Content": "!"}]}, "decoding base64"),
    ],
)
def test_the_send_api_refuses_in_json(server: MailServer, fields: dict[str, object], error: str) -> None:
    answer = server.api("POST", "/api/v1/send", json={"From": {"Email": SHOP}} | fields)

    assert answer.status_code == 400
    assert error in answer.json()["Error"]


def test_a_search_can_be_deleted(server: MailServer, mail_id: str, run: Run) -> None:
    assert server.api("DELETE", "/api/v1/search", params={"query": f"to:{run.buyer}"}).text == "ok"

    assert found(server, f"to:{run.buyer}") == 0


def test_deleting_by_id_leaves_the_others(server: MailServer, mail_id: str, run: Run) -> None:
    other = server.sent(note(run.buyer), [run.buyer])

    assert server.api("DELETE", "/api/v1/messages", json={"IDs": [mail_id]}).text == "ok"

    assert server.api("GET", f"/api/v1/message/{mail_id}").status_code == 404
    assert server.api("GET", f"/api/v1/message/{other}").status_code == 200


@pytest.mark.parametrize("body", [b"not json", b"", b"{}", b'{"IDs": []}', b'{"IDs": "abc"}'])
def test_a_delete_that_names_no_ids_deletes_everything(server: MailServer, mail_id: str, body: bytes) -> None:
    assert server.api("DELETE", "/api/v1/messages", data=body).text == "ok"

    box = server.api("GET", "/api/v1/messages").json()
    assert (box["total"], box["messages"], box["tags"]) == (0, [], [])
    assert server.api("GET", "/api/v1/message/latest").status_code == 404


@pytest.fixture
def chaotic(server: MailServer) -> Iterator[MailServer]:
    yield server
    server.api("PUT", "/api/v1/chaos", json={})


def test_chaos_refuses_a_sender_until_it_is_switched_off(chaotic: MailServer) -> None:
    wanted = {"Sender": {"ErrorCode": 421, "Probability": 100}}
    set_to = chaotic.api("PUT", "/api/v1/chaos", json=wanted).json()
    with chaotic.smtp() as smtp:
        smtp.ehlo()
        assert smtp.mail(SHOP) == (421, b"Chaos sender error")
    off = chaotic.api("PUT", "/api/v1/chaos", json={}).json()

    assert set_to == wanted | {
        "Recipient": {"ErrorCode": 451, "Probability": 0},
        "Authentication": {"ErrorCode": 535, "Probability": 0},
    }
    assert off == chaotic.api("GET", "/api/v1/chaos").json()
    assert off["Sender"] == {"ErrorCode": 451, "Probability": 0}


def test_chaos_refuses_a_recipient(chaotic: MailServer, run: Run) -> None:
    chaotic.api("PUT", "/api/v1/chaos", json={"Recipient": {"ErrorCode": 550, "Probability": 100}})

    with chaotic.smtp() as smtp, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        smtp.send_message(note(run.buyer))

    assert refused.value.recipients == {run.buyer: (550, b"Chaos recipient error")}
    assert found(chaotic, f"to:{run.buyer}") == 0


@pytest.mark.parametrize(
    ("trigger", "error"),
    [
        ({"ErrorCode": 200, "Probability": 100}, "error code must be between 400 and 599"),
        ({"ErrorCode": 451, "Probability": 101}, "probability must be between 0 and 100"),
    ],
)
def test_chaos_out_of_range_is_refused(chaotic: MailServer, trigger: dict[str, int], error: str) -> None:
    answer = chaotic.api("PUT", "/api/v1/chaos", json={"Sender": trigger})

    assert (answer.status_code, answer.text) == (400, error)
