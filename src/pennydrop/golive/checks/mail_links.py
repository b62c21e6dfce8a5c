"""5. Email notifications: where the links in the site's mails lead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, waiting
from pennydrop.golive.domains import registered_domain, within
from pennydrop.golive.examination import Examination
from pennydrop.golive.production_environment import production_environment
from pennydrop.golive.untold import CertificateRefused
from pennydrop.golive.visitor import Visitor, address_of
from pennydrop.golive.worst import worst
from pennydrop.ledger import Ledger

VARIABLE, TABLE = "SITE_URL", "django_site"
DEFAULT_SITE = 1  # SITE_ID of a project that has one site


@check("mail-links", Section.MAIL, "The links in the site's mails lead to the production site, by https, and work.")
def mail_links(examination: Examination) -> Answer:
    bases = list(_bases(examination))
    if not bases:
        return by_hand(
            f"where the links in mails lead is not known: no {VARIABLE} in the production environment, and no table"
            f" {TABLE} was looked at",
            mend="set PENNYDROP_GOLIVE__ENVIRONMENT_FILE and PENNYDROP_DATABASE_URL, or follow the links in a mail of"
            " the production site",
        )
    with Visitor(examination) as visitor:
        return worst(_judge(examination, visitor, base, where, mend) for base, where, mend in bases)


def _bases(examination: Examination) -> Iterator[tuple[str, str, str]]:
    """What the links begin with, where that is said, and how to correct it."""
    site = examination.settings.site
    environment = examination.once(production_environment)
    if environment and VARIABLE in environment.values:
        yield environment.values[VARIABLE], f"{VARIABLE} of {environment.source}", f"set {VARIABLE} to {site}"
    if domain := examination.once(_site_domain):
        wanted = site.partition("://")[2]
        mend = f"in Django's admin, under Sites, set the domain name to {wanted} (table {TABLE}, id {DEFAULT_SITE})"
        yield f"https://{domain}", f"the domain in {TABLE}", mend


def _site_domain(examination: Examination) -> str:
    """What Django takes its absolute links from; empty where there is no such table."""
    if examination.settings.database_url is None:
        return ""
    with closing(Ledger.of(examination.settings)) as ledger:
        rows = ledger.rows(TABLE, id=DEFAULT_SITE) if ledger.has_table(TABLE) else []
        return str(rows[0]["domain"]) if rows else ""


def _judge(examination: Examination, visitor: Visitor, base: str, where: str, mend: str) -> Answer:
    if not base.startswith("https://"):
        return failed(f"{where} is {base!r}: no https", mend=mend)
    if not _is_the_sites(base, examination.settings.site):
        return failed(f"{where} is {base}, which is not the site at {examination.settings.site}", mend=mend)
    try:
        status = visitor.get(f"{base.rstrip('/')}/").status
    except CertificateRefused as refusal:
        return waiting(f"{where}: {refusal}", on=refusal.waits_on)
    except SiteUnreachable as error:
        return failed(f"{where}: {error}", mend=mend)
    if status >= 400:
        return failed(f"{where}: {base}/ answers {status}", mend=mend)
    return passed(f"{where} is {base}, which answers {status}")


def _is_the_sites(base: str, site: str) -> bool:
    """The very address of the site, or another host of its registered domain (with and without www)."""
    own = registered_domain(urlsplit(site).hostname or "")
    try:
        return address_of(base) == address_of(site) or bool(own and within(address_of(base).host, own))
    except ValueError:  # no address at all
        return False


CHECKS = (mail_links,)
