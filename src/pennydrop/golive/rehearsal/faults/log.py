"""Faults of the site's log."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import configured, fault
from pennydrop.golive.rehearsal.world import World


def _saying(world: World, line: str) -> Iterator[None]:
    """A further line in the log; its mend is to remove it."""
    log = world.site.log
    with log.open("a") as file:
        file.write(line + "\n")
    yield
    # Rewritten in place: gunicorn goes on writing at the end of the same file.
    kept = [each for each in log.read_text().splitlines(keepends=True) if each.strip() != line.strip()]
    log.write_text("".join(kept))


@fault("silent-log", "The log that is read is not the one the site writes.", turns="log-events")
def silent_log(world: World) -> Iterator[None]:
    silent = world.folder / "silent.log"
    silent.touch()
    yield from configured(world, log_file=silent)


@fault("key-in-the-log", "The site has written its secret key into the log.", turns="log-secrets")
def key_in_the_log(world: World) -> Iterator[None]:
    yield from _saying(world, f"2026-11-20 10:00:00,000 INFO payments: configured with {world.stripe.secret_key}")


@fault("card-in-the-log", "The site has written a card number into the log.", turns="log-card-numbers")
def card_in_the_log(world: World) -> Iterator[None]:
    number = "4" + "1" * 15
    yield from _saying(world, f"2026-11-20 10:00:00,000 INFO payments: card {number} was taken")


FAULTS = (silent_log, key_in_the_log, card_in_the_log)
