"""One SMTP conversation passed on, command by command, between a site and the mailbox."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from dataclasses import dataclass

from pennydrop.mailbox.gate.refusals import Refusals

LONGEST_LINE = 2**26  # bytes; HTML mail may be one line
GO_AHEAD = b"354"
SILENT = b"421 4.3.2 the mailbox behind the gate does not answer\r\n"
_RECIPIENT = re.compile(rb"RCPT\s+TO:\s*<([^>]*)>", re.IGNORECASE)


@dataclass
class Side:
    """One end of the conversation."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, line: bytes) -> None:
        self.writer.write(line)
        await self.writer.drain()

    async def hang_up(self) -> None:
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()


class Conversation:
    """Knows as much SMTP as it takes to tell a command from a mail's text."""

    def __init__(self, site: Side, mailbox: Side, refusals: Refusals) -> None:
        self._site, self._mailbox, self._refusals = site, mailbox, refusals

    async def run(self) -> None:
        """Until one side has nothing more to say, or a refusal ends it."""
        await self._pass_reply()  # the greeting
        while line := await self._site.reader.readline():
            found = _RECIPIENT.match(line)
            refusal = self._refusals.concerning(found[1].decode("utf-8", "replace")) if found else None
            if refusal:
                refusal.refused += 1
                await self._site.say(refusal.reply)
                if refusal.closes:
                    return
                continue
            await self._mailbox.say(line)
            if await self._pass_reply() == GO_AHEAD:
                await self._pass_text()

    async def _pass_reply(self) -> bytes:
        """A whole reply, of several lines perhaps; returns its code."""
        while line := await self._mailbox.reader.readline():
            await self._site.say(line)
            if line[3:4] != b"-":
                break
        return line[:3]

    async def _pass_text(self) -> None:
        """The mail itself, up to the lonely full stop, and what the mailbox says to it."""
        while line := await self._site.reader.readline():
            self._mailbox.writer.write(line)
            if line == b".\r\n":
                break
        await self._mailbox.writer.drain()
        await self._pass_reply()


async def serve_gate(listener: socket.socket, mailbox: tuple[str, int], refusals: Refusals) -> asyncio.Server:
    """A gate on ``listener`` in front of the SMTP server at ``mailbox`` (host, port)."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site = Side(reader, writer)
        try:
            behind = Side(*await asyncio.open_connection(*mailbox, limit=LONGEST_LINE))
        except OSError:
            await site.say(SILENT)
            await site.hang_up()
            return
        with contextlib.suppress(ConnectionError):  # whoever hangs up in mid-sentence ends the conversation, too
            await Conversation(site, behind, refusals).run()
        await behind.hang_up()
        await site.hang_up()

    return await asyncio.start_server(converse, sock=listener, limit=LONGEST_LINE)
