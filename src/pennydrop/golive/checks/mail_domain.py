"""5. Email notifications: the domain that the site's mail comes from, as the receivers' servers see it."""

from __future__ import annotations

import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from pennydrop.golive import dkim, spf
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, warned
from pennydrop.golive.domains import registered_domain, within
from pennydrop.golive.examination import Examination
from pennydrop.golive.name_service import name_service
from pennydrop.golive.production_environment import production_environment
from pennydrop.golive.worst import worst

VARIABLE = "DEFAULT_FROM_EMAIL"
# What frameworks and templates send from until somebody says otherwise.
_DEFAULT_DOMAINS = ("localhost", "workshopplatform.com", "yourdomain.com", "yoursite.com", "mydomain.com", "domain.com")
_RESERVED = ("example.com", "example.org", "example.net", "example", "invalid", "local", "localdomain", "localhost")
_DOMAIN = re.compile(r"^(?=.{1,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$", re.IGNORECASE)


@check("mail-from", Section.MAIL, "The site's mail comes from an address of its own domain, and from no default.")
def mail_from(examination: Examination) -> Answer:
    own = _own_domain(examination)
    if own is None:
        return not_applicable(_NO_DOMAIN.format(examination.settings.site))
    given = _from_addresses(examination)
    if given is None:
        return by_hand(
            "the From address of the site's mail is not known",
            mend="set PENNYDROP_GOLIVE__MAIL_FROM to it, or PENNYDROP_GOLIVE__ENVIRONMENT_FILE to the .env that holds"
            f" {VARIABLE}",
        )
    return worst(_judge(where, address, own) for where, address in given.items())


def _judge(where: str, given: str, own: str) -> Answer:
    mend = f"set {VARIABLE} in the production environment to an address at {own}, and restart the site"
    if not given:
        return failed(f"{where} does not set {VARIABLE}: the mail comes from the site's built-in default", mend=mend)
    domain = _domain_of(given)
    if domain is None:
        return failed(f"{where} has {given!r}, which is no mail address", mend=mend)
    if domain in _DEFAULT_DOMAINS or any(within(domain, reserved) for reserved in _RESERVED):
        return failed(f"{where} has {given}: {domain} is a default that nobody has changed", mend=mend)
    if not within(domain, own):
        return failed(f"{where} has {given}: {domain} is not the site's own domain, {own}", mend=mend)
    return passed(f"{given}, by {where}, is at {own}")


@check("mail-spf", Section.MAIL, "SPF says who may send the site's mail, and turns others away.")
def mail_spf(examination: Examination) -> Answer:
    domain = _sending_domain(examination)
    if domain is None:
        return not_applicable(_NO_DOMAIN.format(examination.settings.site))
    names = examination.once(name_service)
    mend = f"publish one TXT record at {domain} that names your mail provider: v=spf1 include:PROVIDER -all"
    found = spf.records(names, domain)
    if not found:
        missing = "has no SPF record" if names.exists(domain) else "does not exist in DNS"
        return failed(f"{domain} {missing}", mend=mend)
    if len(found) > 1:
        return failed(f"{domain} has {len(found)} SPF records, so none counts: {'; '.join(found)}", mend=mend)
    try:
        policy = spf.evaluate(names, domain)
    except spf.PermError as error:
        return failed(f"{found[0]}: a permanent error for receivers: {error}", mend=f"correct the SPF of {domain}")
    evidence = f"{policy.record} ({policy.lookups} lookups)"
    if policy.everybody == "+":
        return failed(f"{evidence}: everybody may send (+all)", mend=f"end the SPF of {domain} in -all or ~all")
    if policy.everybody not in ("-", "~"):
        said = "?all says nothing about" if policy.everybody else "nothing is said about"
        return failed(f"{evidence}: {said} others", mend=f"end the SPF of {domain} in -all or ~all")
    return passed(evidence)


@check("mail-dkim", Section.MAIL, "The keys that sign the site's mail (DKIM) are published, and long enough.")
def mail_dkim(examination: Examination) -> Answer:
    domain, selectors = _sending_domain(examination), examination.golive.dkim_selectors
    if domain is None:
        return not_applicable(_NO_DOMAIN.format(examination.settings.site))
    if not selectors:
        return by_hand(
            "no DKIM selector is set, and DNS does not list them",
            mend="look into the source of one of the site's mails: DKIM-Signature: ... s=SELECTOR; set"
            " PENNYDROP_GOLIVE__DKIM_SELECTORS to it",
        )
    names = examination.once(name_service)
    return worst(dkim.look(names, f"{selector}._domainkey.{domain}") for selector in selectors)


