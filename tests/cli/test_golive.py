"""``pennydrop golive`` as it is called: exit codes, files, sign-offs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pennydrop.golive import catalogue
from pennydrop.golive.check import Answer, Check, Section, by_hand, passed
from pennydrop.golive.closing import LINES
from pennydrop.golive.examination import Examination
from tests.cli.conftest import Command

BROKEN = "the penny fell through sk_" + "live_0123456789abcdef"


def _fine(examination: Examination) -> Answer:
    return passed(f"seen with the {examination.settings.profile} profile")


def _broken(examination: Examination) -> Answer:
    raise ValueError(BROKEN)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue whose checks all pass: the real ones need a site."""
    ids = dict.fromkeys(id for line in LINES for id in line.rests_on)
    _use(monkeypatch, [Check(id, Section.TLS, f"The sentence of {id}.", _fine) for id in ids])


def _use(monkeypatch: pytest.MonkeyPatch, checks: list[Check]) -> None:
    monkeypatch.setattr(catalogue, "CHECKS", tuple(checks))


@pytest.mark.usefixtures("sound")
def test_go_is_0_and_names_the_next_steps(pennydrop: Command) -> None:
    outcome = pennydrop("golive")
    assert (outcome.code, outcome.errors) == (0, "")
    assert "\nGO\n" in outcome.output
    assert "Restart web server" in outcome.output


def test_no_go_is_1_and_names_what_is_in_the_way(pennydrop: Command) -> None:
    outcome = pennydrop("golive", "--only", "stripe-two-factor")
    assert (outcome.code, outcome.errors) == (1, "")
    assert "NO-GO\nin the way: stripe-two-factor\n" in outcome.output


def test_a_part_that_is_clear_is_0_and_no_go_is_announced(pennydrop: Command) -> None:
    pennydrop("golive", "sign", "stripe-two-factor", "--by", "Ann", "--note", "all have it")
    outcome = pennydrop("golive", "--only", "stripe-two-factor")
    assert outcome.code == 0
    assert "NOTHING IN THE WAY IN THIS PART" in outcome.output
    assert "Restart web server" not in outcome.output


def test_a_sign_off_closes_an_item_and_taking_it_back_opens_it_again(pennydrop: Command, project: Path) -> None:
    signed = pennydrop("golive", "sign", "terms-read", "--by", "Ann", "--note", "version 3", "--until", "2126-01-31")
    assert "terms-read is signed off in golive-signoffs.toml: Ann" in signed.output
    kept = tomllib.loads((project / "golive-signoffs.toml").read_text())["terms-read"]
    assert (kept["by"], kept["note"], str(kept["until"])) == ("Ann", "version 3", "2126-01-31")
    assert pennydrop("golive", "--only", "terms-read").code == 0

    assert "it was by Ann" in pennydrop("golive", "unsign", "terms-read").output
    assert pennydrop("golive", "--only", "terms-read").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--only", "terms-red"], 27, "did you mean terms-read?"),
        (["sign", "terms-red", "--by", "Ann", "--note", "x"], 27, "did you mean terms-read?"),
        (["unsign", "terms-read"], 28, "is not signed off in golive-signoffs.toml; signed off: none"),
        (["sign", "terms-read", "--by", "Ann", "--note", "x", "--until", "2020-01-01"], 28, "is past already"),
        (["sign", "terms-read", "--by", "Ann"], 2, "--note"),
        (["--json", "--write"], 2, "--write is an option, not a file"),
        (["--profile", "lve"], 2, "lve"),
        (["--only", "security", "--html", "/dev/null/x.html"], 21, "--html /dev/null/x.html cannot be written"),
    ],
)
def test_trouble_is_one_message_and_a_code(arguments: list[str], code: int, says: str, pennydrop: Command) -> None:
    outcome = pennydrop("golive", *arguments)
    assert outcome.code == code
    assert says in " ".join(outcome.errors.replace("│", " ").split())
    assert "Traceback" not in outcome.errors


