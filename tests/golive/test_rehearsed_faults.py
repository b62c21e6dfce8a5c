"""Each fault of the rehearsal turns its check, and its mend turns it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pennydrop.golive.catalogue import find_check
from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.faults import FAULTS, Fault
from pennydrop.golive.rehearsal.world import World


def look(world: World, id: str) -> Answer:
    """One check, by somebody who has not looked before."""
    return Examination(world.settings, writing=True).answer(find_check(id))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: fault.id)
def test_a_fault_is_found_and_its_mend_is_seen(
    world: World, plant: Callable[[str], Callable[[], None]], fault: Fault
) -> None:
    mend = plant(fault.id)
    found = look(world, fault.turns)
    assert found.verdict in (Verdict.FAIL, Verdict.WARN), found
    assert found.mend
    mend()
    mended = look(world, fault.turns)
    assert mended.verdict is Verdict.PASS, mended


def test_a_fault_is_mended_also_when_something_goes_wrong_meanwhile(world: World) -> None:
    with pytest.raises(ZeroDivisionError), FAULTS["no-spf"].planted(world):
        1 / 0  # noqa: B018 - whatever goes wrong
    assert look(world, "mail-spf").verdict is Verdict.PASS
