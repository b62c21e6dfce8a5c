"""Stripe's error answers. Every refusal of the emulator is a :class:`StripeError`."""

from __future__ import annotations

from typing import Any

# What a missing object is called in "No such ...".
NAMES = {"payment_method": "PaymentMethod", "setup_intent": "setupintent"}


class StripeError(Exception):
    """An answer with an error body. ``keeps_changes``: what was done so far stays, as after a declined card.

    ``should_retry``: the client is told to ask again by itself.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        details: dict[str, Any] | None = None,
        keeps_changes: bool = False,
        should_retry: bool = False,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.param = status, message, code, param
        self.kind, self.details, self.keeps_changes = kind, details or {}, keeps_changes
        self.should_retry = should_retry

    def fields(self) -> dict[str, Any]:
        """The ``error`` object; what does not apply is left out."""
        doc_url = self.code and f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        fields = {"code": self.code, "doc_url": doc_url, "message": self.message, "param": self.param}
        fields |= {"type": self.kind, **self.details}
        return {name: value for name, value in sorted(fields.items()) if value is not None}

    def body(self) -> dict[str, Any]:
        """The whole answer: ``{"error": {...}}``."""
        return {"error": self.fields()}


def invalid(message: str, param: str | None = None, code: str | None = None, **details: Any) -> StripeError:
    """HTTP 400."""
    return StripeError(400, message, code=code, param=param, details=details)


def missing_resource(kind: str, object_id: str, *, param: str | None = "id", status: int = 404) -> StripeError:
    """No such object: 404 for the one in the path, 400 for one that a parameter names."""
    message = f"No such {NAMES.get(kind, kind)}: '{object_id}'"
    return StripeError(status, message, code="resource_missing", param=param)


def not_emulated(what: str, param: str | None = None) -> StripeError:
    """Valid at Stripe, but this emulator does not do it. Never an invented answer."""
    message = (
        f"Not emulated: {what}. Stripe knows this, Pennydrop's emulator does not; see its README for what it does."
    )
    return StripeError(501, message, code="not_emulated", param=param)


def unrecognized_url(method: str, path: str) -> StripeError:
    """Stripe has no such route."""
    message = (
        f"Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove the trailing slash."
        " If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code."
        " Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
    )
    return StripeError(404, message)
