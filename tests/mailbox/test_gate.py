"""The gate in front of a mailbox: what passes, what is refused, and what it costs."""

from __future__ import annotations

import smtplib
import subprocess
import sys
from collections.abc import Iterator

import pytest

from pennydrop.errors import MailboxUnreachable
from pennydrop.eventually import eventually
from pennydrop.mailbox.client import Mailbox
from pennydrop.mailbox.gate.client import MailGate
from pennydrop.serving import listen, port_of
from pennydrop.stack.probes import all_hold, http_answers, smtp_greets
from tests.mailbox.conftest import Run
from tests.mailbox.mails import receipt
from tests.mailbox.servers import MailServer


@pytest.fixture(scope="module")
def door(server: MailServer) -> Iterator[tuple[MailServer, MailGate]]:
    """The mailbox as a site reaches it, and the gate's control."""
    with listen(0, "http") as http, listen(0, "smtp") as smtp:
        http_port, smtp_port = port_of(http), port_of(smtp)
    ports = ["--smtp-port", str(smtp_port), "--http-port", str(http_port)]
    command = [sys.executable, "-m", "pennydrop.mailbox.gate", *ports, "--forward-to", f"127.0.0.1:{server.smtp_port}"]
    gate = MailGate(f"http://127.0.0.1:{http_port}")
    with subprocess.Popen(command) as process:
        try:
            eventually(
                "the gate is open", all_hold(http_answers(gate.url + "/ready"), smtp_greets("127.0.0.1", smtp_port))
            )
            yield MailServer(server.name, server.url, smtp_port), gate
        finally:
            process.terminate()
    gate.close()


@pytest.fixture
def outside(door: tuple[MailServer, MailGate]) -> MailServer:
    return door[0]


@pytest.fixture
def gate(door: tuple[MailServer, MailGate]) -> MailGate:
    return door[1]


def test_a_mail_passes_with_its_envelope_and_the_mailbox_own_reply(
    outside: MailServer, mailbox: Mailbox, run: Run
) -> None:
    code, reply = outside.deliver(receipt(run.token, run.buyer), [run.buyer, run.hidden])

    [mail] = mailbox.mails_to(run.hidden)
    assert (code, reply.rpartition(" ")[2]) == (250, mail.id)
    assert [address.address for address in mail.to] == [run.buyer]


def test_several_mails_pass_in_one_connection(outside: MailServer, mailbox: Mailbox, run: Run) -> None:
    with outside.smtp() as smtp:
        for _ in range(3):
            smtp.send_message(receipt(run.token, run.buyer))
    assert len(mailbox.mails_to(run.buyer)) == 3


def test_a_text_that_looks_like_a_command_is_text(
    outside: MailServer, gate: MailGate, mailbox: Mailbox, run: Run
) -> None:
    mail = f"Subject: Commands\r\nTo: {run.buyer}\r\n\r\nRCPT TO:<{run.hidden}>\r\n.\r\n..\r\nQUIT\r\n".encode()
    with gate.refuse(run.hidden):
        outside.deliver(mail, [run.buyer])
    [arrived] = mailbox.mails_to(run.buyer)
    assert arrived.text.split("\n")[:4] == [f"RCPT TO:<{run.hidden}>", ".", "..", "QUIT"]


def test_during_an_outage_nothing_of_a_mail_arrives_and_the_connection_ends(
    outside: MailServer, gate: MailGate, mailbox: Mailbox, run: Run
) -> None:
    mail = receipt(run.token, run.buyer)
    with gate.refuse(run.token), outside.smtp() as smtp:
        with pytest.raises(smtplib.SMTPRecipientsRefused, match="421"):
            smtp.send_message(mail)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            smtp.noop()
        assert gate.refused(run.token) == 1
    assert mailbox.mails_to(run.buyer) == []

    outside.deliver(mail, [run.buyer])
    assert len(mailbox.mails_to(run.buyer)) == 1


def test_other_peoples_mail_passes_during_an_outage(
    outside: MailServer, gate: MailGate, mailbox: Mailbox, run: Run
) -> None:
    with gate.refuse("somebody-else@example.test"):
        outside.deliver(receipt(run.token, run.buyer), [run.buyer])
    assert len(mailbox.mails_to(run.buyer)) == 1


def test_a_refusal_without_end_of_the_connection(outside: MailServer, gate: MailGate, run: Run) -> None:
    with gate.refuse(run.hidden, code=550), outside.smtp() as smtp:
        refused = smtp.send_message(receipt(run.token, run.buyer), to_addrs=[run.buyer, run.hidden])
    assert {address: code for address, (code, _) in refused.items()} == {run.hidden: 550}


def test_an_order_that_makes_no_sense_is_explained(gate: MailGate) -> None:
    with pytest.raises(MailboxUnreachable, match="recipient must be a text"):
        gate.refuse(" ")
    with pytest.raises(MailboxUnreachable, match="400 to 599"):
        gate.refuse("somebody", code=250)
