"""Hands a message to the site, unchanged, and brings back its answer."""

from __future__ import annotations

import httpx2

from pennydrop.relay.losing import Loss, break_off
from pennydrop.relay.message import Answer, Message, RawHeaders

TIMEOUT = 30.0  # seconds; what the Stripe CLI allows, too
# Shorter than the keep-alive of any usual server (gunicorn: 2 s). A connection that the server is just closing would
# otherwise be used once more and the delivery be lost.
KEEP_ALIVE = 1.0
# These belong to one connection, or are made anew for the next one.
_OF_THE_CONNECTION = frozenset(
    b"connection keep-alive proxy-connection te trailer transfer-encoding upgrade"
    b" host content-length accept-encoding content-encoding expect".split()
)


class SiteSilent(Exception):
    """The site gave no answer; the message says why."""


class Forwarder:
    """One keep-alive HTTP client for one address. Follows no redirect: to Stripe a redirect is a failure."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx2.AsyncClient(
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            limits=httpx2.Limits(max_connections=None, keepalive_expiry=KEEP_ALIVE),
        )
        self._client.headers.clear()  # the message's own headers and no others

    async def send(self, message: Message) -> Answer:
        """The site's answer to ``message``. ``SiteSilent`` when the site does not answer within 30 s, or not at all."""
        headers = [*_end_to_end(message.headers), (b"accept-encoding", b"identity")]
        try:
            response = await self._client.post(self.url, content=message.body, headers=headers)
        except httpx2.RequestError as error:
            raise SiteSilent(f"{self.url} gave no answer: {type(error).__name__} {error}".rstrip()) from error
        return Answer(response.status_code, response.content, tuple(_end_to_end(tuple(response.headers.raw))))

    async def lose(self, message: Message, way: Loss) -> str:
        """Let ``message`` fail on its way to the site; returns how, in words."""
        if way is Loss.ERROR:
            return "500 in the site's stead, which never heard of it"
        return await break_off(self.url, message, _end_to_end(message.headers), way)

    async def close(self) -> None:
        await self._client.aclose()


def _end_to_end(headers: RawHeaders) -> RawHeaders:
    return tuple((name, value) for name, value in headers if name.lower() not in _OF_THE_CONNECTION)
