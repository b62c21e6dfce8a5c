"""``POST /payments/webhook/``: the door through which Stripe speaks."""

from __future__ import annotations

import json
import logging
from typing import Any

import stripe
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pennydrop.demo.core import outbox

from . import events
from .refunds import RefundUnclear

logger = logging.getLogger(__name__)
TOLERANCE_SECONDS = 300


class InvalidEvent(Exception):
    """Not signed by Stripe, too old, or not an event."""


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """2xx when there is nothing (more) to do, 400 for what is not from Stripe, 503 when sending it again can help."""
    try:
        event = read_event(request)
    except InvalidEvent as error:
        logger.warning("webhook refused: %s", error)
        return HttpResponse(status=400)
    try:
        handled = handle(event)
        outbox.send_pending()
    except DatabaseError:
        logger.exception("event %s %s could not be handled now", event.get("id"), event["type"])
        handled = False
    return HttpResponse(status=200 if handled else 503)


def handle(event: dict[str, Any]) -> bool:
    try:
        known = events.dispatch(event)
    except RefundUnclear as error:
        logger.warning("event %s %s: money could not be returned yet: %s", event.get("id"), event["type"], error)
        return False
    logger.info("event %s %s: %s", event.get("id"), event["type"], "done" if known else "nothing to do")
    return True


def read_event(request: HttpRequest) -> dict[str, Any]:
    """The event in the request, its signature verified over the raw bytes."""
    signature = request.headers.get("Stripe-Signature")
    try:
        stripe.WebhookSignature.verify_header(
            request.body.decode(), signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS
        )
        event = json.loads(request.body)
    except (ValueError, stripe.SignatureVerificationError) as error:
        raise InvalidEvent(str(error)) from error
    if not is_event(event):
        raise InvalidEvent("signed, but not an event")
    return dict(event)


def is_event(body: Any) -> bool:
    data = body.get("data") if isinstance(body, dict) else None
    return isinstance(data, dict) and isinstance(data.get("object"), dict) and isinstance(body.get("type"), str)
