"""Mails to deliver."""

from __future__ import annotations

from email.message import EmailMessage

from tests.mailbox.servers import SHOP

PDF = b"%PDF-1.4 receipt"


def receipt(token: str, to: str) -> EmailMessage:
    """Everything a shop's mail may have: names beyond ASCII, text, HTML and an attachment."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Café Shop <{SHOP}>", f"Zoë Buyer <{to}>"
    mail["Subject"], mail["Date"] = f"Reçu {token} paid", "Mon, 20 Jul 2026 10:00:00 +1200"
    mail["X-Order"] = token
    mail.set_content(f"Plain total 12.50 EUR {token}\n")
    body = f"<p>Total <b>12.50</b> EUR</p><a href='https://pay.example.test/r/{token}'>receipt</a>"
    mail.add_alternative(f"<html><head><title>unseen</title></head><body>{body}</body></html>", subtype="html")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="receipt.pdf")
    return mail


def note(to: str, subject: str = "Note", text: str = "x\n") -> EmailMessage:
    """A mail of one line."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SHOP, to, subject
    mail.set_content(text)
    return mail
