"""Taking the end state of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.sameness.correspondence import mail_lines, payment_lines
from pennydrop.sameness.labels import label
from pennydrop.sameness.normal import Normal
from pennydrop.sameness.reach import Reach, reach
from pennydrop.sameness.state import EndState, RowState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pennydrop.gateway import Payment
    from pennydrop.ledger import Ledger
    from pennydrop.mailbox.mail import Mail
    from pennydrop.sameness.reach import Place
    from pennydrop.vocabulary.cast import Cast


def take(
    ledger: Ledger | None,
    cast: Cast,
    mails: Iterable[Mail],
    payments: Collection[Payment],
    *,
    session_ids: Iterable[str] = (),
) -> EndState:
    """What the scenario of ``cast`` has left in the database, the mailbox and at Stripe, now.

    ``payments`` are those of its Checkouts, ``session_ids`` the Checkouts themselves: a record of one that Stripe has
    no payment for may be there or not. Without a ``ledger`` there are no rows.
    """
    roles = {person.email: person.first_name for person in cast}
    ids = {id for it in payments for id in (it.session_id, it.intent_id, it.charge_id) if id}
    found = reach(ledger, {*roles, *ids, *session_ids}) if ledger else Reach((), ())
    normal = Normal(found, cast.tag)
    cells = {place: normal.cells(row) for place, row in found.rows.items()}
    labels = label(cells)
    owners = _owners(found, roles)
    unpaid = set(session_ids) - {it.session_id for it in payments if it.paid}
    tried = {it.intent_id for it in payments if it.session_id in unpaid and it.intent_id}
    abandoned = _abandoned(found, unpaid | tried)
    rows = [
        RowState(place[0], labels[place], owners.get(place), _with_labels(cells[place], labels), place in abandoned)
        for place in sorted(labels, key=lambda place: _in_order(labels[place]))
    ]
    return EndState(tuple(rows), mail_lines(mails, cast, normal.wording), payment_lines(payments))


def _with_labels(cells: Mapping[str, str | Place], labels: Mapping[Place, str]) -> dict[str, str]:
    return {column: cell if isinstance(cell, str) else labels[cell] for column, cell in cells.items()}


def _in_order(label: str) -> tuple[str, int]:
    table, _, number = label.rpartition("#")
    return table, int(number)


def _owners(found: Reach, roles: Mapping[str, str]) -> dict[Place, str]:
    """Whose each row is: of the person whose address it holds, or else of whoever the first row it refers to is."""
    owners = {
        place: roles[value]
        for place, row in found.rows.items()
        for value in row.values.values()
        if isinstance(value, str) and value in roles
    }
    while True:
        more = {}
        for place, row in found.rows.items():
            if place not in owners:
                parents = (found.parent(row, column) for column in row.values)
                heirs = [owners[parent] for parent in parents if parent in owners]
                more.update({place: heirs[0]} if heirs else {})
        if not more:
            return owners
        owners.update(more)


def _abandoned(found: Reach, unpaid: set[str]) -> set[Place]:
    """The rows that name an unpaid Checkout or its PaymentIntent, and those that hang on them."""
    rows = found.rows.items()
    given_up = {place for place, row in rows if any(isinstance(v, str) and v in unpaid for v in row.values.values())}
    while True:
        more = {
            place
            for place, row in rows
            if place not in given_up and any(found.parent(row, column) in given_up for column in row.values)
        }
        if not more:
            return given_up
        given_up |= more
