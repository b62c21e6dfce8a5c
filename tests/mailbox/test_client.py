"""The client of the mailbox, against whatever server there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.errors import MailboxUnreachable
from pennydrop.eventually import DeadlinePassed, Patience
from pennydrop.mailbox.chaos import OFF, Chaos, Trigger
from pennydrop.mailbox.client import Mailbox, MailboxRefused
from pennydrop.mailbox.mail import Address, parse_time
from pennydrop.serving import listen, port_of
from tests.mailbox.conftest import Run
from tests.mailbox.mails import PDF, note
from tests.mailbox.servers import SHOP, MailServer

AT_ONCE = Patience(deadline=0.05, interval=0.01)


def test_a_mail_is_given_as_a_reader_sees_it(mailbox: Mailbox, mail_id: str, run: Run) -> None:
    [mail] = mailbox.mails_to(run.buyer)

    assert (mail.id, mail.subject) == (mail_id, f"Reçu {run.token} paid")
    assert mail.sender == Address("Café Shop", SHOP)
    assert (mail.to, mail.cc, mail.bcc) == ((Address("Zoë Buyer", run.buyer),), (), (Address("", run.hidden),))
    assert mail.text.strip() == f"Plain total 12.50 EUR {run.token}"
    assert "<b>12.50</b>" in mail.html
    assert abs(datetime.now(UTC) - mail.created) < timedelta(minutes=1)
    assert mail.date.isoformat() == "2026-07-20T10:00:00+12:00"
    [attachment] = mail.attachments
    assert (attachment.file_name, attachment.size) == ("receipt.pdf", len(PDF))
    assert mailbox.part(mail.id, attachment.part_id) == PDF


def test_no_break_spaces_and_line_ends_are_made_plain(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    server.sent(note(run.buyer, "Paid\u00a05", "Total\u202f12,50\u00a0EUR\r\nThanks\r\n"), [run.buyer])

    [mail] = mailbox.mails_to(run.buyer)

    assert (mail.subject, mail.text.strip()) == ("Paid 5", "Total 12,50 EUR\nThanks")


def test_mails_to_finds_the_exact_address_only(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    for address in (f"jim{run.buyer}", f"{run.buyer}.org", run.buyer.upper()):
        server.sent(note(address), [address])

    assert [mail.to[0].address for mail in mailbox.mails_to(run.buyer)] == [run.buyer.upper()]


def test_mails_to_does_not_find_what_the_address_itself_sent(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    mail = note("other@example.test")
    mail["Reply-To"] = run.buyer
    server.sent(mail, ["other@example.test"])

    assert mailbox.mails_to(run.buyer) == []


@pytest.mark.parametrize("local_part", ["o'neil", "a+b", "a_b-c.d", "a%b", "a&b", "zoë"])
def test_mails_to_finds_unusual_addresses(server: MailServer, mailbox: Mailbox, run: Run, local_part: str) -> None:
    address = f"{local_part}@{run.token}.test"
    server.sent(f"From: {SHOP}\r\nTo: {address}\r\n\r\nx\r\n".encode(), ["other@example.test"])

    assert len(mailbox.mails_to(address)) == 1


def test_mails_to_finds_blind_copies_and_comes_oldest_first(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    for subject in ("First", "Second", "Third"):
        server.sent(note("other@example.test", subject), ["other@example.test", run.hidden])

    assert [mail.subject for mail in mailbox.mails_to(run.hidden)] == ["First", "Second", "Third"]


def test_mails_to_leaves_out_what_came_before(server: MailServer, mailbox: Mailbox, run: Run, mail_id: str) -> None:
    [first] = mailbox.mails_to(run.buyer)

    assert [mail.id for mail in mailbox.mails_to(run.buyer, since=first.created)] == [mail_id]
    assert mailbox.mails_to(run.buyer, since=first.created + timedelta(milliseconds=1)) == []


def test_received_picks_by_subject(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    for subject in ("Your receipt", "Your lesson"):
        server.sent(note(run.buyer, subject), [run.buyer])

    assert [mail.subject for mail in mailbox.received(run.buyer, "receipt")] == ["Your receipt"]
    assert len(mailbox.received(run.buyer)) == 2


def test_waiting_for_mail_that_does_not_come_tells_what_did(mailbox: Mailbox, run: Run, mail_id: str) -> None:
    assert len(mailbox.wait_for(run.buyer, "paid")) == 1

    with pytest.raises(DeadlinePassed) as passed:
        mailbox.wait_for(run.buyer, "paid", count=2, patience=AT_ONCE)

    assert str(passed.value).startswith(f"mail about 'paid' to {run.buyer}: not within")
    assert f"1 of 2; the newest are 'Reçu {run.token} paid' to Zoë Buyer <{run.buyer}>" in str(passed.value)


def test_a_search_gives_every_page(
    server: MailServer, mailbox: Mailbox, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pennydrop.mailbox.client.PAGE", 2)
    ids = [server.sent(note(run.buyer), [run.buyer]) for _ in range(5)]

    assert [summary.id for summary in mailbox.iter_search(f"to:{run.buyer}")] == ids[::-1]
    assert [summary.id for summary in mailbox.search(f"to:{run.buyer}", limit=1, start=1)] == [ids[3]]
    assert mailbox.count(f"to:{run.buyer}") == 5


def test_source_and_headers_are_at_hand(mailbox: Mailbox, mail_id: str, run: Run) -> None:
    assert mailbox.headers(mail_id)["X-Order"] == [run.token]
    assert f"X-Order: {run.token}\r\n".encode() in mailbox.raw(mail_id)


def test_deleting_takes_repeated_and_unknown_ids(mailbox: Mailbox, mail_id: str, run: Run) -> None:
    mailbox.delete([mail_id, mail_id, "unknown"])

    assert mailbox.mails_to(run.buyer) == []
    assert mailbox.ready(), "Mailpit hangs after a delete with one id twice"


@pytest.mark.parametrize("ids", [[], [""]])
def test_deleting_nothing_in_particular_is_refused(mailbox: Mailbox, mail_id: str, run: Run, ids: list[str]) -> None:
    with pytest.raises(ValueError, match="would take none as all"):
        mailbox.delete(ids)

    assert len(mailbox.mails_to(run.buyer)) == 1


def test_a_search_is_deleted_only_if_it_finds_what_is_expected(mailbox: Mailbox, mail_id: str, run: Run) -> None:
    with pytest.raises(ValueError, match="finds 1 mails where 2 were to be deleted"):
        mailbox.delete_search(f"to:{run.buyer}", expected=2)
    assert mailbox.count(f"to:{run.buyer}") == 1

    mailbox.delete_search(f"to:{run.buyer}", expected=1)
    assert mailbox.count(f"to:{run.buyer}") == 0


def test_an_empty_search_is_refused(mailbox: Mailbox) -> None:
    with pytest.raises(ValueError, match="an empty search finds nothing"):
        mailbox.count(" ")
    with pytest.raises(ValueError, match="'zoe' is no e-mail address"):
        mailbox.mails_to("zoe")


def test_the_count_of_accepted_mails_survives_their_deletion(server: MailServer, mailbox: Mailbox, run: Run) -> None:
    before = mailbox.accepted()

    mailbox.delete([server.sent(note(run.buyer), [run.buyer])])

    assert mailbox.accepted() == before + 1


def test_chaos_is_set_and_switched_off(server: MailServer, mailbox: Mailbox) -> None:
    assert mailbox.webui()["ChaosEnabled"]
    try:
        mailbox.set_chaos(Chaos(recipient=Trigger(550, 100)))
        assert mailbox.chaos().recipient == Trigger(550, 100)
        with server.smtp() as smtp:
            smtp.ehlo()
            smtp.mail(SHOP)
            assert smtp.rcpt("zoe@example.test")[0] == 550
    finally:
        mailbox.set_chaos(Chaos())
    assert mailbox.chaos().recipient == OFF


def test_a_refusal_carries_the_servers_words(mailbox: Mailbox) -> None:
    with pytest.raises(MailboxRefused, match=r"GET /api/v1/message/no%2Fid with 404: "):
        mailbox.message("no/id")
    with pytest.raises(MailboxRefused, match="400: probability must be between 0 and 100"):
        mailbox.set_chaos(Chaos(sender=Trigger(451, 101)))


def test_a_mailbox_that_is_not_there_is_told_from_one_that_refuses() -> None:
    with listen(0, "test") as once:
        mailbox = Mailbox(f"http://127.0.0.1:{port_of(once)}")

    assert not mailbox.ready()
    with pytest.raises(MailboxUnreachable, match=r"the mailbox at http://127\.0\.0\.1:\d+ does not answer"):
        mailbox.mails_to("zoe@example.test")
    with pytest.raises(DeadlinePassed, match=r"the mailbox at .* is ready: not within"):
        mailbox.wait_ready(AT_ONCE)


@pytest.mark.parametrize(
    ("written", "microsecond"),
    [
        ("2026-07-20T16:51:26.12+12:00", 120_000),
        ("2026-07-20T16:51:26.123456789Z", 123_456),
        ("2026-07-20T16:51:26Z", 0),
    ],
)
def test_times_have_any_number_of_digits(written: str, microsecond: int) -> None:
    assert parse_time(written).microsecond == microsecond
