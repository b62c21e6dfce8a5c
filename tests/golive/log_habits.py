"""Habits of logging, good and bad, that the reference site takes on when its ``SEEDED_FAULT`` names this module.

``LOG_HABIT`` says which. It runs inside the site.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from typing import Any

CARD = "4242" + "4242" * 3
SITE = logging.getLogger("pennydrop.demo")


def seed() -> None:
    HABITS[os.environ["LOG_HABIT"]]()


def silent() -> None:
    """LOGGING lets only warnings through."""
    SITE.setLevel(logging.WARNING)


def quiet_refusals() -> None:
    """A refusal is logged, as if it were nothing."""
    from pennydrop.demo.payments import webhook

    _replace(webhook.logger, "warning", webhook.logger.info)


def no_refusals() -> None:
    from pennydrop.demo.payments import webhook

    _replace(webhook.logger, "warning", lambda *_: None)


def loud() -> None:
    """Everything is a warning."""
    from pennydrop.demo.payments import webhook

    _replace(webhook.logger, "info", webhook.logger.warning)


def nameless() -> None:
    """The event's type is logged, its id is not."""
    _line("%(asctime)s %(levelname)s %(name)s: %(message)s", lambda text: text.replace("event evt_", "event ev"))


def prints() -> None:
    from pennydrop.demo.payments import webhook

    handle = webhook.handle

    def chatty(event: dict[str, Any]) -> bool:
        print("got", event["type"])  # noqa: T201 - the habit
        return handle(event)

    webhook.handle = chatty


def late() -> None:
    """The machine's clock is an hour and five minutes behind."""
    _line("%(asctime)s %(levelname)s %(name)s: %(message)s", shift=-3900)


def timeless() -> None:
    _line("%(levelname)s %(name)s: %(message)s")


def logfmt() -> None:
    _line('ts=%(created)f level=%(levelname)s logger=%(name)s msg="%(message)s"')


def structured() -> None:
    """A JSON object in each line."""

    class Json(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return json.dumps({"ts": record.created, "level": record.levelname.lower(), "msg": record.getMessage()})

    _format(Json())


def bracketed() -> None:
    """As gunicorn writes its own lines, and with a traceback after an error."""
    _line("[%(asctime)s +0000] [%(process)d] [%(levelname)s] %(message)s")
    from pennydrop.demo.payments import webhook

    _replace(webhook.logger, "warning", webhook.logger.exception)


def _line(format: str, then: Callable[[str], str] = str, *, shift: int = 0) -> None:
    class Line(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            record.created += shift
            return then(super().format(record))

    _format(Line(format))


def _format(formatter: logging.Formatter) -> None:
    for handler in SITE.handlers:
        handler.setFormatter(formatter)


def _replace(logger: logging.Logger, name: str, by: Callable[..., object]) -> None:
    setattr(logger, name, by)


HABITS: dict[str, Callable[[], None]] = {
    habit.__name__: habit
    for habit in (
        *(silent, quiet_refusals, no_refusals, loud, nameless, prints, late, timeless),
        *(logfmt, structured, bracketed),
    )
}
