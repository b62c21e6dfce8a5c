"""The SMTP side: takes every mail, stores it, and only then says 250 with the id the REST API knows it by."""

from __future__ import annotations

import asyncio
import socket

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as Conversation

from pennydrop.mailbox.catcher.chaos import Chaos
from pennydrop.mailbox.catcher.intake import Intake
from pennydrop.mailbox.catcher.stamping import Envelope, has_headers

SIZE_LIMIT = 50 * 2**20  # bytes; Mailpit's default


class Server(SMTP):
    # HTML mail has lines of any length, and Mailpit takes them.
    line_length_limit = 2**20


class Handler:
    """What aiosmtpd calls for each command of a conversation."""

    def __init__(self, intake: Intake, chaos: Chaos) -> None:
        self._intake = intake
        self._chaos = chaos

    async def handle_MAIL(
        self, server: SMTP, session: Session, conversation: Conversation, address: str, options: list[str]
    ) -> str:
        if refusal := self._chaos.refusal("Sender"):
            return refusal
        conversation.mail_from = address
        conversation.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, conversation: Conversation, address: str, options: list[str]
    ) -> str:
        if refusal := self._chaos.refusal("Recipient"):
            return refusal
        conversation.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, conversation: Conversation) -> str:
        raw = conversation.original_content or b""
        if not has_headers(raw):
            self._intake.rejected += 1
            return "451 4.3.5 Unable to process mail"
        envelope = Envelope(
            sender=conversation.mail_from or "",
            recipients=tuple(conversation.rcpt_tos),
            client=session.host_name or "",
            peer=session.peer[0] if session.peer else "",
        )
        login = session.auth_data
        username = login.login.decode("utf-8", "replace") if isinstance(login, LoginPassword) else ""
        return f"250 2.0.0 Ok: queued as {self._intake.accept(raw, envelope, username)}"

    def authenticate(
        self, server: SMTP, session: Session, conversation: Conversation, mechanism: str, login: object
    ) -> AuthResult:
        """Any login will do."""
        if refusal := self._chaos.refusal("Authentication"):
            return AuthResult(success=False, handled=False, message=refusal)
        return AuthResult(success=True, auth_data=login)


async def serve_smtp(listener: socket.socket, handler: Handler, accept_any_login: bool) -> asyncio.Server:
    """An SMTP server on ``listener``. AUTH is offered only with ``accept_any_login``, as in Mailpit."""
    loop = asyncio.get_running_loop()

    def conversation() -> Server:
        return Server(
            handler,
            data_size_limit=SIZE_LIMIT,
            enable_SMTPUTF8=True,
            hostname="localhost",  # not looked up: that takes seconds on some machines
            ident="Pennydrop ESMTP Service ready",
            auth_require_tls=not accept_any_login,
            authenticator=handler.authenticate,
            loop=loop,
        )

    return await loop.create_server(conversation, sock=listener)
