"""``pytest --storm``: what becomes of it on the command line, and what is said of it at the end."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from pennydrop.errors import SpendingRefused
from tests.plugin.conftest import INI, Suite

FEATURE = """
Feature: Shop
  @purchase
  Scenario: All is well
    When Anna buys something
    Then Anna is told once

  @refund
  Scenario Outline: In <colour>
    When Anna pays <colour>
    Then it is paid
    Examples:
      | colour |
      | red    |
      | blue   |

  Scenario: Without a tag
    When Anna pays £5.00
"""
SHOP = "features/shop/shop.feature"
WELL = f"{SHOP}::all_is_well"
ALONE_AND_DISTRIBUTED = pytest.mark.parametrize("distribution", [[], ["-n", "2"]], ids=["alone", "distributed"])


@pytest.fixture
def shop(suite: Suite) -> Suite:
    """A suite whose scenarios can be disturbed: twice, lost, and three more."""
    suite.write("pytest.ini", INI + "    purchase: paid\n    refund: given back\n")
    suite.write("weather.py", Path(__file__).with_name("sample_storm.py").read_text())
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + '\npytest_plugins = ["weather"]\n')
    suite.write(SHOP, FEATURE)
    return suite


def test_a_scenario_becomes_an_item_for_each_disturbance_after_its_row(shop: Suite) -> None:
    assert shop.collected("--storm=calm,twice") == [
        f"{WELL}[undisturbed]",
        f"{WELL}[twice]",
        f"{WELL}[calm]",
        f"{SHOP}::in_colour[red-undisturbed]",
        f"{SHOP}::in_colour[red-twice]",
        f"{SHOP}::in_colour[red-calm]",
        f"{SHOP}::in_colour[blue-undisturbed]",
        f"{SHOP}::in_colour[blue-twice]",
        f"{SHOP}::in_colour[blue-calm]",
    ]


def test_without_the_option_nothing_is_different(shop: Suite) -> None:
    assert shop.collected() == [
        WELL,
        f"{SHOP}::in_colour[red]",
        f"{SHOP}::in_colour[blue]",
        f"{SHOP}::without_a_tag",
    ]


def test_the_undisturbed_run_is_there_whatever_was_chosen(shop: Suite) -> None:
    both = [f"{WELL}[undisturbed]", f"{WELL}[twice]"]
    assert shop.collected("--storm=twice,calm", "-k", "well and twice") == both
    assert shop.collected("--storm=twice", f"{WELL}[twice]") == both


def test_a_bare_option_does_not_swallow_the_path_behind_it(shop: Suite) -> None:
    result = shop.run("--collect-only", "-q", "--storm", WELL)

    assert result.ret == 0
    result.stdout.fnmatch_lines([f"{WELL}[[]undisturbed]", f"{WELL}[[]reorder]", f"{WELL}[[]twice]"])


def test_with_real_money_there_is_no_storm(shop: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_PROFILE", "live")
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "rk_live_" + "abcdefgh")
    monkeypatch.setenv("PENNYDROP_SPENDING_CAP", "500")

    result = shop.run("--storm=twice")

    assert result.ret == SpendingRefused.exit_code
    assert "not in the live profile" in result.stdout.str() + result.stderr.str()


def test_an_unknown_name_is_a_usage_error_that_says_what_there_is(shop: Suite) -> None:
    result = shop.run("--storm=twice,twise")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: --storm: there is no disturbance 'twise' (did you mean 'twice'?); there are: *"]
    )


@pytest.mark.timeout(300)
@ALONE_AND_DISTRIBUTED
def test_every_combination_is_accounted_for(shop: Suite, distribution: list[str]) -> None:
    result = shop.run("--storm=twice,unheard,calm,many", "--junitxml=junit.xml", *distribution)

    assert result.ret == 0, result.stdout.str()
    result.stdout.fnmatch_lines(
        [
            "* storm *",
            "*run  passed  failed  not applicable  not offered  not judged  no verdict *",
            "(undisturbed)          3       3       0               0            0           0           0 *",
            "calm                   0       0       0               3            0           0           0 *",
            "many                   0       0       0               3            0           0           0 *",
            "twice                  1       1       0               2            0           0           0 *",
            "unheard                1       1       0               2            0           0           0 *",
            "all disturbances       2       2       0              10            0           0           0 *",
            "2 combinations run: 2 passed, 0 failed; 10 not applicable",
            "*5 passed*10 not applicable*",
        ]
    )
    cases = {case.get("name"): case for case in ElementTree.parse(shop.path / "junit.xml").iter("testcase")}  # noqa: S314
    reasons = {name: skipped.get("message") for name, case in cases.items() for skipped in case.iter("skipped")}
    assert reasons["all_is_well[calm]"] == "not applicable: nothing in this scenario gave it an occasion"
    assert reasons["all_is_well[many]"] == ("not applicable: it takes 3 messages about one payment, and there are 0")
    assert reasons["in_colour[red-unheard]"] == "not applicable: it concerns scenarios tagged @purchase"


BROKEN = """
Feature: Broken
  @purchase
  Scenario: A mail for each message
    When Anna buys something
    And the shop writes a mail for each message
    Then Anna is told

  @purchase
  Scenario: Closed
    Given the shop is closed today
    When Anna buys something
"""
BREAKS = "features/shop/broken.feature"
MAILS = f"{BREAKS}::a_mail_for_each_message"


def test_a_failure_tells_the_messages_in_order_and_the_difference(shop: Suite) -> None:
    shop.write(BREAKS, BROKEN)

    result = shop.run("--storm=twice,twice-by-design", BREAKS, "-p", "no:randomly")

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "_* Broken: A mail for each message, twice _*",
            "twice: the end is not that of the undisturbed run, in 1 place",
            "",
            "twice: Stripe says everything twice.",
            "  1. delivered checkout.session.completed evt_1: 200",
            "  2. delivered checkout.session.completed evt_1 again: 200",
            "",
            "What is different:",
            "  mail: only disturbed: Payment Confirmation to Anna",
            "*- Scenario -*",
            "*- Disturbance -*",
            f"pytest --storm=twice '{MAILS}[[]twice]'",
            "_* Broken: Closed, undisturbed _*",
            f"pytest --storm=undisturbed '{BREAKS}::closed[[]undisturbed]'",
            "not judged, because the undisturbed run has not passed:",
            f"  {BREAKS}::closed: AssertionError: closed for the holidays",
            f"FAILED {MAILS}[[]twice] - *",
            "*2 failed, 2 passed, 2 not judged*",
        ]
    )
    assert "FAILED" not in "".join(line for line in result.outlines if "by-design" in line)

    again = shop.run("--lf", "--collect-only", "-q", "--storm=twice", "-k", "mail")
    assert [line for line in again.outlines if "::" in line] == [f"{MAILS}[undisturbed]", f"{MAILS}[twice]"]
