"""The examples in the documents work."""

from __future__ import annotations

import os
import re
import textwrap
from pathlib import Path

import pytest

from pennydrop.golive.signoffs import read_signoffs
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings
from tests.docs.documents import ROOT
from tests.faults.families import FAMILIES


def test_the_example_of_the_settings_file_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PENNYDROP_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pennydrop.toml").write_text(_block("docs/settings.md", "toml"))

    settings = load_settings()

    assert settings.site == "http://127.0.0.1:8000"
    assert "charge.refunded" in settings.webhook_events


GOLIVE = re.findall(r"^ *```toml\n(.*?)^ *```", (ROOT / "docs/golive.md").read_text(encoding="utf-8"), re.DOTALL | re.M)
SIGNED = [block for block in GOLIVE if "by = " in block]


@pytest.mark.parametrize("block", [block for block in GOLIVE if block not in SIGNED])
def test_the_settings_for_going_live_are_valid(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PENNYDROP_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "rk_" + "live_example")
    monkeypatch.setenv("PENNYDROP_PROFILE", "live")
    monkeypatch.setenv("PENNYDROP_SPENDING_CAP", "50")
    (tmp_path / "pennydrop.toml").write_text(textwrap.dedent(block))

    assert load_settings().golive != GoLiveSettings()


def test_the_sign_off_shown_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "signoffs.toml").write_text("".join(SIGNED))
    assert read_signoffs(tmp_path / "signoffs.toml")["stripe-two-factor"].by == "Bo Okafor"


def test_the_example_of_a_fault_is_a_fault() -> None:
    module: dict[str, object] = {}
    exec(_block("docs/faults.md", "python"), module)  # noqa: S102 - our own document
    assert module["FAMILY"] in FAMILIES
    assert callable(module["seed"])


def _block(document: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL | re.M)
    assert found, f"{document} has no {language} block"
    return found[1]