@check("mail-dmarc", Section.MAIL, "DMARC tells receivers to refuse mail that pretends to be the site's.")
def mail_dmarc(examination: Examination) -> Answer:
    domain = _sending_domain(examination)
    if domain is None:
        return not_applicable(_NO_DOMAIN.format(examination.settings.site))
    names = examination.once(name_service)
    organisation = registered_domain(domain) or domain
    for place in dict.fromkeys((domain, organisation)):
        found = [text for text in names.texts(f"_dmarc.{place}") if re.match(r"v\s*=\s*DMARC1\s*(;|$)", text)]
        if found:
            return _dmarc(place, found, below=place != domain)
    return failed(
        f"neither _dmarc.{domain} nor _dmarc.{organisation} has a DMARC record"
        if domain != organisation
        else f"_dmarc.{domain} has no DMARC record",
        mend=f"publish TXT at _dmarc.{organisation}: v=DMARC1; p=quarantine; rua=mailto:ADDRESS",
    )


def _dmarc(place: str, found: list[str], *, below: bool) -> Answer:
    if len(found) > 1:
        return failed(
            f"_dmarc.{place} has {len(found)} DMARC records, so none counts: {' | '.join(found)}",
            mend="keep one of them",
        )
    tags = {key.strip().lower(): value.strip() for key, _, value in (tag.partition("=") for tag in found[0].split(";"))}
    policy = (tags.get("sp") if below else None) or tags.get("p", "")
    evidence = f"_dmarc.{place}: {found[0]}"
    mend = f"set p=quarantine or p=reject in the DMARC record of {place}"
    if policy.lower() not in ("none", "quarantine", "reject"):
        return failed(f"{evidence}: {f'p={policy}' if policy else 'without p='}, which is no policy", mend=mend)
    if policy.lower() == "none":
        return warned(
            f"{evidence}: p=none lets every forgery through", mend=f"{mend} once its reports show no surprise"
        )
    if tags.get("pct", "100") == "0":
        return warned(f"{evidence}: pct=0 holds for no mail", mend=f"take pct=0 out of the DMARC record of {place}")
    return passed(evidence)


@check("mail-mx", Section.MAIL, "Answers to the site's mail arrive: its domain has a mail server (MX).")
def mail_mx(examination: Examination) -> Answer:
    domain = _sending_domain(examination)
    if domain is None:
        return not_applicable(_NO_DOMAIN.format(examination.settings.site))
    names = examination.once(name_service)
    servers = names.mail_servers(domain)
    mend = f"publish an MX record at {domain} that names the mail server of your provider"
    if not servers and names.has_address(domain):
        return warned(f"{domain} has no MX record: mail goes to its web server's address", mend=mend)
    if not servers:
        return failed(f"{domain} has no MX record: nobody can answer, and receivers refuse such mail", mend=mend)
    if any(host == "." for _, host in servers):
        return failed(f"{domain} has a null MX: it says that it takes no mail, and receivers refuse its own", mend=mend)
    told = ", ".join(f"{preference} {host}" for preference, host in servers)
    if lost := [host for _, host in servers if not names.has_address(host)]:
        return failed(f"MX {told}: {', '.join(lost)} has no address", mend=mend)
    return passed(f"MX {told}")


_NO_DOMAIN = (
    "{} has no domain of its own to send from; set PENNYDROP_GOLIVE__MAIL_DOMAIN to the one its mail comes from"
)


def _own_domain(examination: Examination) -> str | None:
    """The domain that may send the site's mail: as configured, or the registered one of the site's host."""
    configured = examination.golive.mail_domain
    return configured or registered_domain(urlsplit(examination.settings.site).hostname or "")


def _sending_domain(examination: Examination) -> str | None:
    """The domain that receivers look up: the From address's own, if it is the site's; else the one it should be."""
    own = _own_domain(examination)
    domains = [_domain_of(given) for given in (_from_addresses(examination) or {}).values()]
    return next((domain for domain in domains if own and domain and within(domain, own)), own)


def _from_addresses(examination: Examination) -> dict[str, str] | None:
    """The From address by where it is said; ``None`` if nothing says it."""
    given: dict[str, str] = {}
    if examination.golive.mail_from:
        given["PENNYDROP_GOLIVE__MAIL_FROM"] = examination.golive.mail_from
    environment = examination.once(production_environment)
    if environment and (VARIABLE in environment.values or not given):
        given[environment.source] = environment.values.get(VARIABLE, "")
    return given or None


def _domain_of(given: str) -> str | None:
    """The domain of ``Name <someone@domain>``; ``None`` if that is no address."""
    local, at, domain = parseaddr(given)[1].rpartition("@")
    domain = domain.lower()
    return domain if at and local and (_DOMAIN.match(domain) or domain == "localhost") else None


CHECKS = (mail_from, mail_spf, mail_dkim, mail_dmarc, mail_mx)
