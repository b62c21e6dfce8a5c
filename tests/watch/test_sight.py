"""For how long a watch could not look."""

from __future__ import annotations

from pennydrop.errors import StripeUnreachable
from pennydrop.watch.sight import Sight

from .conftest import Clock


def test_the_time_without_a_look_is_counted_also_while_it_lasts() -> None:
    clock, gone = Clock(), StripeUnreachable("gone")
    sight = Sight(clock)
    assert (sight.regain(), sight.blind, sight.trouble) == (None, 0, None)

    assert sight.lose(gone)
    clock.now = 5
    assert not sight.lose(gone)
    assert (sight.blind, sight.trouble) == (5, gone)

    clock.now = 7
    assert (sight.regain(), sight.trouble) == (7, None)
    clock.now = 10
    assert (sight.regain(), sight.blind) == (None, 7)

    assert sight.lose(gone)
    clock.now = 11
    assert sight.blind == 8
