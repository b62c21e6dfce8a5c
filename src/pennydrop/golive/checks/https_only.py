"""3. SSL certificate: nobody stays on plain http."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.check import Answer, Section, check, failed, not_applicable, passed, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.visitor import Address, Visitor, address_of
from pennydrop.golive.worst import worst

HALF_A_YEAR = 182 * 86400  # seconds
REDIRECTS = (301, 302, 307, 308)
NO_HTTPS = not_applicable("there is no https to go to: see tls-chain")
_MAX_AGE = re.compile(r'max-age\s*=\s*"?(\d+)"?\s*', re.IGNORECASE)


@check("https-redirect", Section.TLS, "Plain http leads to the same page by https.")
def redirect(examination: Examination) -> Answer:
    if not examination.settings.site.startswith("https://"):
        return NO_HTTPS
    paths = dict.fromkeys(("/", *examination.golive.purchase_pages))
    with Visitor(examination) as visitor:
        return worst([_redirect(examination, visitor, path) for path in list(paths)[:2]])


def _redirect(examination: Examination, visitor: Visitor, path: str) -> Answer:
    asked = _http_url(examination) + path
    mend = "have the web server answer http with 301 to the same address by https (Django: SECURE_SSL_REDIRECT = True)"
    try:
        answer = visitor.get(asked)
    except SiteUnreachable as error:
        return warned(
            f"nothing redirects, because nothing answers plain http: {error}",
            mend=f"{mend}, on port 80, or set PENNYDROP_GOLIVE__HTTP_URL to where plain http answers",
        )
    if answer.status not in REDIRECTS or not answer.location:
        return failed(f"{asked} answers {answer.status} by plain http, and does not redirect", mend=mend)
    site = address_of(examination.settings.site)
    there = urlsplit(answer.location)
    if there.scheme != "https" or address_of(answer.location) != site or (there.path or "/") != urlsplit(asked).path:
        wanted = examination.settings.site + path
        return failed(f"{asked} redirects to {answer.location}, not to {wanted}", mend=mend)
    return passed(f"{asked} answers {answer.status} to {answer.location}")


@check("hsts", Section.TLS, "Browsers are told to come by https only (HSTS), for half a year at least.")
def hsts(examination: Examination) -> Answer:
    if not examination.settings.site.startswith("https://"):
        return NO_HTTPS
    with Visitor(examination) as visitor:
        answer = visitor.get(examination.settings.site + "/")
    mend = "send Strict-Transport-Security: max-age=31536000 with every answer (Django: SECURE_HSTS_SECONDS = 31536000)"
    header = answer.headers.get_list("strict-transport-security")
    if not header:
        return failed(f"{answer.url} answers without Strict-Transport-Security", mend=mend)
    ages = [found for part in header[0].split(";") if (found := _MAX_AGE.fullmatch(part.strip()))]
    evidence = f"Strict-Transport-Security: {header[0]}"
    if len(ages) != 1:
        return failed(f"{evidence}: without one max-age that browsers understand", mend=mend)
    seconds = int(ages[0][1])
    if seconds == 0:
        return failed(f"{evidence}: that switches it off", mend=mend)
    if seconds < HALF_A_YEAR:
        return warned(f"{evidence}: {seconds // 86400} days", mend=mend)
    return passed(f"{evidence}: {seconds // 86400} days")


def _http_url(examination: Examination) -> str:
    """Where plain http answers: port 80 of the site's host, unless the settings know better."""
    if examination.golive.http_url:
        return examination.golive.http_url
    host = Address(address_of(examination.settings.site).host, 80)
    return f"http://{host}".removesuffix(":80")


CHECKS = (redirect, hsts)
