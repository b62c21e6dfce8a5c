"""7. Logging and monitoring: the site's log tells what becomes of a webhook, and nothing that is nobody's business."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from pennydrop.errors import PennydropError
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, waiting, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.log.leaks import card_numbers_in, secrets_in
from pennydrop.golive.log.probe import Trace, accepted, refusals, refused
from pennydrop.golive.production_environment import production_environment
from pennydrop.logs.file import Lines
from pennydrop.logs.level import Level
from pennydrop.logs.line import LogLine
from pennydrop.logs.source import is_named, reading

UNSET = "nothing says where the site's log is"
SET = "set PENNYDROP_GOLIVE__LOG_FILE to it, or PENNYDROP_GOLIVE__LOG_COMMAND to what prints its latest lines"
SHOWN = 160  # characters of a line that are quoted
NAMED = 5  # places that a message names
CLOCK = timedelta(seconds=30)
SHORTEST = 8  # characters of a secret; a shorter one stands in ordinary words too
# Variables whose value is a secret; not PASSWORD_RESET_TIMEOUT or STRIPE_PUBLISHABLE_KEY.
_SECRET = re.compile(r"(?<!PUBLISHABLE_)(?<!PUBLIC_)(SECRET|PASSWORD|PASSWD|TOKEN|API_KEY|SECRET_KEY)$")
ZONES = timedelta(minutes=15)  # time zones differ by multiples of that
_TRACEBACK = re.compile(
    r"\s|Traceback \(most recent call last\):|During handling of|The above exception|[\w.]+(Error|Exception)\b"
)


@check(
    "log-events", Section.LOGGING, "A webhook that was handled stands in the log within seconds, at INFO.", writes=True
)
def events(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return by_hand(UNSET, mend=SET)
    trace = examination.once(accepted)
    if not trace.answer.accepted:
        return waiting(_nothing_handled(trace), on="webhook-secret")
    at_info = [line for line in trace.naming if line.level in (Level.INFO, Level.NOTICE)]
    if at_info:
        return passed(f"after {trace.seconds:.1f} s: {_quoted(at_info[0])}")
    if trace.naming:
        levels = " and ".join(sorted({line.level.name if line.level else "no level" for line in trace.naming}))
        return warned(
            f"{trace.event} stands there with {levels}: {_quoted(trace.naming[0])}",
            mend="log an event that was handled with logger.info(), and have the formatter write the level (levelname)",
        )
    nameless = [line for line in trace.mentioning(trace.type) if line.level]
    if nameless:
        return warned(
            f"a line tells of the event without its id: {_quoted(nameless[0])}",
            mend="write the event's id into that line: without it nobody finds the log of one payment",
        )
    return failed(
        f"{trace.event} does not stand in the log {trace.seconds:.1f} s after it was answered with {trace.answer}"
        f" ({len(trace.lines)} new lines)",
        mend="log each event with its id in the webhook's handler, logger.info('event %s %s', event.id, event.type),"
        " and have LOGGING let INFO through for that logger",
    )


@check(
    "log-refusals", Section.LOGGING, "A webhook that was refused stands in the log, at WARNING or ERROR.", writes=True
)
def refusals_(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return by_hand(UNSET, mend=SET)
    trace = examination.once(refused)
    mend = "log what was refused with logger.warning() or logger.error() in the webhook's handler"
    if trace.answer.accepted:
        return waiting(
            f"the site answered {trace.answer} to a wrongly signed event: nothing was refused",
            on="webhook-wrong-signature",
        )
    told = refusals(trace)
    loud = [line for line in told if line.level and line.level >= Level.WARNING]
    if loud:
        return passed(f"after {trace.seconds:.1f} s: {_quoted(loud[0])}")
    if told:
        return failed(f"it stands there, but not as a warning or an error: {_quoted(told[0])}", mend=mend)
    return failed(
        f"{trace.seconds:.1f} s after the site refused a wrongly signed event ({trace.answer}), nothing in the log"
        f" tells of it ({len(trace.lines)} new lines)",
        mend=mend,
    )


@check("log-card-numbers", Section.LOGGING, "No card number stands in the log.")
def card_numbers(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return by_hand(UNSET, mend=SET)
    lines = examination.once(_lines)
    found = [f"...{last} in {_place(place, lines)}" for place, last in card_numbers_in(lines)]
    if found:
        return failed(
            f"{len(found)} numbers that could be on a card: {_some(found)}",
            mend="see what writes them, stop that, and delete these lines: PCI DSS forbids keeping card numbers",
        )
    return _searched(lines)


@check("log-secrets", Section.LOGGING, "No secret, token, password or session stands in the log.")
def secrets(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return by_hand(UNSET, mend=SET)
    lines = examination.once(_lines)
    found = [f"{kind} in {_place(place, lines)}" for place, kind in secrets_in(lines, _known(examination))]
    if found:
        return failed(
            f"{len(found)} found: {_some(found)}",
            mend="replace what leaked (roll the key, end the sessions), stop logging it, and delete these lines",
        )
    return _searched(lines)


@check("log-print", Section.LOGGING, "Handling a webhook writes to the log by logging, not by print.", writes=True)
def prints(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return not_applicable(f"{UNSET}: {SET}")
    traces = [examination.once(accepted), examination.once(refused)]
    noise = [line.text for trace in traces for line in _unstamped(trace)]
    if noise:
        return warned(
            f"neither level nor time stands in {noise[0][:SHOWN]!r} ({len(noise)} such lines)",
            mend="replace print() in the webhook's handlers by logger.info() or logger.debug()",
        )
    count = sum(len(trace.lines) for trace in traces)
    return passed(f"all {count} lines written meanwhile have a level or a time")


@check("log-clock", Section.LOGGING, "The log's lines carry the right time.", writes=True)
def clock(examination: Examination) -> Answer:
    if not is_named(examination.settings):
        return not_applicable(f"{UNSET}: {SET}")
    trace = examination.once(accepted)
    lines = trace.naming or trace.mentioning(trace.type)
    if not lines:
        if not trace.answer.accepted:
            return waiting(_nothing_handled(trace), on="webhook-secret")
        return waiting("the event that was sent does not stand in the log", on="log-events")
    timed = [line for line in lines if line.time]
    if not timed or timed[0].time is None:
        return warned(
            f"no time stands in {_quoted(lines[0])}",
            mend="write the time into each line, with its zone (asctime in the formatter, or let the journal do it)",
        )
    off, zone = _off(timed[0].time, trace), "" if timed[0].time.tzinfo else ", which names no time zone"
    if off > CLOCK:
        return warned(
            f"{off.total_seconds():.0f} s off: {_quoted(timed[0])}{zone}, seen at {trace.seen:%Y-%m-%d %H:%M:%S} UTC",
            mend="have the server's clock set by NTP (timedatectl set-ntp true); Stripe's signatures go by it too",
        )
    return passed(f"{timed[0].time:%Y-%m-%d %H:%M:%S}{zone}, at {trace.seen:%Y-%m-%d %H:%M:%S} UTC")


def _nothing_handled(trace: Trace) -> str:
    return f"the site answered {trace.answer} to {trace.event}, which was properly signed: nothing was handled"


def _lines(examination: Examination) -> Lines:
    with reading(examination.settings) as read:
        return read()


def _searched(lines: Lines) -> Answer:
    if not any(line.strip() for line in lines):
        return warned(
            "the log is empty: there was nothing to search",
            mend="see that this is the log the site writes now, then run again",
        )
    return passed(f"none in the last {len(lines)} lines")


def _known(examination: Examination) -> dict[str, str]:
    """The site's own secrets, by what they are called."""
    settings = examination.settings
    known = {
        "the Stripe key": settings.stripe_secret_key.get_secret_value(),
        "the webhook's signing secret": settings.webhook_secret.get_secret_value(),
        "the database's password": str(settings.database.password or ""),
    }
    with contextlib.suppress(PennydropError):  # that it cannot be read is told by the checks of the environment
        if environment := examination.once(production_environment):
            known |= {
                f"the value of {name}": value for name, value in environment.values.items() if _SECRET.search(name)
            }
    return {name: secret for name, secret in known.items() if len(secret) >= SHORTEST}


