"""What the payment workflow needs to know about the things that are sold: one ``Goods`` for each kind of them.

The workflow (checkout, fulfilment, refunds) is the same for everything the site sells. Goods say how they are delivered
and taken back; the methods that change something run inside a transaction of the workflow.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from .models import Checkout, CheckoutItem, StripePayment
from .sales import Sale


class Undeliverable(Exception):
    """An item that was paid for cannot be handed over; the text tells the customer why."""


class Goods(ABC):
    """``domain`` is where the money is booked; ``kind`` tells goods of one domain apart, empty for the main ones."""

    domain: str
    kind = ""

    def line_items(self, checkout: Checkout) -> list[tuple[str, str, Any]]:
        """The lines of the payment page as (name, description, price)."""
        return [(item.title, item.description, item.price) for item in checkout.items.order_by("pk")]

    def payment_links(self, checkout: Checkout) -> dict[str, Any]:
        """Columns of ``StripePayment`` that point to what was bought."""
        return {}

    @abstractmethod
    def opened(self, checkout: Checkout) -> None:
        """The payment page is open: remember ``checkout.session_id``."""

    @abstractmethod
    def discard(self, checkout: Checkout) -> None:
        """Stripe refused to open a payment page: keep nothing of this checkout."""

    @abstractmethod
    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        """Hand one item over (``payment`` is ``None`` for free items) and return the id of the row the customer owns
        now, or raise ``Undeliverable``."""

    @abstractmethod
    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        """Everything that could be delivered is: close the order and write to customer and teachers."""

    @abstractmethod
    def close_unpaid(self, checkout: Checkout) -> None:
        """The payment page expired or the payment finally failed; the customer may try again."""

    @abstractmethod
    def withdraw(self, payment: StripePayment) -> None:
        """Stripe says that everything was refunded: take back whatever this payment still holds."""

    @abstractmethod
    def sales(self, teacher: User | None) -> Iterable[Sale]:
        """The paid items of one teacher, or of everybody."""


_registry: dict[tuple[str, str], Goods] = {}


def register(goods: Goods) -> None:
    _registry[goods.domain, goods.kind] = goods


def of(checkout: Checkout) -> Goods:
    """The goods that a checkout charges for."""
    return _registry[checkout.domain, checkout.kind]


def in_domain(domain: str) -> list[Goods]:
    return [goods for goods in everything() if goods.domain == domain]


def everything() -> list[Goods]:
    return list(_registry.values())
