"""The right column of Checkout: who pays, and how."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from pennydrop.emulator.pages.amounts import amount_text
from pennydrop.emulator.pages.countries import country_options
from pennydrop.emulator.pages.html import Html, joined, render
from pennydrop.emulator.pages.variants import Variant

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import SessionView

# Methods of the accordion variant. Only the card can be paid with; the other is there to be in the way.
_METHODS = {"card": ("Card", "card"), "klarna": ("Klarna", "Klarna")}
_SUBMIT_TEXTS = {"book": "Book", "donate": "Donate", "subscribe": "Subscribe"}


def email(session: SessionView) -> Html:
    """The address: read-only when the shop has said whose it is."""
    known = session.customer_email
    return render("email", email=known, read_only=Html("readonly") if known else None)


def methods(session: SessionView, variants: Set[Variant]) -> Html:
    """The card's fields; with several methods behind a list in which none is chosen yet."""
    card_form = _card_form(whole_address=session.billing_address_collection == "required")
    if Variant.ACCORDION not in variants:
        return card_form
    items = joined(
        render("accordion_item", type=method, label=label, label_in_sentence=in_sentence)
        for method, (label, in_sentence) in _METHODS.items()
    )
    return render("accordion", items=items, card_form=card_form)


def _card_form(*, whole_address: bool) -> Html:
    address = render("billing_address") if whole_address else None
    label = "Billing address" if whole_address else "Country or region"
    return render("card_form", address=address, address_label=label, countries=country_options())


def link(variants: Set[Variant]) -> Html | None:
    """The offer to save the card for later, which nobody asked for."""
    return render("link") if Variant.LINK in variants else None


def heading(variants: Set[Variant]) -> str:
    return "Contact information" if Variant.ACCORDION in variants else "Pay with card"


def submit_text(session: SessionView) -> str:
    """``Pay £60.00``, or the word of the session's ``submit_type``."""
    fallback = f"Pay {amount_text(session.amount_total, session.currency)}"
    return _SUBMIT_TEXTS.get(session.submit_type or "", fallback)
