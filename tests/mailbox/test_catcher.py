"""What only the built-in catcher has: its page for people, its command line, any login."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pennydrop.mailbox.catcher.html_text import html_to_text
from pennydrop.serving import listen, port_of
from tests.mailbox.conftest import Run
from tests.mailbox.mails import note, receipt
from tests.mailbox.servers import MailServer, running

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def catcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    with running("catcher", tmp_path_factory.mktemp("catcher"), "--smtp-auth-accept-any") as server:
        yield server


def test_the_page_lists_the_newest_mail_first(catcher: MailServer, run: Run) -> None:
    older, newer = (catcher.sent(note(run.buyer, subject), [run.buyer]) for subject in ("Older", "Newer"))

    page = catcher.api("GET", "/", params={"query": f"to:{run.buyer}"}).text

    assert re.findall(r'href="/view/(\w+)"', page) == [newer, older]
    assert run.buyer in page


def test_a_mails_page_shows_text_and_html_and_links_its_files(catcher: MailServer, run: Run) -> None:
    mail_id = catcher.sent(receipt(run.token, run.buyer), [run.buyer, run.hidden])

    page = catcher.api("GET", f"/view/{mail_id}").text

    assert f"<h1>Reçu {run.token} paid</h1>" in page
    assert f"Zoë Buyer &lt;{run.buyer}&gt;" in page
    assert run.hidden in page
    assert f"Plain total 12.50 EUR {run.token}" in page
    assert f'<a href="/api/v1/message/{mail_id}/part/2">receipt.pdf</a>' in page
    assert re.search(rf'<iframe sandbox="[^"]*" src="/view/{mail_id}\.html\?embed=1"', page)
    assert catcher.api("GET", "/view/latest").headers["Location"] == f"/view/{mail_id}"


def test_nothing_in_a_mail_reaches_a_page_unescaped(catcher: MailServer, run: Run) -> None:
    mail = note(f'"{EVIL}" <{run.buyer}>', EVIL, EVIL)
    mail.add_attachment(b"x", maintype="image", subtype="png", filename=f"{EVIL}.png")
    mail_id = catcher.sent(mail, [run.buyer])

    for path in ("/", f"/view/{mail_id}", f"/?query={EVIL}"):
        page = catcher.api("GET", path)
        assert EVIL not in page.text
        assert "&lt;script&gt;alert" in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_mails_html_runs_no_script(catcher: MailServer, run: Run) -> None:
    mail = note(run.buyer)
    mail.add_alternative(f"<p>Hello</p>{EVIL}", subtype="html")
    mail.add_attachment(EVIL, subtype="html", filename="evil.html")
    mail_id = catcher.sent(mail, [run.buyer])

    view = catcher.api("GET", f"/view/{mail_id}.html")
    part = catcher.api("GET", f"/api/v1/message/{mail_id}/part/2")

    assert view.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert part.headers["Content-Security-Policy"] == "script-src 'none'"
    sandbox = re.findall(r'sandbox="([^"]*)"', catcher.api("GET", f"/view/{mail_id}").text)
    assert sandbox == ["allow-popups allow-popups-to-escape-sandbox"]


def test_any_login_is_accepted_and_kept(catcher: MailServer, run: Run) -> None:
    with catcher.smtp() as smtp:
        smtp.login("shop", "secret")
        smtp.send_message(note(run.buyer))

    [row] = catcher.api("GET", "/api/v1/search", params={"query": f"to:{run.buyer}"}).json()["messages"]
    assert row["Username"] == "shop"


def test_chaos_refuses_a_login(catcher: MailServer) -> None:
    catcher.api("PUT", "/api/v1/chaos", json={"Authentication": {"Probability": 100}})
    try:
        with catcher.smtp() as smtp:
            smtp.ehlo()
            assert smtp.docmd("AUTH", "PLAIN AHNob3AAc2VjcmV0") == (535, b"Chaos authentication error")
    finally:
        catcher.api("PUT", "/api/v1/chaos", json={})


@pytest.mark.parametrize("option", ["--http-port", "--smtp-port"])
def test_a_taken_port_is_one_line_and_exit_code_1(option: str) -> None:
    ports = {"--http-port": "0", "--smtp-port": "0"}
    with listen(0, "test") as taken:
        ports[option] = str(port_of(taken))
        arguments = [word for pair in ports.items() for word in pair]
        command = [sys.executable, "-m", "pennydrop.mailbox.catcher", *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 1
    assert re.fullmatch(r"pennydrop mail catcher: port \d+ \(mail catcher, \w+\) cannot be taken: .+\n", ended.stderr)


def test_it_ends_quietly_with_a_conversation_open(tmp_path: Path) -> None:
    with running("catcher", tmp_path) as server:
        smtp = server.smtp()
        smtp.ehlo()
    smtp.close()

    assert (tmp_path / "catcher.log").read_text().count("\n") == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Type: multipart/mixed; boundary*0=a; boundary*x=b",
        b'Content-Type: text/plain; charset="utf\x00-8"',
        b"Content-Type: multipart/mixed",
        b"Subject: =?\xff?q?x?=",
        b"Date: Mon, 20 Jul 99999999999 10:00:00 +0000",
    ],
)
def test_a_broken_mail_is_shown_as_far_as_it_can_be(catcher: MailServer, run: Run, broken: bytes) -> None:
    mail_id = catcher.sent(b"From: a@b.test\r\n" + broken + b"\r\n\r\nStill readable\r\n", [run.buyer])

    assert "Still readable" in catcher.api("GET", f"/api/v1/message/{mail_id}").json()["Text"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree"),
        ("<b>1</b><i>2</i> 3\n 4", "12 3 4"),
        ("<head><style>x</style>y</head><body>z", "z"),
        ("a<script>b</script><!-- c -->&amp;&nbsp;d", "a&\u00a0d"),
        ("<table><tr><td>Total</td><td>£5</td></tr></table>", "Total\n£5"),
        ("<a href='https://x.test/?a=1&amp;b=2'>Pay</a> <a href='/rel'>r</a>", "Pay ( https://x.test/?a=1&b=2 ) r"),
        ("<head><title>unclosed<body>seen", "seen"),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    assert html_to_text(html, links=True) == text
