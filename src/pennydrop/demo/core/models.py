from __future__ import annotations

from django.db import models


class OutgoingMail(models.Model):
    """One message of the transactional outbox: written with the change it tells of, sent after the commit.

    ``key`` names the occasion; the same occasion never makes a second message. ``leased_by`` is the thread that is
    about to send it, so that two senders never take the same row.
    """

    key = models.CharField(max_length=255, unique=True)
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    leased_by = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}"
