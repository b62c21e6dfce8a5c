"""The mailbox as tests and steps see it: Mailpit's REST API, or the built-in catcher's, without its traps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import requests

from pennydrop.errors import MailboxUnreachable, PennydropError
from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.mailbox.chaos import Chaos
from pennydrop.mailbox.mail import Mail, MailSummary

TIMEOUT = (2.0, 10.0)  # seconds to connect, to answer
PAGE = 200
_LISTED = 10  # mails in a failure message


class MailboxRefused(PennydropError):
    """The mailbox answers, but not to this request; the message holds its words."""

    exit_code = MailboxUnreachable.exit_code


class Mailbox:
    """The REST API at ``url``. Every method may raise ``MailboxUnreachable`` or ``MailboxRefused``.

    A mail can be found as soon as the SMTP server has said 250; what takes time is the site that sends it.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def ready(self) -> bool:
        """True when the REST API answers; it says nothing about the SMTP port."""
        try:
            self._ask("GET", "/readyz")
        except (MailboxUnreachable, MailboxRefused):
            return False
        return True

    def wait_ready(self, patience: Patience | None = None) -> None:
        """Return when :meth:`ready`. Raises ``DeadlinePassed``."""
        eventually(f"the mailbox at {self.url} is ready", self.ready, patience=patience)

    def mails_to(self, address: str, since: datetime | None = None) -> list[Mail]:
        """Oldest first: the mails with exactly this address in To, Cc or Bcc, that arrived at ``since`` or later."""
        return [self.whole(summary) for summary in self._summaries_to(address, since)]

    def received(self, address: str, subject: str | None = None) -> list[Mail]:
        """Like :meth:`mails_to`; with ``subject``, only those whose subject contains it."""
        summaries = self._summaries_to(address)
        return [self.whole(it) for it in summaries if subject is None or subject in it.subject]

    def wait_for(
        self, address: str, subject: str | None = None, *, count: int = 1, patience: Patience | None = None
    ) -> list[Mail]:
        """:meth:`received`, once there are ``count`` of them. Raises ``DeadlinePassed`` that lists what did arrive."""

        what = f"mail{f' about {subject!r}' if subject else ''} to {address}"
        try:
            return eventually(
                what, lambda: self.received(address, subject), lambda found: len(found) >= count, patience=patience
            )
        except DeadlinePassed as passed:
            seen = AssertionError(f"{len(self.received(address, subject))} of {count}; the newest are {self._newest()}")
            raise DeadlinePassed(what, seen, passed.attempts, passed.elapsed) from None

    def search(self, query: str, *, limit: int = 50, start: int = 0) -> list[MailSummary]:
        """Newest first: what Mailpit's search language finds. Its address filters match parts of an address, too."""
        page = self._page(query, limit, start)
        return [MailSummary.from_json(row) for row in page["messages"]]

    def iter_search(self, query: str) -> Iterator[MailSummary]:
        """Newest first: everything :meth:`search` finds, however much it is."""
        start, total = 0, 1
        while start < total:
            page = self._page(query, PAGE, start)
            yield from map(MailSummary.from_json, page["messages"])
            start, total = start + PAGE, page["messages_count"]

    def count(self, query: str) -> int:
        """How many mails a search finds."""
        return int(self._page(query, 0, 0)["messages_count"])

    def whole(self, summary: MailSummary) -> Mail:
        """The mail behind a search row. Mailpit marks it as read."""
        return Mail.of(summary, self.message(summary.id))

    def message(self, mail_id: str) -> dict[str, Any]:
        """Mailpit's JSON of one mail (``latest`` is the newest). Mailpit marks it as read."""
        return self._object(f"/api/v1/message/{_quoted(mail_id)}")

    def raw(self, mail_id: str) -> bytes:
        """The source, with the header lines the server added."""
        return self._ask("GET", f"/api/v1/message/{_quoted(mail_id)}/raw").content

    def headers(self, mail_id: str) -> dict[str, list[str]]:
        """Every header by its canonical name (``Message-Id``), still RFC 2047 encoded."""
        return self._object(f"/api/v1/message/{_quoted(mail_id)}/headers")

    def part(self, mail_id: str, part_id: str) -> bytes:
        """The decoded content of an attachment."""
        return self._ask("GET", f"/api/v1/message/{_quoted(mail_id)}/part/{_quoted(part_id)}").content

    def delete(self, ids: Sequence[str]) -> None:
        """Delete these mails; unknown ids are passed over. No ids (all, to Mailpit) is a ``ValueError``."""
        if not ids or not all(ids):
            raise ValueError("delete() needs the ids of the mails to delete; Mailpit would take none as all")
        # One by one: a known id together with an unknown or repeated one makes Mailpit hang for good.
        for mail_id in dict.fromkeys(ids):
            self._ask("DELETE", "/api/v1/messages", json={"IDs": [mail_id]})

    def delete_search(self, query: str, *, expected: int) -> None:
        """Delete what a search finds, if it finds exactly ``expected`` mails; ``ValueError`` otherwise.

        Mailpit drops a filter it cannot read, so that a misspelt query finds the whole mailbox.
        """
        found = self.count(query)
        if found != expected:
            raise ValueError(f"the search {query!r} finds {found} mails where {expected} were to be deleted")
        self._ask("DELETE", "/api/v1/search", params={"query": query})

    def accepted(self) -> int:
        """How many mails the server has taken since it started. It never goes down: a sign that nothing more came."""
        return int(self.info()["RuntimeStats"]["SMTPAccepted"])

    def info(self) -> dict[str, Any]:
        """Version and counters."""
        return self._object("/api/v1/info")

    def webui(self) -> dict[str, Any]:
        """What the server can do, like ``ChaosEnabled``."""
        return self._object("/api/v1/webui")

    def chaos(self) -> Chaos:
        """What the server refuses now."""
        return Chaos.from_json(self._object("/api/v1/chaos"))

    def set_chaos(self, chaos: Chaos) -> None:
        """Refuse this and nothing else; ``Chaos()`` refuses nothing."""
        self._ask("PUT", "/api/v1/chaos", json=chaos.to_json())

    def _summaries_to(self, address: str, since: datetime | None = None) -> list[MailSummary]:
        query = f"addressed:{_pattern(address)}"
        if since is not None:
            query += f" after:{round(since.timestamp() * 1000)}"
        return [summary for summary in self.iter_search(query) if summary.is_for(address)][::-1]

    def _newest(self) -> str:
        rows = self._object("/api/v1/messages", limit=_LISTED)["messages"]
        return "; ".join(str(MailSummary.from_json(row)) for row in rows) or "none"

    def _page(self, query: str, limit: int, start: int) -> dict[str, Any]:
        if not query.strip():
            raise ValueError("an empty search finds nothing; name an address, a subject or a word")
        return self._object("/api/v1/search", query=query, limit=limit, start=start)

    def _object(self, path: str, **params: str | int) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("GET", path, params=params).json()
        return found

    def _ask(self, method: str, path: str, **request: Any) -> requests.Response:
        try:
            answer = self._session.request(method, self.url + path, timeout=TIMEOUT, **request)
        except requests.RequestException as error:
            raise MailboxUnreachable(f"the mailbox at {self.url} does not answer ({error}); is it running?") from error
        if not answer.ok:
            said = answer.text.strip()
            raise MailboxRefused(f"the mailbox refused {method} {path} with {answer.status_code}: {said}")
        return answer


def _pattern(address: str) -> str:
    """A search value that finds ``address`` and maybe others: what the search reads or stores differently (blanks,
    quotes, ``&``, letters beyond ASCII) becomes ``%``, which matches anything."""
    if "@" not in address:
        raise ValueError(f"{address!r} is no e-mail address")
    return re.sub(r"[^A-Za-z0-9@.+_-]+", "%", address)


def _quoted(text: str) -> str:
    return quote(text, safe="")
