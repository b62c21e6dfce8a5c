"""What a line of a log says of itself, in the formats that sites commonly log in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pennydrop.logs.level import Level
from pennydrop.logs.line import parse

NOW = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
AT = datetime(2026, 11, 23, 20, 4, 5)


@pytest.mark.parametrize(
    ("text", "level", "zone", "stamped"),
    [
        ("2026-11-23 20:04:05,123 INFO shop.payments: event ERROR evt_1", Level.INFO, None, True),
        ("INFO 2026-11-23 20:04:05 views 812 1399 handled", Level.INFO, None, True),
        ("[2026-11-23 20:04:05 +0000] [812] [ERROR] Worker exiting", Level.ERROR, UTC, True),
        ("[23/Nov/2026 20:04:05] WARNING [shop.payments] refused", Level.WARNING, None, True),
        ('[23/Nov/2026 20:04:05] "POST /payments/webhook/ HTTP/1.1" 200 0', None, None, True),
        ('10.1.2.3 - - [23/Nov/2026:20:04:05 +0000] "POST / HTTP/1.1" 400 0', None, UTC, True),
        ("2026-11-23T20:04:05.123Z level=warn msg=refused", Level.WARNING, UTC, True),
        ('ts=1795464245.123 level=info msg="event handled"', Level.INFO, UTC, True),
        ('{"timestamp": "2026-11-23T20:04:05+00:00", "level": "error", "event": "refused"}', Level.ERROR, UTC, True),
        ('{"time": 1795464245123, "level": 40, "msg": "pino"}', Level.WARNING, UTC, True),
        (
            '{"log": "WARNING refused\\n", "stream": "stderr", "time": "2026-11-23T20:04:05.1Z"}',
            Level.WARNING,
            UTC,
            True,
        ),
        ('{"MESSAGE": "hello", "PRIORITY": "6", "__REALTIME_TIMESTAMP": "1795464245123456"}', Level.INFO, UTC, False),
        ("Nov 23 20:04:05 shop gunicorn[812]: INFO handled", Level.INFO, None, True),
        ("Nov 23 20:04:05 shop gunicorn[812]: got checkout.session.completed", None, None, False),
        ("2026-11-23T20:04:05+00:00 shop gunicorn[812]: got checkout", None, UTC, False),
        ("<131>1 2026-11-23T20:04:05Z shop gunicorn 812 - - refused", Level.ERROR, UTC, False),
        ("<12>Nov 23 20:04:05 shop gunicorn[812]: refused", Level.WARNING, None, False),
        ("2026-11-23T20:04:05.123456+00:00 app[web.1]: WARNING refused", Level.WARNING, UTC, True),
        ("2026-11-23T20:04:05.123456Z stdout F got it", None, UTC, False),
        ("2026-11-23 20:04:05.123 | ERROR    | shop.views:webhook:12 - refused", Level.ERROR, None, True),
        ("2026-11-23T20:04:05Z [warning  ] refused    event=evt_1", Level.WARNING, UTC, True),
        ("2026/11/23 20:04:05 [error] 812#812: *1 upstream timed out", Level.ERROR, None, True),
    ],
)
def test_level_and_time_of_the_common_formats(text: str, level: Level | None, zone: Any, stamped: bool) -> None:
    line = parse(text, now=NOW)
    assert (line.level, line.stamped) == (level, stamped)
    assert line.time is not None
    assert (line.time.replace(microsecond=0, tzinfo=None), line.time.utcoffset()) == (
        AT,
        zone.utcoffset(None) if zone else None,
    )


@pytest.mark.parametrize(
    "text", ["got payment_intent.succeeded", "Error handling is fine", "information: none", "{'type': 'x'}", "{", ""]
)
def test_what_a_print_leaves_has_neither(text: str) -> None:
    assert (parse(text).level, parse(text).time, parse(text).stamped) == (None, None, False)


def test_a_line_of_december_read_in_january_is_of_last_year() -> None:
    line = parse("Dec 31 23:59:59 shop gunicorn[1]: INFO x", now=datetime(2027, 1, 1, tzinfo=UTC))
    assert line.time == datetime(2026, 12, 31, 23, 59, 59)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 12:00:05,250 ERROR shop: broken",
        "[2026-11-23 12:00:05.250 +0000] [7] [ERROR] broken",
        "2026-11-23T12:00:05.250Z ERROR broken",
        "2026-11-23T13:00:05.2500009+01:00 ERROR broken",
        "ERROR 2026-11-23 12:00:05,250 views 17 broken",
        'ts=1795435205.250 level=error msg="broken"',
    ],
)
def test_a_time_is_read_to_the_fraction_of_a_second(text: str) -> None:
    time = parse(text).time
    assert time is not None
    assert (time if time.tzinfo else time.replace(tzinfo=UTC)) == datetime(2026, 11, 23, 12, 0, 5, 250_000, UTC)


def test_digits_that_look_like_a_time_are_none() -> None:
    assert parse("Traceback (most recent call last):").time is None
    assert parse("2026-99-99 12:00:05 no such month").time is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-23 12:00:05,250 WARNING from the journal", "WARNING from the journal"),
        ("[2026-11-23 12:00:05 +0000] [7] [ERROR] broken", "[7] [ERROR] broken"),
        ("ERROR 2026-11-23 12:00:05,250 views 17 broken", "ERROR views 17 broken"),
        ("2026-11-23 12:00:05.250 | ERROR    | shop.views - broken", "ERROR    | shop.views - broken"),
        ("Nov 23 12:00:05 shop gunicorn[812]: INFO 2026-11-23 12:00:05,250 handled", "INFO handled"),
        ('10.1.2.3 - - [23/Nov/2026:12:00:05 +0000] "POST / HTTP/1.1" 400 0', '10.1.2.3 - - "POST / HTTP/1.1" 400 0'),
        ("ts=1795435205.250 level=error msg=broken", "level=error msg=broken"),
        ("time=2026-11-23T12:00:05Z level=error msg=broken", "level=error msg=broken"),
        ('{"time": "2026-11-23T12:00:05Z", "msg": "x"}', '{"time": "2026-11-23T12:00:05Z", "msg": "x"}'),
        ("could not deliver checkout 1", "could not deliver checkout 1"),
        (f"{'x' * 60} until 2026-11-23 12:00:05", f"{'x' * 60} until 2026-11-23 12:00:05"),
    ],
)
def test_what_is_said_beside_the_time(text: str, said: str) -> None:
    assert parse(text).said == said


@pytest.mark.parametrize(
    ("text", "trouble", "serious"),
    [
        ("2026-11-23 12:00:05,250 INFO shop: event ERROR evt_1", False, False),
        ("2026-11-23 12:00:05,250 INFO shop: could not deliver: KeyError", True, False),
        ("2026-11-23 12:00:05,250 WARNING shop: refused", True, False),
        ("2026-11-23 12:00:05,250 CRITICAL shop: broken", True, True),
        ('{"level": "fatal", "msg": "broken"}', True, True),
        ("<131>1 2026-11-23T20:04:05Z shop gunicorn 812 - - broken", True, True),
        ('{"MESSAGE": "Traceback (most recent call last):", "PRIORITY": "6"}', True, True),
        ("Traceback (most recent call last):", True, True),
        ("KeyError: 'x'", True, False),
        (f"{'x' * 120} ERROR broken", True, True),
        ("no such order", False, False),
    ],
)
def test_trouble_is_a_warning_or_worse_and_an_error_by_name(text: str, trouble: bool, serious: bool) -> None:
    assert (parse(text).trouble, parse(text).serious) == (trouble, serious)
