"""The rules, and what each of them needs to be checked at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.discrepancy import Discrepancy, Rule
from pennydrop.bookkeeping.rules import goods, mails, money, promises, trouble

if TYPE_CHECKING:
    from pennydrop.bookkeeping.facts import Facts

Check = Callable[["Facts"], Iterable[Discrepancy]]


@dataclass(frozen=True)
class Checked:
    """A rule with a function that finds what breaks it, maybe one of several."""

    rules: tuple[Rule, ...]
    check: Check
    needs_chart: bool = True


CHECKS = (
    Checked((promises.ONE_OF_EACH,), goods.one_of_each),
    Checked((promises.ONE_MAIL, promises.SAME_FIGURES), mails.one_mail_each),
    Checked((promises.ONE_MAIL,), mails.nothing_said_twice, needs_chart=False),
    Checked((promises.NOTHING_UNPAID,), money.no_record_unpaid),
    Checked((promises.NOTHING_UNPAID,), goods.nothing_unpaid),
    Checked((promises.NOTHING_TWICE, promises.SAME_FIGURES), goods.money_bought_something),
    Checked((promises.NOTHING_TWICE,), goods.nothing_twice),
    Checked((promises.SAME_FIGURES,), money.same_sums),
    Checked((promises.COMMISSION,), money.commission),
    Checked((promises.ONE_RECORD,), money.one_record),
    Checked((promises.PLACES,), goods.places),
    Checked((promises.NEVER_MORE_BACK,), money.never_more_back, needs_chart=False),
    Checked((promises.GIVEN_BACK,), goods.nothing_after_refund),
    Checked((promises.GIVEN_BACK,), mails.told_of_refunds),
    Checked((promises.REFUND_ON_RECORD,), money.same_refunds),
    Checked((promises.ANSWERS,), trouble.accepted_in_the_end, needs_chart=False),
    Checked((promises.NO_ERRORS,), trouble.no_errors, needs_chart=False),
)

RULES: dict[int, Rule] = {rule.number: rule for checked in CHECKS for rule in checked.rules}


def broken(facts: Facts, suspended: Iterable[int] = ()) -> Iterator[Discrepancy]:
    """Everything that does not balance, by the number of its rule, but for what breaks a ``suspended`` one."""
    left_out = frozenset(suspended)
    found = [it for checked in CHECKS if facts.chart or not checked.needs_chart for it in checked.check(facts)]
    yield from sorted((it for it in found if it.rule.number not in left_out), key=lambda it: it.rule.number)


def unchecked() -> tuple[int, ...]:
    """The numbers of the rules of which nothing can be checked without a chart."""
    agnostic = {rule for checked in CHECKS if not checked.needs_chart for rule in checked.rules}
    return tuple(sorted(number for number, rule in RULES.items() if rule not in agnostic))
