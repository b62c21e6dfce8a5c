"""No secret in the site's git repository: not in its history, not in its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed
from pennydrop.golive.examination import Examination
from pennydrop.golive.secret_search.accepted import BASELINE, Accepted
from pennydrop.golive.secret_search.repository import (
    Search,
    search_history,
    search_working_tree,
    tracked_environment_files,
)

SHOWN = 10  # findings in the evidence; the others are counted
REVOKE = (
    "revoke each of them where it was issued (Stripe: Dashboard, Developers, API keys, Roll key), since whoever has a"
    " clone has the secret; then add the fingerprints to PENNYDROP_GOLIVE__ACCEPTED_SECRETS"
)
NO_REPOSITORY = by_hand(
    "PENNYDROP_GOLIVE__REPOSITORY is not set, so nothing was searched",
    mend="set PENNYDROP_GOLIVE__REPOSITORY to a full clone of the site's git repository",
)


@check("secrets-history", Section.SECURITY, "The git history holds no secret, on no branch, tag or stash.")
def history(examination: Examination) -> Answer:
    return _searched(examination, search_history, mend=REVOKE)


@check("secrets-working-tree", Section.SECURITY, "The working tree holds no secret that git would take along.")
def working_tree(examination: Examination) -> Answer:
    take_out = (
        "take them out of the files and read them from the environment; a file that must hold one, put into .gitignore"
    )
    return _searched(examination, search_working_tree, mend=take_out)


@check("secrets-env-file", Section.SECURITY, "No .env file is in git.")
def env_file(examination: Examination) -> Answer:
    repository = examination.golive.repository
    if repository is None:
        return NO_REPOSITORY
    tracked = tracked_environment_files(repository)
    if tracked:
        names = " ".join(tracked)
        return failed(
            f"git tracks {', '.join(tracked)}",
            mend=f"run `git rm --cached {names}`, add it to .gitignore, commit, and replace every secret it ever held",
        )
    return passed(f"no .env file is tracked in {repository}")


def _searched(examination: Examination, search: Callable[[Path, Accepted], Search], *, mend: str) -> Answer:
    repository, fingerprints = examination.golive.repository, examination.golive.accepted_secrets
    if repository is None:
        return NO_REPOSITORY
    result = search(repository, Accepted(fingerprints, repository / BASELINE))
    looked = f"{result.looked} searched in {repository}"
    if result.accepted:
        looked += f", {result.accepted} findings accepted before"
    if not result.found:
        return passed(f"{looked}, no secret")
    shown = "; ".join(str(each) for each in result.found[:SHOWN])
    more = f"; and {len(result.found) - SHOWN} more" if len(result.found) > SHOWN else ""
    return failed(f"{looked}, {_counted(len(result.found))}: {shown}{more}", mend=mend)


def _counted(number: int) -> str:
    return "one secret" if number == 1 else f"{number} secrets"


CHECKS = (history, working_tree, env_file)
