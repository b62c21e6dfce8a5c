"""Every check, in the order of the checklist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import chain

from pennydrop.errors import CheckUnknown
from pennydrop.golive.check import Check, Section
from pennydrop.golive.checks import (
    account,
    backup,
    cookies,
    debug_pages,
    flows,
    https_only,
    keys,
    keys_in_code,
    logging,
    mail_domain,
    mail_links,
    pages,
    people_pages,
    people_signoffs,
    refunds,
    rollback,
    secrets,
    security,
    stripe_js,
    tls,
    webhook_answers,
    webhook_endpoint,
    webhook_rotation,
    webhook_secret,
)

# A module with checks is named above and here. Within a section, this is the order of the report.
MODULES = (
    account,
    keys,
    keys_in_code,
    webhook_endpoint,
    tls,
    https_only,
    cookies,
    debug_pages,
    pages,
    stripe_js,
    flows,
    mail_domain,
    mail_links,
    webhook_secret,
    webhook_answers,
    logging,
    backup,
    rollback,
    refunds,
    people_pages,
    people_signoffs,
    secrets,
    security,
    webhook_rotation,
)
CHECKS: tuple[Check, ...] = tuple(
    sorted(chain.from_iterable(module.CHECKS for module in MODULES), key=lambda check: [*Section].index(check.section))
)


def find_check(id: str) -> Check:
    """The check of that id. ``CheckUnknown`` names the nearest one."""
    for check in CHECKS:
        if check.id == id:
            return check
    raise CheckUnknown(f"there is no check {id!r}{_nearest(id, [check.id for check in CHECKS])}")


def choose(names: Iterable[str]) -> tuple[Check, ...]:
    """The checks that ``names`` mean: ids, and sections by number (``3``) or short name (``tls``). All for no name."""
    wanted = {check.id for name in names for check in _meant(name)}
    return tuple(check for check in CHECKS if check.id in wanted) or CHECKS


def _meant(name: str) -> list[Check]:
    meant = [check for check in CHECKS if name == check.id or name.lower() in _names(check.section)]
    if not meant:
        known = [*(check.id for check in CHECKS), *(short(section) for section in Section)]
        raise CheckUnknown(f"there is no check and no section {name!r}{_nearest(name, known)}")
    return meant


def short(section: Section) -> str:
    """What a section is called on the command line: ``tls``."""
    return section.name.lower()


def _names(section: Section) -> set[str]:
    number, dot, _ = section.value.partition(".")
    return {short(section), section.value.lower(), *([number] if dot else [])}


def _nearest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else "; `pennydrop golive list` names them all"
