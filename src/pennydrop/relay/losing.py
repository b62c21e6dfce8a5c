"""Attempts that fail between Stripe and the site, as the site sees them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from enum import StrEnum
from urllib.parse import urlsplit

from pennydrop.relay.message import Message, RawHeaders

PATIENCE = 5.0  # seconds for the site to notice that the rest of a message will not come
_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing resets the connection


class Loss(StrEnum):
    """What befalls an attempt. Stripe hears of no success and tries again later."""

    TIMEOUT = "timeout"  # half of the message has arrived when Stripe gives up
    RESET = "reset"  # the connection is reset in the middle of the message
    ERROR = "error"  # something before the site answers 500; the site never hears of the message
    ANSWER = "answer"  # the site does its work, and its answer is lost


async def break_off(url: str, message: Message, headers: RawHeaders, way: Loss) -> str:
    """Hand half of ``message`` to ``url`` and break off; returns what became of it, in words."""
    address = urlsplit(url)
    tls = ssl.create_default_context() if address.scheme == "https" else None
    port = address.port or (443 if tls else 80)
    try:
        reader, writer = await asyncio.open_connection(address.hostname, port, ssl=tls)
    except OSError as error:
        return f"there was nobody to send it to: {error}"
    try:
        path = address.path + (f"?{address.query}" if address.query else "")
        writer.write(_head(path or "/", address.netloc, headers, len(message.body)))
        writer.write(message.body[: len(message.body) // 2])
        await writer.drain()
        if way is Loss.RESET:
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            return "the connection was reset in the middle of the body"
        await _give_up(reader, writer)
        return "Stripe gave up when half of the body had arrived"
    except OSError as error:
        return f"the connection was lost: {error}"
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _give_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send no more, and wait until the site has done with what it got, so that the next attempt is the next."""
    if writer.can_write_eof():
        writer.write_eof()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await reader.read()


def _head(path: str, host: str, headers: RawHeaders, length: int) -> bytes:
    lines = [(b"host", host.encode()), *headers, (b"content-length", b"%d" % length), (b"connection", b"close")]
    return b"POST %s HTTP/1.1\r\n" % path.encode() + b"".join(b"%s: %s\r\n" % line for line in lines) + b"\r\n"
