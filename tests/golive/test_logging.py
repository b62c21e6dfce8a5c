"""The log of a real gunicorn, with good habits and bad ones; and what the search of a log finds and leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import logging as log_checks
from pennydrop.golive.examination import Examination
from pennydrop.golive.log.leaks import card_numbers_in, secrets_in
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
        world.site.restart(before)


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
    for check in (log_checks.events, log_checks.clock):
        waiting = examination.answer(check)
        assert (waiting.verdict, waiting.waits_on) == (Verdict.WAITING, "webhook-secret"), waiting
    answer = examination.answer(log_checks.events)
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


@pytest.mark.parametrize(
    ("golive", "words"),
    [
        ({"log_file": "{folder}/none.log"}, "No such file or directory; correct PENNYDROP_GOLIVE__LOG_FILE"),
        ({"log_file": "{folder}"}, "Is a directory"),
        ({"log_command": "cat {folder}/none.log"}, "LOG_COMMAND ended with exit code 1, saying"),
        ({"log_command": "no-such-program -n 5"}, "no-such-program cannot be run"),
    ],
)
def test_a_log_that_cannot_be_read_fails(golive: dict[str, str], words: str, tmp_path: Path) -> None:
    named = {key: value.replace("{folder}", str(tmp_path)) for key, value in golive.items()}
    answer = Examination(load_settings(golive=named)).answer(log_checks.secrets)
    assert (answer.verdict, words in answer.evidence) == (Verdict.FAIL, True), answer
