"""3. SSL certificate: each fault of a real TLS server is found, and a sound one of any kind is left alone."""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.golive.check import Check, Verdict
from pennydrop.golive.checks import https_only, people_pages, tls
from pennydrop.golive.examination import Examination
from pennydrop.golive.tls_versions import can_offer, only
from tests.golive.certificates import Authority
from tests.golive.secure_site import HSTS, Reply, Site, examination_of, server_context, serving

CHECKS = {check.id: check for check in (*tls.CHECKS, *https_only.CHECKS)}
NOW = datetime.now(UTC)


class Sites:
    """Serves with certificates of one authority, which the examination trusts unless told otherwise."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.authority = trustme.CA()
        self.ca_file = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.ca_file))
        self._stack = stack

    def serve(self, certificate: trustme.LeafCert | ssl.SSLContext, *, host: str = "127.0.0.1", name: str = "") -> Site:
        context = certificate if isinstance(certificate, ssl.SSLContext) else server_context(certificate)
        site = self._stack.enter_context(serving(context, host=host, name=name))
        site.headers.update(HSTS)
        site.pages["/"] = "<h1>Shop</h1>"
        return site

    def plain(self) -> Site:
        return self._stack.enter_context(serving())


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    with ExitStack() as stack:
        yield Sites(tmp_path, stack)


def answers(site: Site, ca_file: Path | None, *ids: str, **golive: Any) -> dict[str, tuple[Verdict, str]]:
    """What these checks answer of one site."""
    examination = examination_of(site.url, ca_file, **golive)
    found = {id: examination.answer(CHECKS[id]) for id in ids}
    assert all(answer.mend for answer in found.values() if answer.verdict in (Verdict.FAIL, Verdict.WARN))
    return {id: (answer.verdict, answer.evidence) for id, answer in found.items()}


CERTIFICATE = ("tls-chain", "tls-host", "tls-expiry", "tls-versions")


def test_a_sound_site_has_nothing_to_mend(sites: Sites) -> None:
    site = sites.serve(sites.authority.issue_cert("127.0.0.1"))
    found = answers(site, sites.ca_file, *CERTIFICATE, "hsts")
    assert {verdict for verdict, _ in found.values()} == {Verdict.PASS}, found
    assert "the certificate ends on" in found["tls-expiry"][1]
    assert "TLS 1.0 refused; TLS 1.1 refused; TLS 1.2 accepted; TLS 1.3 accepted" in found["tls-versions"][1]


def test_other_sound_sites_have_nothing_to_mend_either(sites: Sites) -> None:
    chained = sites.authority.create_child_ca().create_child_ca().issue_cert("localhost")
    backwards = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    several = sites.authority.issue_cert("shop.example", "*.shop.example", "localhost")
    several.configure_cert(backwards)
    backwards.minimum_version = ssl.TLSVersion.TLSv1_3
    for certificate in (chained, backwards):
        found = answers(sites.serve(certificate, name="localhost"), sites.ca_file, *CERTIFICATE)
        assert {verdict for verdict, _ in found.values()} == {Verdict.PASS}, found


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_may_be_an_ipv6_literal(sites: Sites) -> None:
    site = sites.serve(sites.authority.issue_cert("::1"), host="::1")
    assert site.url.startswith("https://[::1]:")
    found = answers(site, sites.ca_file, *CERTIFICATE, "hsts")
    assert {verdict for verdict, _ in found.values()} == {Verdict.PASS}, found


def test_a_server_of_several_sites_is_asked_by_name(sites: Sites) -> None:
    """Without SNI it presents the certificate of another site."""
    context = server_context(sites.authority.issue_cert("other.example"))
    right = server_context(sites.authority.issue_cert("localhost"))

    def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
        if name == "localhost":
            connection.context = right

    context.sni_callback = choose
    assert answers(sites.serve(context, name="localhost"), sites.ca_file, "tls-host")["tls-host"][0] is Verdict.PASS


def test_an_unknown_authority_is_named_and_trusted_once_it_is_configured(sites: Sites) -> None:
    site = sites.serve(sites.authority.create_child_ca().issue_cert("127.0.0.1"))
    verdict, evidence = answers(site, None, "tls-chain")["tls-chain"]
    assert verdict is Verdict.FAIL
    assert "trust" in evidence
    assert answers(site, sites.ca_file, "tls-chain")["tls-chain"][0] is Verdict.PASS


def test_a_self_signed_certificate_is_called_that(sites: Sites) -> None:
    authority = Authority("127.0.0.1")
    site = sites.serve(authority.own_context())
    verdict, evidence = answers(site, None, "tls-chain")["tls-chain"]
    assert verdict is Verdict.FAIL
    assert "self-signed" in evidence


def test_a_missing_intermediate_is_named_although_browsers_would_fetch_it(sites: Sites, tmp_path: Path) -> None:
    shelf = sites.plain()
    root = Authority("Penny Root")
    middle = root.sub_authority("Penny Intermediate")
    shelf.pages["/middle.der"] = Reply(middle.der, kind="application/pkix-cert")
    certificate = middle.site_certificate("127.0.0.1", issuer_url=f"{shelf.url}/middle.der")
    ca_file = tmp_path / "root.pem"
    ca_file.write_bytes(root.pem)

    lonely = sites.serve(certificate.context())
    verdict, evidence = answers(lonely, ca_file, "tls-chain")["tls-chain"]
    assert verdict is Verdict.FAIL
    assert "does not send the intermediate certificate 'Penny Intermediate'" in evidence
    assert "Stripe's webhooks do not" in evidence

    mended = sites.serve(certificate.context(middle))
    assert answers(mended, ca_file, "tls-chain")["tls-chain"][0] is Verdict.PASS


def test_a_missing_intermediate_that_nobody_can_fetch_is_suspected(sites: Sites) -> None:
    whole = sites.authority.create_child_ca().issue_cert("127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with whole.private_key_pem.tempfile() as key, whole.cert_chain_pems[0].tempfile() as own:
        context.load_cert_chain(own, key)
    verdict, evidence = answers(sites.serve(context), sites.ca_file, "tls-chain")["tls-chain"]
    assert verdict is Verdict.FAIL
    assert "the intermediate certificate is missing, or the authority is unknown" in evidence


def test_a_certificate_for_another_host_is_found_and_only_that(sites: Sites) -> None:
    site = sites.serve(sites.authority.issue_cert("www.recorder-ed.com"))
    found = answers(site, sites.ca_file, *CERTIFICATE)
    assert found["tls-host"][0] is Verdict.FAIL
    assert "for www.recorder-ed.com, not for 127.0.0.1" in found["tls-host"][1]
    assert {found[id][0] for id in ("tls-chain", "tls-expiry", "tls-versions")} == {Verdict.PASS}


def test_the_webhooks_host_is_looked_at_too(sites: Sites) -> None:
    site = sites.serve(sites.authority.issue_cert("localhost"), name="localhost")
    webhook = site.url.replace("localhost", "127.0.0.1") + "/payments/webhook/"
    verdict, evidence = answers(site, sites.ca_file, "tls-host", webhook_url=webhook)["tls-host"]
    assert verdict is Verdict.FAIL
    assert "not for 127.0.0.1" in evidence
    both = sites.serve(sites.authority.issue_cert("localhost", "127.0.0.1"), name="localhost")
    webhook = both.url.replace("localhost", "127.0.0.1") + "/payments/webhook/"
    assert answers(both, sites.ca_file, "tls-host", webhook_url=webhook)["tls-host"][0] is Verdict.PASS


@pytest.mark.parametrize(
    ("begins", "ends", "verdict", "said"),
    [
        (-90, -1, Verdict.FAIL, "has ended on"),
        (-90, 6.5, Verdict.FAIL, "in 6 days"),
        (-90, 20.5, Verdict.WARN, "in 20 days"),
        (-90, 22, Verdict.PASS, "in 2"),
        (2, 90, Verdict.FAIL, "not valid before"),
    ],
)
def test_the_dates_of_a_certificate(sites: Sites, begins: float, ends: float, verdict: Verdict, said: str) -> None:
    until = NOW + timedelta(days=ends)
    certificate = sites.authority.issue_cert("127.0.0.1", not_before=NOW + timedelta(days=begins), not_after=until)
    found = answers(sites.serve(certificate), sites.ca_file, "tls-chain", "tls-host", "tls-expiry")
    assert found["tls-expiry"][0] is verdict
    assert said in found["tls-expiry"][1]
    assert (
        verdict is Verdict.PASS
        or (until if begins < 0 else NOW + timedelta(days=2)).strftime("%d %B %Y") in (found["tls-expiry"][1])
    )
    assert found["tls-chain"][0] is found["tls-host"][0] is Verdict.PASS, "dates are one check's business"


def test_an_authority_that_ends_before_the_site_does_is_named(sites: Sites, tmp_path: Path) -> None:
    root = Authority("Penny Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = root.sub_authority("Penny Intermediate", days=3)
    site = sites.serve(middle.site_certificate("127.0.0.1").context(middle))
    verdict, evidence = answers(site, tmp_path / "root.pem", "tls-expiry")["tls-expiry"]
    assert verdict is Verdict.FAIL
    assert "authority's certificate 'Penny Intermediate'" in evidence


def test_an_old_certificate_that_is_sent_along_and_not_used_disturbs_nobody(sites: Sites, tmp_path: Path) -> None:
    root, forgotten = Authority("Penny Root"), Authority("Old Root").sub_authority("Old Intermediate", days=-5)
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = root.sub_authority("Penny Intermediate")
    site = sites.serve(middle.site_certificate("127.0.0.1").context(middle, forgotten))
    found = answers(site, tmp_path / "root.pem", *CERTIFICATE)
    assert {verdict for verdict, _ in found.values()} == {Verdict.PASS}, found


def _limited(certificate: trustme.LeafCert, lowest: ssl.TLSVersion, highest: ssl.TLSVersion) -> ssl.SSLContext:
    context = server_context(certificate)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = lowest, highest
    return context


@pytest.mark.parametrize("old", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_a_server_that_accepts_old_tls_is_found(sites: Sites, old: ssl.TLSVersion) -> None:
    context = _limited(sites.authority.issue_cert("127.0.0.1"), old, ssl.TLSVersion.TLSv1_3)
    verdict, evidence = answers(sites.serve(context), sites.ca_file, "tls-versions")["tls-versions"]
    assert verdict is Verdict.FAIL
    assert "TLS 1.1 accepted" in evidence


def test_a_server_with_nothing_newer_than_tls_1_1_is_found(sites: Sites) -> None:
    context = _limited(sites.authority.issue_cert("127.0.0.1"), ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
    examination = examination_of(sites.serve(context).url, sites.ca_file)
    answer = examination.answer(CHECKS["tls-versions"])
    assert answer.verdict is Verdict.FAIL
    assert "TLS 1.1 accepted; TLS 1.2 refused; TLS 1.3 refused" in answer.evidence


def test_what_openssl_here_cannot_speak_is_not_claimed_to_be_refused() -> None:
    assert can_offer(only(ssl.TLSVersion.TLSv1_2))
    without = only(ssl.TLSVersion.TLSv1_2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        without.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        without.maximum_version = ssl.TLSVersion.TLSv1
        without.minimum_version = ssl.TLSVersion.TLSv1
    without.set_ciphers("ECDHE+AESGCM")  # nothing that TLS 1.0 can use
    assert not can_offer(without)


def test_a_site_without_https_gets_one_message(sites: Sites) -> None:
    site = sites.plain()
    found = {id: examination_of(site.url, None).answer(check) for id, check in CHECKS.items()}
    assert [id for id, answer in found.items() if answer.verdict is Verdict.FAIL] == ["tls-chain"]
    assert site.url in found["tls-chain"].evidence
    assert {found[id].verdict for id in found if id != "tls-chain"} == {Verdict.NOT_APPLICABLE}


def test_a_server_that_is_down_or_speaks_no_tls_is_said_to_be(sites: Sites) -> None:
    plain = sites.plain()
    plain.url = plain.url.replace("http://", "https://")
    assert "speaks no TLS" in answers(plain, None, "tls-chain")["tls-chain"][1]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = Site(f"https://127.0.0.1:{probe.getsockname()[1]}")
    assert "takes no connection" in answers(nobody, None, "tls-chain")["tls-chain"][1]


@pytest.mark.parametrize(
    ("host", "dates", "reason", "id"),
    [
        ("127.0.0.1", {"not_after": NOW - timedelta(days=1)}, "certificate has expired", "tls-expiry"),
        ("127.0.0.1", {"not_before": NOW + timedelta(days=1)}, "certificate is not yet valid", "tls-expiry"),
        ("shop.test", {}, "IP address mismatch, certificate is not valid for '127.0.0.1'.", "tls-host"),
    ],
)
def test_a_check_that_cannot_look_waits_on_the_check_that_knows_why(
    sites: Sites, host: str, dates: dict[str, Any], reason: str, id: str
) -> None:
    site = sites.serve(sites.authority.issue_cert(host, **dates))
    assert_waits(examination_of(site.url, sites.ca_file), reason, id)


def test_a_check_that_cannot_look_for_want_of_trust_waits_on_the_chain(sites: Sites) -> None:
    site = sites.serve(trustme.CA().issue_cert("127.0.0.1"))
    assert_waits(examination_of(site.url, sites.ca_file), "unable to get local issuer certificate", "tls-chain")


def assert_waits(examination: Examination, reason: str, id: str) -> None:
    answer = examination.answer(CHECKS["hsts"])
    assert (answer.verdict, answer.waits_on) == (Verdict.WAITING, id)
    assert f"is not asked, because its certificate is not accepted ({reason})" in answer.evidence
    assert examination.answer(CHECKS[id]).verdict is Verdict.FAIL


def test_a_page_elsewhere_waits_on_nothing_here(sites: Sites) -> None:
    """No check looks at the certificate of a host that is not the site's."""
    site = sites.serve(sites.authority.issue_cert("127.0.0.1"))
    elsewhere = sites.serve(trustme.CA().issue_cert("127.0.0.1"))
    site.pages["/terms/"] = Reply("", 302, (("Location", f"{elsewhere.url}/terms/"),))
    answer = examination_of(site.url, sites.ca_file, terms_path="/terms/").answer(people_pages.terms_page)
    assert (answer.verdict, answer.waits_on) == (Verdict.FAIL, "")
    assert f"{elsewhere.url}/terms/ is not asked, because its certificate is not accepted" in answer.evidence


