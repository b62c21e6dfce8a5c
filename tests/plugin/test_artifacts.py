from __future__ import annotations

from pathlib import Path

import pytest

from pennydrop.errors import ArtifactsUnwritable
from pennydrop.plugin.artifacts import Artifacts


def test_a_scenario_has_a_folder_of_its_own_that_exists_once_something_is_in_it(tmp_path: Path) -> None:
    scenario = Artifacts(tmp_path / "run").of_scenario("features/refunds/full.feature", "a_refund[gbp20.00-visa]")
    assert scenario.folder == tmp_path / "run/features-refunds-full/a_refund-gbp20.00-visa"
    assert not scenario.folder.exists()

    assert scenario.write("page-1.png", b"picture").read_bytes() == b"picture"


def test_long_names_stay_apart_and_fit_the_file_system(tmp_path: Path) -> None:
    run = Artifacts(tmp_path)
    folders = {run.of_scenario("a.feature", "long" * 100 + last).write("x", b"").parent for last in "ab"}

    assert len(folders) == 2


def test_a_full_disk_is_named_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(
        ArtifactsUnwritable, match=r"page\.png cannot be written: No space left.*PENNYDROP_ARTIFACTS_DIR"
    ):
        Artifacts(tmp_path).write("page.png", b"")
