"""``pennydrop watch``: the hours after the switch."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pennydrop.cli.console import say
from pennydrop.settings import load_settings

if TYPE_CHECKING:
    from pennydrop.watch.news import News, Summary

ALARM = 1
INTERRUPTED = 130


def watch(
    *,
    duration: Annotated[str, Parameter(name="--for")] = "1h",
    interval: str = "5s",
    deadline: str = "60s",
    failure_rate: int = 50,
    ours_only: bool = False,
    json: bool = False,
) -> int:
    """Follow every new payment and refund, one line each as its links complete, and raise an alarm if they do not.

    Looks only. Ends with 1 after an alarm, with 130 if Ctrl-C cut it short before there was one, and with the code of
    the trouble if it cannot look at the end; else with 0.

    Parameters
    ----------
    duration
        How long: 1h, 30m, 1h30m, 45s.
    interval
        Time between two looks; a look is one request to Stripe, and a few more for each payment under way.
    deadline
        Within this a payment has to be a record, delivered, and mailed about.
    failure_rate
        Percent of the attempts of ten minutes that may be declined, once five are.
    ours_only
        Pass over Checkouts without this site's metadata: the account serves other shops, too.
    json
        Print each line as JSON.
    """
    from pennydrop.diagnose.gather import Witnesses
    from pennydrop.watch.limits import Limits, seconds
    from pennydrop.watch.watch import Watch

    limits = Limits(seconds(duration), seconds(interval), seconds(deadline), failure_rate / 100, ours_only=ours_only)
    with Witnesses(load_settings()) as witnesses:
        running = Watch(witnesses, limits, _tell_json if json else _tell)
        cut_short = False
        try:
            running.begin()
            running.run()
        except KeyboardInterrupt:
            cut_short = True
        summary = running.summary(cut_short=cut_short)
        _sum_up(summary, json)
        if summary.alarms:
            return ALARM
        if running.trouble:
            raise running.trouble
        return INTERRUPTED if cut_short else 0


def _tell(news: News) -> None:
    say(str(news))


def _tell_json(news: News) -> None:
    say(json_module.dumps(news.to_json()))


def _sum_up(summary: Summary, as_json: bool) -> None:
    say(json_module.dumps(summary.to_json()) if as_json else str(summary))
