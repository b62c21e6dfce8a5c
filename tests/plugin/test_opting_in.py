from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is


def test_a_suite_that_does_not_ask_for_the_plugin_does_not_meet_it(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")
    pytester.makepyfile(
        """
        import sys
        import pytest

        @pytest.fixture
        def settings():
            return "somebody else's"

        def test_fixtures_of_these_names_are_the_suites_own(settings, request):
            assert settings == "somebody else's"
            with pytest.raises(pytest.FixtureLookupError):
                request.getfixturevalue("evidence")

        def test_nothing_heavy_was_imported():
            assert not {"pennydrop.settings", "sqlalchemy", "pennydrop.plugin.collector"} & set(sys.modules)
        """
    )
    feature = Path(pytester.path, "features/shop.feature")
    feature.parent.mkdir()
    feature.write_text("Feature: Shop\n  Scenario: Undefined\n    Given a ship\n")

    result = pytester.runpytest_subprocess()

    result.assert_outcomes(passed=2)
    result.stdout.no_fnmatch_line("pennydrop 0*")


def test_a_word_that_is_no_vocabulary_is_a_usage_error(suite: Suite) -> None:
    suite.scenario("a", "When Anna pays £5.00")

    result = suite.run("-o", "pennydrop_vocabulary=checkuot")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*pennydrop_vocabulary names 'checkuot', but there is no module *"])


def test_the_live_profile_runs_only_what_is_tagged_for_it(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    suite.write("features/a.feature", "@live\nFeature: A\n  Scenario: One pound\n    When Anna pays £1.00\n")
    suite.scenario("b", "When Anna pays £500.00")
    suite.write("test_other.py", "def test_other(): pass\n")
    monkeypatch.setenv("PENNYDROP_PROFILE", "live")
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "rk_live_" + "abcdefgh")
    monkeypatch.setenv("PENNYDROP_SPENDING_CAP", "500")

    result = suite.run("-v")

    result.assert_outcomes(passed=2, deselected=1)
    result.stdout.fnmatch_lines(["*only scenarios tagged @live run; they may spend 500 minor units in all"])
    result.stdout.no_fnmatch_line("features/shop/b.feature*")


def test_a_python_test_may_ask_for_the_stack_and_it_ends_with_the_run(suite: Suite) -> None:
    suite.write("test_other.py", "def test_other(stack):\n    stack.check()\n")

    suite.run("test_other.py").assert_outcomes(passed=1)

    assert suite.stack_log == ["started", "stopped"]
