"""``pennydrop golive sign`` and ``unsign``: what people have looked at."""

from __future__ import annotations

from datetime import date

from pennydrop.cli.console import say
from pennydrop.cli.golive_options import Profile, Switch, load_catalogue, settings_for


def sign(
    id: str,
    /,
    *,
    by: str,
    note: str,
    until: date | None = None,
    write: Switch = False,
    profile: Profile | None = None,
) -> None:
    """Sign off what no program can see, in a file that belongs into git.

    Parameters
    ----------
    id
        The check, as `pennydrop golive list` names it.
    by
        Who has looked.
    note
        What was looked at, and what it came to.
    until
        The last day on which it counts (2026-12-31); the item is open again on the next one.
    write
        Allow the check to do more than look.
    profile
        Use this profile instead of the one in the settings.
    """
    check = load_catalogue().find_check(id)
    from pennydrop.golive.examination import Examination
    from pennydrop.golive.signing import sign as sign_off

    settings = settings_for(profile)
    signoff = sign_off(Examination(settings, writing=write), check, by=by, note=note, until=until)
    say(f"{id} is signed off in {settings.golive.signoffs}: {signoff}")


def unsign(id: str, /) -> None:
    """Take a sign-off back.

    Parameters
    ----------
    id
        The check that is signed off.
    """
    from pennydrop.golive.signoffs import remove_signoff

    settings = settings_for(None)
    signoff = remove_signoff(settings.golive.signoffs, id)
    say(f"{id} is no longer signed off in {settings.golive.signoffs}; it was by {signoff}")
