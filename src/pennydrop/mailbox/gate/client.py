"""The mail gate as steps see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import requests

from pennydrop.errors import MailboxUnreachable

TIMEOUT = (2.0, 5.0)  # seconds to connect, to answer


@dataclass(frozen=True)
class Outage:
    """Mail to some people is refused. End it, or use it in a ``with`` block."""

    id: str
    recipient: str
    _gate: MailGate = field(repr=False, compare=False)

    def end(self) -> None:
        """From now on the mail goes through. Ending it twice is fine."""
        self._gate.end(self.id)

    def __enter__(self) -> Outage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


class MailGate:
    """The control API at ``url``. Every method may raise ``MailboxUnreachable``."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False

    def refuse(self, recipient: str, code: int = 421) -> Outage:
        """Refuse mail to whoever has the text ``recipient`` in the address; with 421 the connection is closed, too."""
        answer = self._ask("POST", "/refusals", json={"recipient": recipient, "code": code})
        return Outage(answer.json()["id"], recipient, self)

    def refused(self, recipient: str) -> int:
        """How often the refusals for ``recipient`` that are in force were met."""
        found = self._ask("GET", "/refusals").json()["refusals"]
        return sum(refusal["refused"] for refusal in found if refusal["recipient"] == recipient)

    def end(self, id: str) -> None:
        """End a refusal; no error if it has ended before."""
        self._ask("DELETE", f"/refusals/{id}")

    def close(self) -> None:
        """Give back the connections to the gate."""
        self._session.close()

    def _ask(self, method: str, path: str, **request: Any) -> requests.Response:
        try:
            answer = self._session.request(method, self.url + path, timeout=TIMEOUT, **request)
        except requests.RequestException as error:
            raise MailboxUnreachable(f"the mail gate at {self.url} does not answer ({error})") from error
        if not answer.ok:
            raise MailboxUnreachable(
                f"the mail gate refused {method} {path} with {answer.status_code}: {answer.text.strip()}"
            )
        return answer