def test_a_malformed_address_is_a_mistake_in_the_settings(sites: Sites) -> None:
    verdict, evidence = answers(Site("https://127.0.0.1:port"), None, "tls-chain")["tls-chain"]
    assert verdict is Verdict.FAIL
    assert "PENNYDROP_SITE_URL" in evidence


def _redirecting(sites: Sites, status: int, target: str) -> tuple[Verdict, str]:
    site, plain = sites.serve(sites.authority.issue_cert("127.0.0.1")), sites.plain()
    for path in ("/", "/courses/"):
        plain.pages[path] = Reply("", status, (("Location", target.format(site=site.url, path=path)),))
    return answers(site, sites.ca_file, "https-redirect", http_url=plain.url, purchase_pages=("/", "/courses/"))[
        "https-redirect"
    ]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_plain_http_may_lead_to_https_in_any_proper_way(sites: Sites, status: int) -> None:
    assert _redirecting(sites, status, "{site}{path}")[0] is Verdict.PASS


def test_the_root_needs_no_slash(sites: Sites) -> None:
    site, plain = sites.serve(sites.authority.issue_cert("127.0.0.1")), sites.plain()
    plain.pages["/"] = Reply("", 301, (("Location", site.url),))
    found = answers(site, sites.ca_file, "https-redirect", http_url=plain.url, purchase_pages=())
    assert found["https-redirect"][0] is Verdict.PASS


