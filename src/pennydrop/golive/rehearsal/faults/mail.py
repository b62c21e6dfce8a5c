"""Faults of the mail domain."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import configured, fault
from pennydrop.golive.rehearsal.world import World
from pennydrop.golive.rehearsal.zone import DOMAIN, SELECTOR, quoted


def _without(world: World, name: str, kind: str, *, instead: list[str] | None = None) -> Iterator[None]:
    """A record gone, or another in its place, for a while."""
    records = world.dns.records
    before = records.pop((name, kind))
    if instead:
        records[name, kind] = instead
    yield
    records[name, kind] = before


@fault("foreign-from", "The site mails from an address at a free mail provider.", turns="mail-from")
def foreign_from(world: World) -> Iterator[None]:
    yield from configured(world, mail_from="Recorder-ed <recorder.ed@freemail.test>")


@fault("no-spf", "The domain publishes no SPF record.", turns="mail-spf")
def no_spf(world: World) -> Iterator[None]:
    yield from _without(world, DOMAIN, "TXT")


@fault("open-spf", "The SPF record allows every server there is.", turns="mail-spf")
def open_spf(world: World) -> Iterator[None]:
    yield from _without(world, DOMAIN, "TXT", instead=[quoted("v=spf1 +all")])


@fault("no-dkim", "The DKIM key is not published.", turns="mail-dkim")
def no_dkim(world: World) -> Iterator[None]:
    yield from _without(world, f"{SELECTOR}._domainkey.{DOMAIN}", "TXT")


@fault("no-dmarc", "The domain has no DMARC policy.", turns="mail-dmarc")
def no_dmarc(world: World) -> Iterator[None]:
    yield from _without(world, f"_dmarc.{DOMAIN}", "TXT")


@fault("no-mx", "Nobody takes the answers to the site's mails.", turns="mail-mx")
def no_mx(world: World) -> Iterator[None]:
    yield from _without(world, DOMAIN, "MX")


FAULTS = (foreign_from, no_spf, open_spf, no_dkim, no_dmarc, no_mx)
