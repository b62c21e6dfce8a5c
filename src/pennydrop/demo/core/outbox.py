"""Mail that is neither lost nor doubled: a transactional outbox.

``post`` writes a row in the caller's transaction and asks for it to be sent right after the commit. A row is born
leased to the thread that wrote it; when sending fails the lease is dropped and whoever calls ``send_pending`` next
takes the row over: the next webhook delivery, the next mail, or ``python -m pennydrop.demo send_pending_mail``.
"""

from __future__ import annotations

import logging
import os
import smtplib
import threading
import uuid
from datetime import timedelta
from typing import Any

from django.contrib.sites.models import Site
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from .models import OutgoingMail

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)


def post(*, to: str, subject: str, template: str, context: dict[str, Any], key: str = "") -> OutgoingMail:
    """Put a mail into the outbox; ``{site}`` in the subject becomes the site's name.

    ``key`` names the occasion (``order:17:student``): posting it again returns the first mail and sends nothing.
    """
    site = Site.objects.get_current()
    text = render_to_string(template, {**context, "site": site}, using="plain_text").strip() + "\n"
    mail, created = OutgoingMail.objects.get_or_create(
        key=key or f"once:{uuid.uuid4().hex}",
        defaults={
            "recipient": to,
            "subject": subject.format(site=site.name),
            "text": text,
            "html": render_to_string("core/mail/layout.html", {"text": text, "site": site}),
            "leased_by": sender_name(),
            "leased_until": timezone.now() + LEASE,
        },
    )
    if created:
        transaction.on_commit(send_pending)
    return mail


def literal(text: str) -> str:
    """Free text for a subject line, whose braces are not placeholders."""
    return text.replace("{", "{{").replace("}", "}}")


def sender_name() -> str:
    return f"{os.getpid()}:{threading.get_ident()}"


def send_pending() -> int:
    """Send what this thread has written and what nobody else is sending; the number of mails that went out."""
    mails = lease_pending()
    if not mails:
        return 0
    connection = get_connection()
    try:
        return sum(send(mail, connection) for mail in mails)
    finally:
        connection.close()


def lease_pending() -> list[OutgoingMail]:
    """The unsent mails that are ours to send from now on, oldest first."""
    now = timezone.now()
    unsent = OutgoingMail.objects.filter(sent_at=None)
    free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(leased_by=sender_name())
    if not unsent.filter(free).exists():
        return []
    unsent.filter(free).update(leased_by=sender_name(), leased_until=now + LEASE)
    return list(unsent.filter(leased_by=sender_name()).order_by("pk"))


def send(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient], connection=connection)
    message.attach_alternative(mail.html, "text/html")
    try:
        connection.open()
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("mail %s stays in the outbox: %s", mail.pk, error)
        connection.close()
        OutgoingMail.objects.filter(pk=mail.pk).update(leased_by="", leased_until=None, last_error=str(error))
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), leased_by="", leased_until=None)
    return True
