from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import stripe


def refusal(message: str) -> Exception:
    """Stripe says no, and would say so again."""
    error: Any = stripe.InvalidRequestError
    return cast(Exception, error(message, param=None))


def no_connection() -> Exception:
    """Stripe cannot be reached; asking again may help."""
    error: Any = stripe.APIConnectionError
    return cast(Exception, error("no network"))


@dataclass
class StripeStandIn:
    """Answers the two calls the site makes; ``refusal`` is raised instead, as long as it is set."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    refusal: Exception | None = None
    numbers: Any = field(default_factory=itertools.count)

    def create_session(self, **parameters: Any) -> SimpleNamespace:
        self._refuse()
        session_id = f"cs_test_{uuid.uuid4().hex}"
        self.sessions.append({"id": session_id, **parameters})
        return SimpleNamespace(id=session_id, url=f"https://checkout.example/{session_id}")

    def create_refund(self, **parameters: Any) -> SimpleNamespace:
        self._refuse()
        known = [refund for refund in self.refunds if refund["idempotency_key"] == parameters["idempotency_key"]]
        if not known:
            self.refunds.append({"id": f"re_{uuid.uuid4().hex}", **parameters})
        return SimpleNamespace(id=(known or self.refunds[-1:])[0]["id"])

    def _refuse(self) -> None:
        if self.refusal:
            raise self.refusal
