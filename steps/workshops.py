"""Workshops and their sessions, as they are offered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pytest_bdd import given, parsers

from fixtures.workshop_rows import in_person
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from fixtures.people import People
    from fixtures.workshops import Session, Workshops
    from pennydrop.vocabulary.cast import Cast

CANNOT_BE_HAD: dict[str, Callable[[Workshops, Session], None]] = {
    "cancelled": lambda workshops, session: workshops.change_session(session, is_cancelled=True),
    "no longer offered": lambda workshops, session: workshops.change_session(session, is_active=False),
    "over": lambda workshops, session: workshops.begin(session, -timedelta(days=1)),
}


@given(sentence('{instructor:w} offers the workshop "{title}" at {price:Money} with {count:d} sessions'))
def offers_workshop_with_sessions(
    people: People, workshops: Workshops, instructor: str, title: str, price: Money, count: int
) -> None:
    """Online, with several sessions that can be bought one by one."""
    workshops.offer(people.teacher(instructor), title, price, sessions=count)


@given(sentence('{instructor:w} offers the workshop "{title}" at {price:Money} in person'))
def offers_workshop_in_person(people: People, workshops: Workshops, instructor: str, title: str, price: Money) -> None:
    """At a venue, with one session a month from now."""
    workshops.offer(people.teacher(instructor), title, price, **in_person())


@given(
    sentence(
        '{instructor:w} offers the workshop "{title}" at {single:Money} a session, only as a series of {count:d}'
        " for {price:Money}"
    )
)
def offers_series(
    people: People, workshops: Workshops, instructor: str, title: str, single: Money, count: int, price: Money
) -> None:
    """Online; the sessions cannot be bought one by one."""
    workshops.offer(people.teacher(instructor), title, single, sessions=count, series_price=price)


@given(sentence("the session begins in {notice:Span}"))
@given(sentence("the first session begins in {notice:Span}"))
def session_begins_in(workshops: Workshops, notice: timedelta) -> None:
    """Counted from this moment."""
    workshops.begin(workshops.sessions[0], notice)


@given(parsers.re(r"the session is (?P<state>cancelled|no longer offered|over)"))
def session_cannot_be_had(workshops: Workshops, state: str) -> None:
    """``cancelled``, ``no longer offered``, or ``over`` since yesterday."""
    CANNOT_BE_HAD[state](workshops, workshops.sessions[0])


@given(sentence("{student:w} has the last place in the session"))
def has_the_last_place(workshops: Workshops, cast: Cast, student: str) -> None:
    """There is only the one."""
    session = workshops.sessions[0]
    workshops.change_session(session, max_participants=1)
    workshops.give_place(session, cast[student])