def test_what_a_program_can_see_is_not_signed_off(
    pennydrop: Command, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    _use(monkeypatch, [Check("seen", Section.TLS, "A.", _fine)])
    outcome = pennydrop("golive", "sign", "seen", "--by", "Ann", "--note", "x")
    assert (outcome.code, outcome.output) == (28, "")
    assert "seen is not for a person to sign off" in outcome.errors
    assert not (project / "golive-signoffs.toml").exists()


def test_a_spoilt_file_of_sign_offs_stops_the_run(pennydrop: Command, project: Path) -> None:
    (project / "golive-signoffs.toml").write_text("[terms-read\n")
    assert pennydrop("golive").code == 28


def test_every_form_is_written_and_a_hyphen_means_stdout(pennydrop: Command, project: Path) -> None:
    files = {"markdown": "r/report.md", "html": "r/report.html", "junit": "r/report.xml"}
    options = [word for form, file in files.items() for word in (f"--{form}", file)]
    outcome = pennydrop("golive", "--only", "security", "--json", "-", *options)

    assert json.loads(outcome.output)["verdict"] == "no-go"
    for file in files.values():
        assert "stripe-two-factor" in (project / file).read_text(encoding="utf-8")


def test_the_profile_can_be_chosen_for_one_run(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, [Check("seen", Section.TLS, "A.", _fine)])
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "sk_" + "test_0123456789")
    monkeypatch.setenv("PENNYDROP_PROFILE", "local")
    assert "seen with the test profile" in pennydrop("golive", "--profile", "test", "--only", "seen").output


def test_a_check_that_breaks_is_a_failure_and_its_traceback_is_for_those_who_ask(
    pennydrop: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, [Check("broken", Section.TLS, "A.", _broken)])

    plain, asked = pennydrop("golive"), pennydrop("golive", "--traceback")

    assert (plain.code, asked.code) == (1, 1)
    assert "the check broken itself broke: ValueError: the penny fell through" in plain.output
    assert plain.errors == ""
    assert "in _broken" in asked.errors
    assert "0123456789abcdef" not in asked.errors + asked.output
    assert "Traceback" not in asked.output


def test_checks_that_write_need_to_be_allowed(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, [Check("writer", Section.BACKUP, "A.", _fine, writes=True)])
    assert pennydrop("golive", "--only", "writer").code == 1
    assert pennydrop("golive", "--only", "writer", "--write").code == 0


def test_ctrl_c_prints_what_was_seen_and_ends_with_130(project: Path) -> None:
    """A real signal to a real process, in the middle of a check."""
    program = (
        "import signal, sys\n"
        "from pennydrop.cli import main\n"
        "from pennydrop.golive import catalogue\n"
        "from pennydrop.golive.check import Check, Section, passed\n"
        "def wait(examination):\n"
        "    print('waiting', file=sys.stderr, flush=True)\n"
        "    signal.pause()\n"
        "checks = [('first', lambda e: passed('seen it')), ('second', wait), ('third', lambda e: passed('x'))]\n"
        "catalogue.CHECKS = tuple(Check(id, Section.TLS, 'A.', look) for id, look in checks)\n"
        "sys.exit(main(['golive']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=project
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (130, "")
    assert "seen it" in output
    assert "Interrupted" in output
    assert "in the way: second, third" in output


def test_the_list_names_every_check(pennydrop: Command) -> None:
    listed = json.loads(pennydrop("golive", "list", "--json").output)
    assert [check["id"] for check in listed] == [check.id for check in catalogue.CHECKS]
    assert "webhook-secret-age" in pennydrop("golive", "list").output


def test_a_missing_library_is_named_with_its_remedy(pennydrop: Command, project: Path) -> None:
    """The extra is not installed: the catalogue cannot be imported."""
    program = (
        "import sys\n"
        "sys.modules['pennydrop.golive.catalogue'] = None\n"
        "from pennydrop.cli import main\n"
        "sys.exit(main(['golive', 'list']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=project, check=False)
    assert done.returncode == 10
    assert "pip install 'pennydrop[golive]'" in done.stderr


def test_open_items_can_be_signed_off_by_the_command_that_the_report_names(
    pennydrop: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = by_hand("look", mend="look at it")
    _use(monkeypatch, [Check("eyes", Section.PEOPLE, "A.", lambda examination: look)])
    assert "pennydrop golive sign eyes --by NAME --note TEXT" in pennydrop("golive", "--only", "eyes").output