def _unstamped(trace: Trace) -> Iterator[LogLine]:
    """Lines that no logger has written. What follows a warning or an error is taken for its traceback."""
    trouble = False
    for line in trace.lines:
        if line.stamped:
            trouble = line.level is not None and line.level >= Level.WARNING
        elif line.text.strip() and not trouble and not _TRACEBACK.match(line.text):
            yield line


def _off(time: datetime, trace: Trace) -> timedelta:
    """How far ``time`` is from when the line was written; a time without zone may be of any."""
    if time.tzinfo:
        return max(trace.sent - time, time - trace.seen, timedelta(0))
    rest = (trace.sent.replace(tzinfo=None) - time) % ZONES
    lasted = trace.seen - trace.sent
    return min(rest, max(ZONES - rest - lasted, timedelta(0)))


def _place(place: int, lines: Lines) -> str:
    """From the end, where a person looks first: ``the 3rd last line`` is not always at the same place of the file."""
    back = len(lines) - place
    return "the last line" if back == 0 else f"the line {back} before the last"


def _some(found: list[str]) -> str:
    return "; ".join(found[:NAMED]) + ("; ..." if len(found) > NAMED else "")


def _quoted(line: LogLine) -> str:
    text = line.text.strip()
    return repr(text[:SHOWN] + ("..." if len(text) > SHOWN else ""))


CHECKS = (events, refusals_, card_numbers, secrets, prints, clock)
