"""3. SSL certificate: what the site's server presents, and which TLS it speaks."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime

from pennydrop.golive.certificate import Presented, certificates
from pennydrop.golive.check import Answer, Section, check, failed, not_applicable, passed, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.handshake import name
from pennydrop.golive.tls_versions import GOOD, OLD, Reply, offer
from pennydrop.golive.visitor import Address, tls_addresses
from pennydrop.golive.worst import worst

with golive_extra("the look at the site's certificate"):
    from cryptography import x509

NO_HTTPS = not_applicable("there is no https to look at: see tls-chain")
URGENT, SOON = 7, 21  # days: an automatic renewal has failed for long; it should have happened by now


@check("tls-chain", Section.TLS, "The site is reached by https, and its certificate leads to a trusted authority.")
def chain(examination: Examination) -> Answer:
    if not _https(examination):
        return failed(
            f"the site's address is {examination.settings.site}: no https",
            mend="set PENNYDROP_SITE_URL to the https:// address of the production site; if it has none, get a"
            " certificate (Let's Encrypt gives them away): Stripe delivers live webhooks to https only",
        )
    return _of_each(examination, _chain)


def _chain(_: Address, presented: Presented) -> Answer:
    if presented.trouble:
        return failed(
            presented.trouble,
            mend="configure the web server with the whole chain (Let's Encrypt: fullchain.pem, not cert.pem) of an"
            " authority that everybody trusts; one of your own goes into PENNYDROP_GOLIVE__CA_FILE",
        )
    return passed(" <- ".join(name(certificate.subject) for certificate in presented.chain))


@check("tls-host", Section.TLS, "The certificate is for the site's host, and for the webhook's.")
def host(examination: Examination) -> Answer:
    return _of_each(examination, _host)


def _host(address: Address, presented: Presented) -> Answer:
    names = ", ".join(_names(presented.own)) or "no name at all"
    if presented.foreign_host:
        return failed(
            f"the certificate is for {names}, not for {address.host}",
            mend=f"get a certificate that also names {address.host}, or correct the address in the settings",
        )
    return passed(f"for {names}")


@check("tls-expiry", Section.TLS, f"The certificate is valid, and for more than {SOON} days from now.")
def expiry(examination: Examination) -> Answer:
    return _of_each(examination, lambda _, presented: _dates(presented, examination.now))


def _dates(presented: Presented, now: datetime) -> Answer:
    # Of the chain that is used: a server may send others along, and they may be old. A root's dates bind nobody.
    used = presented.chain[:-1] or (presented.own,)
    latest = max(certificate.not_valid_before_utc for certificate in used)
    if latest > now:
        return failed(
            f"not valid before {_day(latest)}",
            mend="install a certificate that is valid now, and look at the server's clock",
        )
    first = min(used, key=lambda certificate: certificate.not_valid_after_utc)
    days = math.floor((first.not_valid_after_utc - now).total_seconds() / 86400)
    whose = "the certificate" if first == presented.own else f"the authority's certificate {name(first.subject)!r}"
    evidence = f"{whose} ends on {_day(first.not_valid_after_utc)}, in {days} days"
    if first.not_valid_after_utc <= now:
        evidence = f"{whose} has ended on {_day(first.not_valid_after_utc)}"
    mend = "renew the certificate, see why the renewal did not run (`certbot renew --dry-run`), and reload the server"
    if days < URGENT:
        return failed(evidence, mend=mend)
    if days < SOON:
        return warned(evidence, mend=mend)
    return passed(evidence)


@check("tls-versions", Section.TLS, "TLS 1.2 or newer is spoken, and 1.0 and 1.1 are refused.")
def versions(examination: Examination) -> Answer:
    if not _https(examination):
        return NO_HTTPS
    addresses, deadline = tls_addresses(examination), examination.settings.deadline
    return worst(_at(address, _versions(address, deadline)) for address in addresses)


def _versions(address: Address, deadline: float) -> Answer:
    replies = {version: offer(address, number, deadline) for version, number in (OLD | GOOD).items()}
    accepted = [version for version, reply in replies.items() if reply is Reply.ACCEPTED]
    unknown = [version for version, reply in replies.items() if reply is Reply.NOT_OFFERED]
    evidence = "; ".join(f"{version} {reply.value}" for version, reply in replies.items())
    if not any(version in GOOD for version in accepted):
        return failed(evidence, mend="switch TLS 1.2 and 1.3 on in the web server: Stripe speaks nothing older")
    if any(version in OLD for version in accepted):
        return failed(
            evidence, mend="switch TLS 1.0 and 1.1 off in the web server (nginx: ssl_protocols TLSv1.2 TLSv1.3)"
        )
    if unknown:
        return warned(
            f"{evidence}: OpenSSL on this machine cannot speak {' and '.join(unknown)}, so nobody knows whether the"
            " server does",
            mend="run the check where OpenSSL still knows these versions, or ask https://www.ssllabs.com/ssltest/",
        )
    return passed(evidence)


def _of_each(examination: Examination, look: Callable[[Address, Presented], Answer]) -> Answer:
    """The worst answer of all addresses; each one's evidence begins with the address."""
    if not _https(examination):
        return NO_HTTPS
    found = examination.once(certificates)
    return worst(_at(address, look(address, presented)) for address, presented in found.items())


def _https(examination: Examination) -> bool:
    return examination.settings.site.startswith("https://")


def _at(address: Address, answer: Answer) -> Answer:
    return Answer(answer.verdict, f"{address}: {answer.evidence}", answer.mend)


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [str(each.value) for each in names]


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%d %B %Y")


CHECKS = (chain, host, expiry, versions)
