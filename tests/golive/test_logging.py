"""The log of a real gunicorn, with good habits and bad ones; and what the search of a log finds and leaves alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pennydrop.errors import LogUnreadable
from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import logging as log_checks
from pennydrop.golive.examination import Examination
from pennydrop.golive.log.leaks import card_numbers_in, secrets_in
from pennydrop.golive.log.line import Level, parse
from pennydrop.golive.log.probe import since
from pennydrop.golive.log.source import LogFile, reading
from pennydrop.golive.rehearsal.world import World
from pennydrop.settings import load_settings

pytestmark = pytest.mark.timeout(180)
Look = Callable[..., dict[str, Answer]]


def look(world: World, **golive: Any) -> dict[str, Answer]:
    """The answers of all checks of the log, by their ids."""
    settings = load_settings(**{**world.config, "golive": {**world.config["golive"], **golive}})
    examination = Examination(settings, writing=True)
    return {check.id: examination.answer(check) for check in log_checks.CHECKS}


def others(answers: dict[str, Answer], *ids: str) -> set[Verdict]:
    return {answer.verdict for id, answer in answers.items() if id not in ids}


@contextmanager
def habit(world: World, name: str) -> Iterator[None]:
    """The site logs in this way for a while."""
    before = world.site.environment
    world.site.restart({**before, "SEEDED_FAULT": "tests.golive.log_habits", "LOG_HABIT": name})
    try:
        yield
    finally:
        world.site.restart({**before, "SEEDED_FAULT": ""})


def test_a_sound_log(world: World) -> None:
    answers = look(world)
    assert {id: (answer.verdict, answer.evidence) for id, answer in answers.items() if answer.mend} == {}
    assert others(answers) == {Verdict.PASS}
    assert "INFO pennydrop.demo.payments.webhook: event evt_pennydrop_golive_" in answers["log-events"].evidence
    assert "WARNING pennydrop.demo.payments.webhook: webhook refused" in answers["log-refusals"].evidence


BAD_HABITS = {
    "silent": ("log-events", Verdict.FAIL, "does not stand in the log", {"log-clock"}),
    "loud": ("log-events", Verdict.WARN, "stands there with WARNING", set()),
    "nameless": ("log-events", Verdict.WARN, "tells of the event without its id", set()),
    "quiet_refusals": ("log-refusals", Verdict.FAIL, "not as a warning or an error", set()),
    "no_refusals": ("log-refusals", Verdict.FAIL, "nothing in the log tells of it", set()),
    "prints": ("log-print", Verdict.WARN, "neither level nor time stands in 'got ", set()),
    "late": ("log-clock", Verdict.WARN, "s off: ", set()),
    "timeless": ("log-clock", Verdict.WARN, "no time stands in", set()),
}


@pytest.mark.parametrize("name", BAD_HABITS)
def test_a_bad_habit_is_found_and_its_mend_passes(name: str, world: World) -> None:
    id, verdict, words, beside = BAD_HABITS[name]
    world.config["deadline"] = 2
    with habit(world, name):
        answers = look(world)
    assert answers[id].verdict is verdict, answers
    assert words in answers[id].evidence
    assert answers[id].mend
    assert others(answers, id, *beside) == {Verdict.PASS}, answers

    world.config["deadline"] = 10
    assert others(look(world)) == {Verdict.PASS}


@pytest.mark.parametrize("name", ["logfmt", "structured", "bracketed"])
def test_other_formats_are_no_trouble(name: str, world: World) -> None:
    with habit(world, name):
        answers = look(world)
    assert others(answers) == {Verdict.PASS}, answers


def test_a_journal_printed_by_a_command(world: World) -> None:
    journal = f"sed 's/^/Nov 23 20:04:05 shop gunicorn[812]: /' '{world.site.log}' | tail -n 400"
    answers = look(world, log_file=None, log_command=journal)
    assert others(answers) == {Verdict.PASS}, answers


def test_a_site_that_refuses_what_is_sound_or_takes_what_is_forged(world: World) -> None:
    before = world.site.environment
    config = {**world.config, "golive": {**world.config["golive"], "environment_file": None}}
    settings = load_settings(**{**config, "webhook_secret": "whsec_" + "f" * 32})
    examination = Examination(settings, writing=True)
    answer = examination.answer(log_checks.events)
    assert answer.verdict is Verdict.FAIL
    assert "the site answered 400" in answer.evidence
    assert world.site.environment == before


def test_without_a_log_a_person_looks(world: World) -> None:
    answers = look(world, log_file=None)
    assert {id for id, answer in answers.items() if answer.verdict is Verdict.MANUAL} == {
        "log-events",
        "log-refusals",
        "log-card-numbers",
        "log-secrets",
    }
    assert all("PENNYDROP_GOLIVE__LOG_FILE" in answer.mend + answer.evidence for answer in answers.values())


# What must not stand there.

STAMP = "2026-11-23 20:04:05,123 INFO shop.payments: "
KEY = "sk_live_" + "9fQz2LmX7c" * 3
VISA = "4539" + "1488" + "0343" + "6467"  # made up; no bank's
SOUND = [
    "payment 1763928245123 took 5105105105105 ns",  # a moment in milliseconds, a duration
    "event evt_1SWq4mLkdIwHu7ix4f3K2a9B checkout.session.completed: done",
    f"trace_id={VISA} span_id=" + "4012" + "888888881881",
    f"order_id: {VISA} paid",
    f'{{"request_id": "{VISA}"}}',
    "tel +44 4539 1488 0343 6467 1",
    "uuid 5ab2c3d4-1111-4111-8111-411111111111",
    "GET /static/js/41111111111111110000.js 200 5200",
    "password=******** for ann, Authorization: Bearer [Filtered]",
    "invalid password: attempts left 2; password reset mail sent",
    'POST /login {"username": "ann", "password": "[redacted]"}',
    "card ending in 4242, cvc check: pass",
    "pi_3SWq4mLkdIwHu7ix0aBcDeFg succeeded, cs_live_a1B2c3D4e5F6 completed",
    "sk_live_" + "..." + " has been rolled; publishable pk_live_" + "9fQz2LmX7c" * 3,
]
LEAKS = {
    "card": (f"paying with {VISA}", "log-card-numbers"),
    "card in groups": ("card: " + " ".join(VISA[i : i + 4] for i in range(0, 16, 4)), "log-card-numbers"),
    "card with dashes": ('{"number":"' + "-".join(VISA[i : i + 4] for i in range(0, 16, 4)) + '"}', "log-card-numbers"),
    "test card": ("number=" + "4242" * 4 + "&cvc=123", "log-card-numbers"),
    "american express": ("amex 3782 " + "822463 10005", "log-card-numbers"),
    "live key": (f"stripe.api_key = {KEY}", "log-secrets"),
    "session": ("Cookie: csrftoken=x; sessionid=w8xk2p0q9r7s6t5u4v3w2x1y0z9a8b7c", "log-secrets"),
    "authorization": ("headers: {'Authorization': 'Bearer eyJhbGciOiJIUzI1NiJ9.e30'}", "log-secrets"),
    "password in a form": ("POST body: username=ann&password=Tr0ub4dor", "log-secrets"),
    "password in JSON": ('{"password": "Tr0ub4dor&3"}', "log-secrets"),
    "token": ("GET /callback?access_token=abcdef0123456789", "log-secrets"),
    "client secret": ("created pi_3SWq4mLkdIwHu7ix0aBcDeFg_secret_" + "Zq8Lm2Xc7V", "log-secrets"),
}


def search(lines: list[str], folder: Path) -> dict[str, Answer]:
    path = folder / "site.log"
    path.write_text("".join(f"{STAMP}{line}\n" for line in lines))
    examination = Examination(load_settings(golive={"log_file": path}))
    return {check.id: examination.answer(check) for check in (log_checks.card_numbers, log_checks.secrets)}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_is_found_its_text_is_not_repeated_and_without_it_all_is_well(kind: str, tmp_path: Path) -> None:
    line, id = LEAKS[kind]
    answers = search([*SOUND, line, "the last one"], tmp_path)
    assert answers[id].verdict is Verdict.FAIL, answers
    assert answers[id].evidence.startswith(("1 ", "2 "))
    assert "in the line 1 before the last" in answers[id].evidence
    assert line[-12:] not in str(answers)
    assert others(answers, id) == {Verdict.PASS}, answers

    answers = search([*SOUND, "the last one"], tmp_path)
    assert others(answers) == {Verdict.PASS}, answers
    assert answers[id].evidence == f"none in the last {len(SOUND) + 1} lines"


def test_the_site_s_own_secrets_are_found_whatever_they_look_like() -> None:
    known = {"the database's password": "correct horse"}
    assert list(secrets_in(["fine", "connecting as correct horse"], known)) == [(2, "the database's password")]


def test_the_secrets_of_the_production_environment_are_known(tmp_path: Path) -> None:
    environment = tmp_path / ".env"
    environment.write_text("EMAIL_HOST_PASSWORD='blue-kettle-7'\nPASSWORD_RESET_TIMEOUT=259200000\nDEBUG=False\n")
    log = tmp_path / "site.log"
    log.write_text(f"{STAMP}smtp login shop blue-kettle-7\n{STAMP}timeout 259200000\n")
    look = Examination(load_settings(golive={"log_file": log, "environment_file": environment})).answer
    answer = look(log_checks.secrets)
    assert answer.verdict is Verdict.FAIL
    assert answer.evidence == "1 found: the value of EMAIL_HOST_PASSWORD in the line 1 before the last"
    log.write_text(f"{STAMP}smtp login shop\n{STAMP}timeout 259200000\n")
    assert look(log_checks.card_numbers).verdict is Verdict.PASS


def test_a_hundred_thousand_lines_of_an_ordinary_log_have_no_card_in_them() -> None:
    lines = [
        f"{STAMP}event evt_{n} took {n * 7919 % 1000} ms at {1763928245123456789 + n * 104729}" for n in range(100_000)
    ]
    assert list(card_numbers_in(lines)) == []


def test_an_empty_log_is_told_apart_from_a_clean_one(tmp_path: Path) -> None:
    answers = search([], tmp_path)
    assert others(answers) == {Verdict.WARN}


# What a line says of itself.

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


# Where the lines come from.


def test_a_file_s_last_lines_without_reading_what_is_before_them(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    with path.open("wb") as file:
        file.truncate(3 << 30)  # three sparse gigabytes
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + b"".join(b"line %d \xff\n" % number for number in range(20_000)))
    with closing(LogFile(path, 5000)) as read:
        lines = read()
    assert len(lines) == 5000
    assert (lines[0], lines[-1]) == ("line 15000 \ufffd", "line 19999 \ufffd")


def test_a_file_without_a_single_line_end_is_read_only_so_far(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    with closing(LogFile(path, 10)) as read:
        assert read() == []


def test_a_rotation_between_two_looks_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntwo\n")
    read = LogFile(path, 10)
    before = read()
    with closing(read), path.open("a") as old:
        path.rename(tmp_path / "site.log.1")
        assert since(before, read()) == []  # for a moment there is no file of that name
        old.write("three, still to the old file\n")
        old.flush()
        path.write_text("four, to the new one\n")
        assert since(before, read()) == ["three, still to the old file", "four, to the new one"]
        assert read() == ["four, to the new one"]


def test_a_line_that_is_still_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntw")
    with closing(LogFile(path, 10)) as read:
        before = read()
        path.write_text("one\ntwo\nthree\n")
        assert since(before, read()) == ["two", "three"]


def test_a_file_that_is_cut_off_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntwo\n")
    with closing(LogFile(path, 10)) as read:
        before = read()
        path.write_text("three\n")
        assert since(before, read()) == ["three"]


def test_what_is_new_is_found_also_when_the_window_has_moved() -> None:
    before = [f"line {number}" for number in range(100)]
    assert since(before, before) == []
    assert since(before, [*before[60:], "a", "b"]) == ["a", "b"]
    assert since(["x", "x"], ["x", "x", "x"]) == []  # equal lines tell nothing
    assert since([], ["a"]) == ["a"]


@pytest.mark.parametrize(
    ("golive", "words"),
    [
        ({"log_file": "{folder}/none.log"}, "No such file or directory"),
        ({"log_file": "{folder}"}, "Is a directory"),
        ({"log_command": "cat {folder}/none.log"}, "LOG_COMMAND ended with exit code 1, saying"),
        ({"log_command": "sh -c 'kill -9 $$'"}, "was ended by SIGKILL"),
        ({"log_command": "tail -f /dev/null"}, "has not ended within 1 s and was stopped"),
        ({"log_command": "no-such-program -n 5"}, "no-such-program cannot be run"),
    ],
)
def test_a_log_that_cannot_be_read_is_one_sentence(golive: dict[str, str], words: str, tmp_path: Path) -> None:
    settings = load_settings(
        deadline=1, golive={key: value.replace("{folder}", str(tmp_path)) for key, value in golive.items()}
    )
    examination = Examination(settings)
    with reading(examination) as read, pytest.raises(LogUnreadable, match=words):
        read()
    answer = examination.answer(log_checks.secrets)
    assert (answer.verdict, words in answer.evidence) == (Verdict.FAIL, True)


def test_a_command_s_last_lines(tmp_path: Path) -> None:
    examination = Examination(load_settings(golive={"log_command": "seq 1 9000", "log_lines": 3}))
    with reading(examination) as read:
        assert read() == ["8998", "8999", "9000"]
