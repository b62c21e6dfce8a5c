"""A mail server to test against: the built-in catcher always, Mailpit where there is one."""

from __future__ import annotations

import os
import shutil
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as CRLF
from pathlib import Path
from typing import Any

import requests

from pennydrop.eventually import eventually
from pennydrop.mailbox.client import Mailbox
from pennydrop.serving import listen, port_of

ROOT = Path(__file__).resolve().parents[2]
SHOP = "shop@merchant.test"


def mailpit() -> str | None:
    """The Mailpit on PATH, or the project's own."""
    own = ROOT / ".pennydrop" / "tools" / "mailpit"
    return shutil.which("mailpit") or (str(own) if os.access(own, os.X_OK) else None)


@dataclass(frozen=True)
class MailServer:
    """A running server: its REST API and its SMTP door."""

    name: str
    url: str
    smtp_port: int

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox(self.url)

    def api(self, method: str, path: str, **request: Any) -> requests.Response:
        return requests.request(method, self.url + path, timeout=10, allow_redirects=False, **request)

    def smtp(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.smtp_port, local_hostname="shop.test", timeout=10)

    def deliver(self, mail: EmailMessage | bytes, recipients: Sequence[str], sender: str = SHOP) -> tuple[int, str]:
        """The server's reply to the mail's data, which ``smtplib.send_message`` keeps to itself."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=CRLF)
        with self.smtp() as smtp:
            smtp.ehlo()
            smtp.mail(sender)
            for recipient in recipients:
                smtp.rcpt(recipient)
            code, reply = smtp.data(raw)
        return code, reply.decode()

    def sent(self, mail: EmailMessage | bytes, recipients: Sequence[str]) -> str:
        """Deliver a mail; its id in the REST API."""
        return self.deliver(mail, recipients)[1].rpartition(" ")[2]


@contextmanager
def running(name: str, directory: Path, *options: str) -> Iterator[MailServer]:
    """The server called ``name`` on free ports, ended with its block."""
    with listen(0, "http") as http, listen(0, "smtp") as smtp:
        ports = port_of(http), port_of(smtp)
    server = MailServer(name, f"http://127.0.0.1:{ports[0]}", ports[1])
    log = directory / f"{name}.log"
    with log.open("w") as output:
        # Mailpit keeps its database in the folder for temporary files.
        environment = os.environ | {"TMPDIR": str(directory)}
        process = subprocess.Popen([*_command(name, *ports), *options], stdout=output, stderr=output, env=environment)
        try:
            eventually(f"{name} is ready (see {log})", lambda: process.poll() is None and _is_ready(server))
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)


def _is_ready(server: MailServer) -> bool:
    mailbox = server.mailbox
    try:
        if not mailbox.ready():
            return False
        with server.smtp() as smtp:  # Mailpit's readiness does not cover SMTP
            return smtp.noop()[0] == 250
    except OSError:
        return False
    finally:
        mailbox.close()


def _command(name: str, http_port: int, smtp_port: int) -> list[str]:
    if name == "catcher":
        ports = ["--http-port", str(http_port), "--smtp-port", str(smtp_port)]
        return [sys.executable, "-m", "pennydrop.mailbox.catcher", *ports]
    listeners = ["--listen", f"127.0.0.1:{http_port}", "--smtp", f"127.0.0.1:{smtp_port}"]
    options = ["--disable-version-check", "--smtp-disable-rdns", "--max", "0", "--enable-chaos"]
    return [mailpit() or "mailpit", *listeners, *options]
