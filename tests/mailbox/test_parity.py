"""What catcher and Mailpit must do alike: taking a mail and giving it back."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest

from tests.mailbox.conftest import Run
from tests.mailbox.mails import PDF, note
from tests.mailbox.servers import SHOP, MailServer

ENVELOPE = {"total", "unread", "count", "messages_count", "messages_unread", "start", "tags", "messages"}
IN_BOTH = {
    "ID", "MessageID", "From", "To", "Cc", "Bcc", "ReplyTo", "Subject", "Tags", "Username", "Size", "Attachments"
}  # fmt: skip
SUMMARY = IN_BOTH | {"Read", "Created", "Snippet"}
MESSAGE = IN_BOTH | {"ReturnPath", "ListUnsubscribe", "Date", "Text", "HTML", "Inline"}


@pytest.fixture
def row(server: MailServer, mail_id: str) -> dict[str, Any]:
    """The newest row of the list, just after the receipt was delivered."""
    found: dict[str, Any] = server.api("GET", "/api/v1/messages", params={"limit": 5}).json()["messages"][0]
    return found


@pytest.fixture
def message(server: MailServer, mail_id: str) -> dict[str, Any]:
    found: dict[str, Any] = server.api("GET", f"/api/v1/message/{mail_id}").json()
    return found


def test_the_reply_to_the_data_carries_the_mails_id(server: MailServer, run: Run) -> None:
    code, reply = server.deliver(note(run.buyer), [run.buyer])

    assert code == 250
    assert re.fullmatch(r"2\.0\.0 Ok: queued as [0-9A-Za-z]{22}", reply)


def test_a_mail_is_in_the_list_at_once_as_the_newest(mail_id: str, row: dict[str, Any]) -> None:
    assert row["ID"] == mail_id


def test_the_list_has_mailpits_keys(server: MailServer, row: dict[str, Any]) -> None:
    assert set(server.api("GET", "/api/v1/messages").json()) >= ENVELOPE
    assert set(row) == SUMMARY


def test_subject_and_names_are_decoded(row: dict[str, Any], run: Run) -> None:
    assert row["Subject"] == f"Reçu {run.token} paid"
    assert row["From"] == {"Name": "Café Shop", "Address": SHOP}
    assert row["To"] == [{"Name": "Zoë Buyer", "Address": run.buyer}]


def test_a_recipient_of_the_envelope_only_becomes_bcc(row: dict[str, Any], run: Run) -> None:
    assert row["Bcc"] == [{"Name": "", "Address": run.hidden}]


def test_in_a_list_no_addresses_are_null_and_attachments_a_number(row: dict[str, Any]) -> None:
    assert (row["Cc"], row["ReplyTo"], row["Attachments"]) == (None, [], 1)


def test_the_snippet_comes_from_the_html(row: dict[str, Any]) -> None:
    assert row["Snippet"] == "Total 12.50 EUR receipt"


def test_list_raw_and_headers_leave_a_mail_unread_and_reading_does_not(server: MailServer, mail_id: str) -> None:
    def is_read() -> bool:
        rows = server.api("GET", "/api/v1/messages").json()["messages"]
        return bool(next(row["Read"] for row in rows if row["ID"] == mail_id))

    for path in ("raw", "headers"):
        assert server.api("GET", f"/api/v1/message/{mail_id}/{path}").ok
    assert not is_read()
    server.api("GET", f"/api/v1/message/{mail_id}")
    assert is_read()


def test_raw_is_the_source_with_the_servers_lines_on_top(
    server: MailServer, mail_id: str, row: dict[str, Any], run: Run
) -> None:
    answer = server.api("GET", f"/api/v1/message/{mail_id}/raw")

    head = answer.content.partition(b"\r\n\r\n")[0].decode() + "\r\n"
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert head.startswith(f"Bcc: {run.hidden}\r\nMessage-ID: <")
    assert f"Return-Path: <{SHOP}>\r\nReceived: from shop.test" in head
    assert row["Size"] == len(answer.content)


def test_headers_have_canonical_names_and_stay_encoded(server: MailServer, mail_id: str, run: Run) -> None:
    headers = server.api("GET", f"/api/v1/message/{mail_id}/headers").json()

    assert headers["X-Order"] == [run.token]
    assert "Message-Id" in headers
    assert "=?utf-8?" in headers["Subject"][0].lower()


def test_a_message_has_mailpits_keys_and_empty_lists(message: dict[str, Any]) -> None:
    assert set(message) == MESSAGE
    assert (message["Cc"], message["ReplyTo"], message["Inline"]) == ([], [], [])


def test_the_date_is_the_senders_with_its_offset(message: dict[str, Any]) -> None:
    assert message["Date"] == "2026-07-20T10:00:00+12:00"


def test_text_and_html_are_decoded(message: dict[str, Any], run: Run) -> None:
    assert message["Text"].strip() == f"Plain total 12.50 EUR {run.token}"
    assert f"/r/{run.token}'" in message["HTML"]


def test_an_attachment_is_described_and_served(server: MailServer, mail_id: str, message: dict[str, Any]) -> None:
    [attachment] = message["Attachments"]
    assert attachment == {
        "PartID": "2",
        "FileName": "receipt.pdf",
        "ContentType": "application/pdf",
        "ContentID": "",
        "Size": len(PDF),
        "Checksums": {
            "MD5": hashlib.md5(PDF, usedforsecurity=False).hexdigest(),
            "SHA1": hashlib.sha1(PDF, usedforsecurity=False).hexdigest(),
            "SHA256": hashlib.sha256(PDF).hexdigest(),
        },
    }
    part = server.api("GET", f"/api/v1/message/{mail_id}/part/2")
    assert (part.content, part.headers["Content-Type"]) == (PDF, "application/pdf")
    assert "receipt.pdf" in part.headers["Content-Disposition"]


def test_view_serves_the_bare_html_and_text(server: MailServer, mail_id: str, run: Run) -> None:
    html, text = (server.api("GET", f"/view/{mail_id}.{kind}") for kind in ("html", "txt"))

    assert html.headers["Content-Type"].startswith("text/html")
    assert "<b>12.50</b>" in html.text
    assert text.headers["Content-Type"].startswith("text/plain")
    assert run.token in text.text


@pytest.mark.parametrize("path", ["", "/raw", "/headers", "/part/1"])
def test_an_unknown_id_is_a_404_in_plain_text(server: MailServer, path: str) -> None:
    answer = server.api("GET", f"/api/v1/message/nope{path}")

    assert (answer.status_code, answer.text) == (404, "404 page not found")


@pytest.mark.parametrize("path", ["/view/nope.html", "/view/nope.txt", "/api/v1/nope", "/api/v1/messages/"])
def test_an_unknown_address_is_a_404(server: MailServer, path: str) -> None:
    assert server.api("GET", path).status_code == 404


def test_latest_is_the_newest_mail_or_the_newest_found(server: MailServer, mail_id: str, run: Run) -> None:
    newer = server.sent(note("other@example.test"), ["other@example.test"])

    def latest(**params: str) -> str:
        return str(server.api("GET", "/api/v1/message/latest", params=params).json()["ID"])

    assert latest() == newer
    assert latest(query=f"to:{run.buyer}") == mail_id


def test_a_mail_without_any_header_is_refused(server: MailServer, run: Run) -> None:
    assert server.deliver(b"no header here\r\n", [run.buyer])[0] == 451


def test_lines_may_be_longer_than_smtp_allows(server: MailServer, run: Run) -> None:
    long = b"From: a@b.test\r\nTo: " + run.buyer.encode() + b"\r\n\r\n" + b"x" * 20_000 + b"\r\n"

    mail_id = server.sent(long, [run.buyer])

    assert len(server.api("GET", f"/api/v1/message/{mail_id}").json()["Text"].strip()) == 20_000


def test_info_counts_what_was_taken_and_webui_tells_what_can_be_done(server: MailServer, run: Run) -> None:
    def info() -> dict[str, Any]:
        found: dict[str, Any] = server.api("GET", "/api/v1/info").json()
        return found

    before = info()
    mail_id = server.sent(note(run.buyer), [run.buyer])
    server.api("DELETE", "/api/v1/messages", json={"IDs": [mail_id]})
    after = info()

    assert after["RuntimeStats"]["SMTPAccepted"] == before["RuntimeStats"]["SMTPAccepted"] + 1
    assert after["Messages"] == before["Messages"]
    assert server.api("GET", "/api/v1/webui").json()["ChaosEnabled"] is True


@pytest.mark.parametrize("probe", ["/livez", "/readyz"])
def test_probes_answer_with_an_empty_body(server: MailServer, probe: str) -> None:
    answer = server.api("GET", probe)

    assert (answer.status_code, answer.content) == (200, b"")
