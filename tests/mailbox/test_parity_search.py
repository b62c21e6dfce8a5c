"""What catcher and Mailpit must do alike: the search language."""

from __future__ import annotations

import time

import pytest
import requests

from tests.mailbox.conftest import Run
from tests.mailbox.mails import note
from tests.mailbox.servers import MailServer


@pytest.fixture
def since(server: MailServer) -> int:
    """A moment, in milliseconds, before the test's mail was delivered."""
    return time.time_ns() // 1_000_000


def found(server: MailServer, query: str) -> int:
    return int(search(server, query).json()["messages_count"])


def search(server: MailServer, query: str, **params: int | str) -> requests.Response:
    return server.api("GET", "/api/v1/search", params={"query": query, **params})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("to:BUYER-{token}", 1),  # any case, part of the address
        ("To:{buyer}", 1),
        ("from:{buyer}", 0),
        ("bcc:{hidden}", 1),
        ("addressed:{hidden}", 1),
        ('subject:"{token} paid"', 1),
        ("{token} receipt", 1),  # AND
        ("{token} nosuchword", 0),
        ("to:{buyer} -has:attachment", 0),
        ("to:{buyer} has:attachments", 1),
        ("{token} !subject:other", 1),
        ('"Plain total" {token}', 0),  # not searched: there is HTML
        ('"total 12.50 eur" {token}', 1),
        ("receipt.pdf {token}", 1),
        ("unseen {token}", 0),  # the HTML's title
        ("pay.example.test/r/{token}", 1),  # a link's target
        ("to:{buyer} is:unread", 1),
        ("to:{buyer} is:read", 0),
        ("to:{buyer} larger:500", 1),
        ("to:{buyer} larger:1mb", 0),
        ("to:{buyer} smaller:2k", 1),
        ("to:{buyer} is:nonsense", 0),  # not a filter, so it is text
        ("to:{buyer} subject:", 1),  # a filter without a value is dropped
    ],
)
def test_a_query_finds(server: MailServer, mail_id: str, run: Run, query: str, count: int) -> None:
    assert found(server, query.format(token=run.token, buyer=run.buyer, hidden=run.hidden)) == count


def test_dates_are_inclusive_and_about_the_arrival(server: MailServer, since: int, mail_id: str, run: Run) -> None:
    assert found(server, f"to:{run.buyer} after:{since - 1}") == 1
    assert found(server, f"to:{run.buyer} before:{since - 60_000}") == 0
    assert found(server, f"to:{run.buyer} -after:{since - 1}") == 0


def test_a_date_without_an_offset_is_in_the_zone_of_the_query(server: MailServer, mail_id: str, run: Run) -> None:
    soon = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 3600))

    assert search(server, f"to:{run.buyer} before:{soon}", tz="UTC").json()["messages_count"] == 1
    assert search(server, f"to:{run.buyer} before:{soon}", tz="Asia/Tokyo").json()["messages_count"] == 0


def test_a_date_nobody_understands_is_dropped(server: MailServer, mail_id: str, run: Run) -> None:
    assert found(server, f"to:{run.buyer} after:garbage") == 1


def test_limit_0_gives_no_rows_and_still_counts(server: MailServer, mail_id: str, run: Run) -> None:
    page = search(server, f"to:{run.buyer}", limit=0).json()

    assert (page["messages"], page["messages_count"]) == ([], 1)


def test_results_come_newest_first_and_in_pages(server: MailServer, run: Run) -> None:
    ids = [server.sent(note(run.buyer, f"Note {number}"), [run.buyer]) for number in range(3)]

    def page(start: int) -> list[str]:
        rows = search(server, f"to:{run.buyer}", limit=2, start=start).json()["messages"]
        return [row["ID"] for row in rows]

    assert [*page(0), *page(2)] == ids[::-1]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_blank_query_is_refused_in_plain_text(server: MailServer, method: str) -> None:
    answer = server.api(method, "/api/v1/search", params={"query": "  "})

    assert (answer.status_code, answer.text) == (400, "Error: no search query")


def test_an_underscore_stands_for_any_character(server: MailServer, mail_id: str, run: Run) -> None:
    assert found(server, f"to:buyer_{run.token}") == 1
