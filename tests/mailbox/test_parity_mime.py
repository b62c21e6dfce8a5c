"""What catcher and Mailpit must do alike: taking a mail apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mailbox.conftest import Run
from tests.mailbox.servers import MailServer

LATIN = "charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable"
TEXT = "Content-Type: text/plain; charset=utf-8\n\nplain"
OTHER_TEXT = "Content-Type: text/plain; charset=utf-8\n\nother"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>html</p>"


def multipart(kind: str, *parts: str, boundary: str = "outer") -> str:
    lines = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{lines}--{boundary}--\n"


def base64_part(headers: str) -> str:
    return f"{headers}\nContent-Transfer-Encoding: base64\n\nAAEC"


def message(server: MailServer, run: Run, mime: str, headers: str = "") -> dict[str, Any]:
    """The mail as the server tells it, sent with ``mime`` as its last header and body."""
    source = f"From: a@b.test\nTo: {run.buyer}\nMIME-Version: 1.0\n{headers}{mime}"
    mail_id = server.sent(source.replace("\n", "\r\n").encode(), [run.buyer])
    found: dict[str, Any] = server.api("GET", f"/api/v1/message/{mail_id}").json()
    return found


@pytest.mark.parametrize(
    ("mime", "text", "html"),
    [
        (multipart("mixed", TEXT, OTHER_TEXT), "plain\n--\nother", ""),
        (multipart("alternative", TEXT, OTHER_TEXT, HTML), "plain", "<p>html</p>"),
        (multipart("mixed", multipart("alternative", TEXT, HTML, boundary="inner")), "plain", "<p>html</p>"),
        (HTML, "html", "<p>html</p>"),  # the text is made from the HTML
        (f"Content-Type: text/plain; {LATIN}\n\ncaf=E9", "café", ""),
        ("Content-Type: text/plain; charset=unheard-of\n\nplain", "plain", ""),
    ],
)
def test_the_texts_of_a_mail(server: MailServer, run: Run, mime: str, text: str, html: str) -> None:
    found = message(server, run, mime)

    assert (found["Text"].strip(), found["HTML"].strip()) == (text, html)


PNG = base64_part("Content-Type: image/png\nContent-ID: <pic>\nContent-Disposition: inline")
CSV = f"Content-Disposition: attachment; filename=a.csv\nContent-Type: text/csv; {LATIN}\n\ncaf=E9"
RECEIPT = "Content-Type: image/png\nContent-Disposition: attachment; filename*=utf-8''re%C3%A7u.png\n\nX"
OCTETS = "Content-Type: application/octet-stream; name=x.bin"


@pytest.mark.parametrize(
    ("mime", "attachments", "inline"),
    [
        (multipart("mixed", TEXT, base64_part(OCTETS)), ["2 x.bin 3"], []),
        (multipart("mixed", TEXT, base64_part(OCTETS + "\nContent-Disposition: inline")), ["2 x.bin 3"], ["2 x.bin 3"]),
        (multipart("mixed", TEXT, "Content-Type: text/calendar; name=c.ics\n\nBEGIN"), [], ["2 c.ics 5"]),
        (multipart("mixed", multipart("related", HTML, PNG, boundary="inner")), [], ["1.2 pic 3"]),
        (multipart("mixed", TEXT, CSV), ["2 a.csv 5"], []),
        (base64_part("Content-Type: application/pdf; name=x.pdf"), ["0 x.pdf 3"], []),
        (multipart("mixed", TEXT, base64_part("Content-Type: application/octet-stream")), [], []),  # without a name
        (multipart("mixed", TEXT, RECEIPT), ["2 reçu.png 1"], []),
    ],
)
def test_the_parts_of_a_mail(
    server: MailServer, run: Run, mime: str, attachments: list[str], inline: list[str]
) -> None:
    found = message(server, run, mime)

    for key, expected in (("Attachments", attachments), ("Inline", inline)):
        assert [f"{it['PartID']} {it['FileName']} {it['Size']}" for it in found[key]] == expected


def test_an_embedded_picture_is_served_where_the_view_looks_for_it(server: MailServer, run: Run) -> None:
    html = 'Content-Type: text/html; charset=utf-8\n\n<img src="cid:pic">'
    found = message(server, run, multipart("related", html, PNG))

    address = f"/api/v1/message/{found['ID']}/part/2"
    assert address in server.api("GET", f"/view/{found['ID']}.html").text
    assert server.api("GET", address).content == b"\x00\x01\x02"


@pytest.mark.parametrize(
    ("headers", "key", "expected"),
    [
        ('Cc: "Doe, Jo" <jo@d.test>, k@d.test\n', "Cc", [("Doe, Jo", "jo@d.test"), ("", "k@d.test")]),
        ("Cc: =?utf-8?q?Z=C3=B3?= <z@d.test>\n", "Cc", [("Zó", "z@d.test")]),
        ("Cc: bad address\n", "Cc", []),
        ("Cc: Zoë <z@d.test>\n", "Cc", [("Zoë", "z@d.test")]),  # raw UTF-8
        ("Reply-To: r@d.test\n", "ReplyTo", [("", "r@d.test")]),
    ],
)
def test_the_addresses_of_a_mail(
    server: MailServer, run: Run, headers: str, key: str, expected: list[tuple[str, str]]
) -> None:
    found = message(server, run, TEXT, headers)

    assert [(it["Name"], it["Address"]) for it in found[key]] == expected


@pytest.mark.parametrize(
    ("headers", "key", "expected"),
    [
        ("Subject: =?utf-8?b?w6k=?= =?utf-8?b?w6g=?= x\n folded\n", "Subject", "éè x folded"),
        ("Message-ID: <m1@x>\n", "MessageID", "m1@x"),
        ("Date: Mon, 20 Jul 2026 10:00:00 -0000\n", "Date", "2026-07-20T10:00:00Z"),
        ("Return-Path: <other@x.test>\n", "ReturnPath", "shop@merchant.test"),
    ],
)
def test_other_headers_of_a_mail(server: MailServer, run: Run, headers: str, key: str, expected: str) -> None:
    assert message(server, run, TEXT, headers)[key] == expected