@pytest.mark.parametrize(
    ("status", "target"),
    [
        (200, "{site}{path}"),
        (301, "{site}/"),
        (301, "https://elsewhere.example{path}"),
        (301, "http://127.0.0.1{path}"),
        (301, "https://127.0.0.1:1{path}"),
        (303, "{site}{path}"),
    ],
)
def test_plain_http_that_leads_elsewhere_is_found(sites: Sites, status: int, target: str) -> None:
    assert _redirecting(sites, status, target)[0] is Verdict.FAIL


def test_a_closed_port_80_is_a_warning(sites: Sites) -> None:
    site = sites.serve(sites.authority.issue_cert("127.0.0.1"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
    assert answers(site, sites.ca_file, "https-redirect", http_url=closed)["https-redirect"][0] is Verdict.WARN


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        (None, Verdict.FAIL),
        ("max-age=0", Verdict.FAIL),
        ("includeSubDomains", Verdict.FAIL),
        ("max-age=soon", Verdict.FAIL),
        ("max-age=3600", Verdict.WARN),
        ("max-age=31536000", Verdict.PASS),
        ('includeSubDomains; Max-Age="63072000"; preload', Verdict.PASS),
        ("max-age=15768000;", Verdict.PASS),
    ],
)
def test_hsts(sites: Sites, header: str | None, verdict: Verdict) -> None:
    site = sites.serve(sites.authority.issue_cert("127.0.0.1"))
    site.headers = {"Strict-Transport-Security": header} if header else {}
    assert answers(site, sites.ca_file, "hsts")["hsts"][0] is verdict


def test_every_check_is_of_the_checklists_section() -> None:
    assert all(isinstance(check, Check) and check.section.value.startswith("3.") for check in CHECKS.values())
