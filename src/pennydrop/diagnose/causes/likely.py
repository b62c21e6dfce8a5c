"""What may be the cause of a broken link, in the words of the checklist's chapter on trouble."""

from __future__ import annotations

SECRET = "the site checks with another signing secret than Stripe signs with"  # noqa: S105 - a sentence
URL = "the endpoint's address is wrong"
TLS = "the site cannot be reached over https"
HANDLER = "the site's handler failed"
SWALLOWED = "an error was swallowed: the site answered 2xx and did not do the work"
METADATA = "the metadata of the session are missing, or name a domain that the site does not know"
NOT_SUBSCRIBED = "the endpoint is not subscribed to this event"
DISABLED = "the endpoint is disabled"
HELD_BACK = "the event was held back or dropped on its way"
NOT_FORWARDED = "nobody forwards Stripe's events to the site"
MAIL = "the mail could not be sent: mail settings, mail server or its quota"
NOT_WRITTEN = "the site never wrote that mail"
ORDER = "the status waits for an event that came before its record was there"
ARITHMETIC = "the site works a figure out differently from what it asked Stripe for"
WRONG_BUYER = "the payment is booked on the wrong account"
REFUND_IGNORED = "the site does not act upon charge.refunded"
DECLINED = "the customer's bank declined"
FOREIGN = "the payment was made by another shop on the same account"
TWICE = "the same event was worked in twice"
