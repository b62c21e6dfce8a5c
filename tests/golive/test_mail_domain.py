"""5. Email notifications: each fault of a mail domain is found by asking a real DNS server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import mail_domain
from pennydrop.golive.domains import registered_domain, within
from pennydrop.golive.rehearsal.zone import Records, quoted
from tests.golive.name_server import FreePort, TroubledServer, answering, silent_server
from tests.golive.secure_site import examination_of

CHECKS = {check.id: check for check in mail_domain.CHECKS}
DOMAIN = "recorder-ed.com"
SITE = f"https://www.{DOMAIN}"
FROM = f"Recorder-ed <noreply@{DOMAIN}>"
SELECTOR = "s1"
KEY_AT = f"{SELECTOR}._domainkey.{DOMAIN}"


def rsa_key(bits: int) -> str:
    key = rsa.generate_private_key(65537, bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


KEY = rsa_key(2048)


def zone(**changed: list[str]) -> Records:
    """A well-kept domain; ``changed``: spf, dkim, dmarc or mx with other records."""
    records: Records = {
        (DOMAIN, "A"): ["192.0.2.1"],
        (DOMAIN, "TXT"): [quoted(text) for text in ["google-site-verification=abc", *changed.get("spf", SOUND_SPF)]],
        ("_spf.provider.example", "TXT"): [quoted("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all")],
        (KEY_AT, "TXT"): [quoted(text) for text in changed.get("dkim", [f"v=DKIM1; k=rsa; p={KEY}"])],
        (f"_dmarc.{DOMAIN}", "TXT"): [quoted(text) for text in changed.get("dmarc", ["v=DMARC1; p=reject"])],
        (DOMAIN, "MX"): changed.get("mx", [f"10 mx.{DOMAIN}."]),
        (f"mx.{DOMAIN}", "A"): ["192.0.2.2"],
    }
    return {key: values for key, values in records.items() if values}


SOUND_SPF = ["v=spf1 include:_spf.provider.example -all"]


@pytest.fixture
def server(free_port: FreePort) -> Iterator[TroubledServer]:
    with answering(zone(), free_port()) as running:
        yield running


def look(server: TroubledServer | str, id: str, **golive: Any) -> Answer:
    address = server if isinstance(server, str) else server.address
    given = {"mail_from": FROM, "dkim_selectors": (SELECTOR,), "dns_server": address} | golive
    answer = examination_of(given.pop("site", SITE), None, **given).answer(CHECKS[id])
    assert answer.mend or answer.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
    return answer


def test_a_well_kept_domain_has_nothing_to_mend(server: TroubledServer) -> None:
    assert {look(server, id).verdict for id in CHECKS} == {Verdict.PASS}


# --- From --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "noreply@recorder-ed.com",
        "Recorder-ed <hello@recorder-ed.com>",
        '"Penny, of Recorder-ed" <hello@RECORDER-ED.COM>',
        "bounce@mail.recorder-ed.com",
        "info@www.recorder-ed.com",
    ],
)
def test_any_address_of_the_own_domain_will_do(server: TroubledServer, address: str) -> None:
    assert look(server, "mail-from", mail_from=address).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("noreply@workshopplatform.com", "is a default"),
        ("webmaster@localhost", "is a default"),
        ("you@example.com", "is a default"),
        ("shop@notrecorder-ed.com", "not the site's own domain"),
        ("recorder-ed.com@gmail.com", "not the site's own domain"),
        ("noreply@recorder-ed.com.evil.net", "not the site's own domain"),
        ("recorder-ed.com", "no mail address"),
        ("Recorder-ed", "no mail address"),
        ("@recorder-ed.com", "no mail address"),
    ],
)
def test_a_foreign_from_address_is_found(server: TroubledServer, address: str, said: str) -> None:
    answer = look(server, "mail-from", mail_from=address)
    assert answer.verdict is Verdict.FAIL
    assert said in answer.evidence
    assert DOMAIN in answer.mend


def test_the_production_environment_has_the_last_word(server: TroubledServer, tmp_path: Path) -> None:
    """A right address in our settings does not cover up a wrong one on the server."""
    environment = tmp_path / ".env"
    environment.write_text("DEFAULT_FROM_EMAIL=noreply@workshopplatform.com\n")
    answer = look(server, "mail-from", environment_file=environment)
    assert answer.verdict is Verdict.FAIL
    assert str(environment) in answer.evidence
    environment.write_text("SECRET_KEY=x\n")
    answer = look(server, "mail-from", environment_file=environment, mail_from=None)
    assert answer.verdict is Verdict.FAIL
    assert "does not set DEFAULT_FROM_EMAIL" in answer.evidence
    environment.write_text(f"DEFAULT_FROM_EMAIL={FROM}\n")
    assert look(server, "mail-from", environment_file=environment, mail_from=None).verdict is Verdict.PASS


def test_an_unknown_from_address_is_a_persons_business(server: TroubledServer) -> None:
    assert look(server, "mail-from", mail_from=None).verdict is Verdict.MANUAL


def test_a_site_without_a_domain_needs_to_be_told_one(server: TroubledServer) -> None:
    for id in CHECKS:
        answer = look(server, id, site="https://127.0.0.1:8443")
        assert answer.verdict is Verdict.NOT_APPLICABLE
        assert "PENNYDROP_GOLIVE__MAIL_DOMAIN" in answer.evidence
        assert look(server, id, site="https://127.0.0.1:8443", mail_domain=DOMAIN).verdict is Verdict.PASS


def test_where_a_registered_domain_begins() -> None:
    assert registered_domain("www.recorder-ed.com") == registered_domain("recorder-ed.com.") == "recorder-ed.com"
    assert registered_domain("shop.recorder.co.uk") == "recorder.co.uk", "co.uk is everybody's"
    assert registered_domain("shop.herokuapp.com") == "shop.herokuapp.com"
    assert [registered_domain(host) for host in ("127.0.0.1", "::1", "localhost", "a.localhost", "co.uk")] == [None] * 5
    assert within("a.b.com", "b.com")
    assert not within("ab.com", "b.com")


# --- SPF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 -all",
        "v=spf1 mx a ~all",
        "V=SPF1 ip4:192.0.2.1/32 ip6:2001:db8::1 a:mx.recorder-ed.com/28 include:_spf.provider.example -ALL",
        "v=spf1 redirect=_spf.provider.example",
        "v=spf1 exists:%{i}._spf.recorder-ed.com include:%{ir}.other.example -all",
        "v=spf1 include:_spf.provider.example ?include:open.example -all",
    ],
)
def test_spf_may_be_written_in_many_ways(server: TroubledServer, record: str) -> None:
    server.records = zone(spf=[record]) | {("open.example", "TXT"): [quoted("v=spf1 +all")]}
    answer = look(server, "mail-spf")
    assert answer.verdict is Verdict.PASS, answer.evidence


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "has no SPF record"),
        (["v=spf10 -all"], "has no SPF record"),
        (["v=spf1 -all", "v=spf1 mx -all"], "2 SPF records"),
        (["v=spf1 mx +all"], "everybody may send"),
        (["v=spf1 all"], "everybody may send"),
        (["v=spf1 mx ?all"], "says nothing about others"),
        (["v=spf1 mx"], "nothing is said about others"),
        (["v=spf1 include:open.example -all"], "everybody may send"),
        (["v=spf1 redirect=open.example"], "everybody may send"),
        (["v=spf1 include:nobody.example -all"], "nobody.example has no SPF record"),
        (["v=spf1 ip4:192.0.2.1 ipv4:192.0.2.2 -all"], "'ipv4:192.0.2.2' is no SPF mechanism"),
        (["v=spf1 include: -all"], "names nothing"),
        (["v=spf1 ip4:300.0.2.1 -all"], "is no address"),
        (["v=spf1 ip6:192.0.2.1 -all"], "is no address"),
        (["v=spf1 include:circle.example -all"], "a circle"),
        (["v=spf1 include:many.example -all"], "more than 10 lookups"),
        (["v=spf1 a:x.example a:y.example mx:z.example -all"], "names that lead nowhere"),
    ],
)
def test_a_bad_spf_is_found(server: TroubledServer, texts: list[str], said: str) -> None:
    server.records = zone(spf=texts) | {
        ("open.example", "TXT"): [quoted("v=spf1 +all")],
        ("circle.example", "TXT"): [quoted("v=spf1 include:circle.example -all")],
        ("many.example", "TXT"): [quoted(f"v=spf1 {' '.join(f'exists:{n}.example' for n in range(10))} -all")],
    }
    answer = look(server, "mail-spf")
    assert answer.verdict is Verdict.FAIL
    assert said in answer.evidence
    server.records = zone()
    assert look(server, "mail-spf").verdict is Verdict.PASS


def test_ten_lookups_are_not_too_many(server: TroubledServer) -> None:
    nine = " ".join(f"exists:{n}.example" for n in range(9))
    server.records = zone(spf=["v=spf1 include:many.example -all"]) | {
        ("many.example", "TXT"): [quoted(f"v=spf1 {nine} -all")]
    }
    assert "10 lookups" in look(server, "mail-spf").evidence
    assert look(server, "mail-spf").verdict is Verdict.PASS


def test_a_long_record_is_read_in_one_piece_and_over_tcp(server: TroubledServer) -> None:
    many = " ".join(f"ip4:192.0.2.{n}" for n in range(250))
    server.records = zone(spf=[f"v=spf1 {many} -all"])
    assert look(server, "mail-spf").verdict is Verdict.PASS


# --- DKIM --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "verdict", "said"),
    [
        ([f"p={KEY}"], Verdict.PASS, "2048 bits"),
        ([f"k=rsa; t=s; h=sha1:sha256; s=email; p={KEY};"], Verdict.PASS, "2048 bits"),
        ([f"v=DKIM1; p={KEY[:60]} {KEY[60:]}"], Verdict.PASS, "2048 bits"),
        (
            [
                "v=DKIM1; k=ed25519; p="
                + base64.b64encode(
                    ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
                ).decode()
            ],
            Verdict.PASS,
            "Ed25519",
        ),
        ([f"v=DKIM1; p={rsa_key(1024)}"], Verdict.WARN, "1024 bits"),
        ([f"v=DKIM1; t=y; p={KEY}"], Verdict.WARN, "tried out"),
        (["v=DKIM1; k=rsa; p="], Verdict.FAIL, "revoked"),
        (["v=DKIM1; k=rsa"], Verdict.FAIL, "holds no key"),
        ([f"v=DKIM1; p={KEY[:80]}"], Verdict.FAIL, "cannot be read"),
        (["v=DKIM1; p=YOUR_KEY_HERE"], Verdict.FAIL, "cannot be read"),
        ([f"v=DKIM1; h=sha1; p={KEY}"], Verdict.FAIL, "h=sha1"),
        ([f"v=DKIM1; s=tlsrpt; p={KEY}"], Verdict.FAIL, "not for mail"),
        ([f"v=DKIM2; p={KEY}"], Verdict.FAIL, "not DKIM1"),
        ([f"p={KEY}", f"p={KEY}="], Verdict.FAIL, "2 TXT records"),
        ([], Verdict.FAIL, "does not exist"),
    ],
)
def test_dkim_keys(server: TroubledServer, texts: list[str], verdict: Verdict, said: str) -> None:
    server.records = zone(dkim=texts)
    answer = look(server, "mail-dkim")
    assert (answer.verdict, said in answer.evidence) == (verdict, True), answer.evidence


@pytest.mark.parametrize("bits", [512, 768])
def test_a_key_that_receivers_refuse_is_found(server: TroubledServer, bits: int) -> None:
    """Too short to be generated any more; that nobody knows its other half is of no matter here."""
    short = rsa.RSAPublicNumbers(65537, (1 << bits) - 159).public_key()
    der = short.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    server.records = zone(dkim=[f"p={base64.b64encode(der).decode()}"])
    answer = look(server, "mail-dkim")
    assert answer.verdict is Verdict.FAIL
    assert f"RSA with {bits} bits" in answer.evidence


def test_every_selector_counts_and_none_is_a_question(server: TroubledServer) -> None:
    answer = look(server, "mail-dkim", dkim_selectors=(SELECTOR, "s2"))
    assert answer.verdict is Verdict.FAIL
    assert "s2._domainkey" in answer.evidence
    assert look(server, "mail-dkim", dkim_selectors=()).verdict is Verdict.MANUAL


# --- DMARC -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (["v=DMARC1; p=quarantine; rua=mailto:a@recorder-ed.com"], Verdict.PASS),
        (["v=DMARC1;p=reject;adkim=s;aspf=s"], Verdict.PASS),
        (["v=DMARC1; p=reject", "something else"], Verdict.PASS),
        (["v=DMARC1; p=none"], Verdict.WARN),
        (["v=DMARC1; p=reject; pct=0"], Verdict.WARN),
        (["v=DMARC1; rua=mailto:a@recorder-ed.com"], Verdict.FAIL),
        (["v=DMARC1; p=monitor"], Verdict.FAIL),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], Verdict.FAIL),
        (["p=reject; v=DMARC1"], Verdict.FAIL),
        ([], Verdict.FAIL),
    ],
)
def test_dmarc(server: TroubledServer, texts: list[str], verdict: Verdict) -> None:
    server.records = zone(dmarc=texts)
    assert look(server, "mail-dmarc").verdict is verdict


def test_a_subdomain_that_sends_falls_under_the_domains_dmarc(server: TroubledServer) -> None:
    assert look(server, "mail-dmarc", mail_from="a@mail.recorder-ed.com").verdict is Verdict.PASS
    server.records = zone(dmarc=["v=DMARC1; p=reject; sp=none"])
    assert look(server, "mail-dmarc", mail_from="a@mail.recorder-ed.com").verdict is Verdict.WARN
    assert look(server, "mail-dmarc").verdict is Verdict.PASS


# --- MX and trouble ----------------------------------------------------------------------------------------------


def test_mail_servers(server: TroubledServer) -> None:
    server.records = zone(mx=["0 ."])
    assert "null MX" in look(server, "mail-mx").evidence
    assert look(server, "mail-mx").verdict is Verdict.FAIL
    server.records = zone(mx=["10 gone.recorder-ed.com."])
    assert "gone.recorder-ed.com has no address" in look(server, "mail-mx").evidence
    server.records = zone(mx=[])
    assert look(server, "mail-mx").verdict is Verdict.WARN, "mail goes to the A record"
    del server.records[DOMAIN, "A"]
    assert look(server, "mail-mx").verdict is Verdict.FAIL
    server.records = zone(mx=["10 mx6.recorder-ed.com."]) | {(f"mx6.{DOMAIN}", "AAAA"): ["2001:db8::1"]}
    assert look(server, "mail-mx").verdict is Verdict.PASS


@pytest.mark.parametrize("id", ["mail-spf", "mail-dkim", "mail-dmarc", "mail-mx"])
def test_no_answer_no_name_and_failing_servers_are_told_apart(
    server: TroubledServer, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.failing = {DOMAIN, KEY_AT, f"_dmarc.{DOMAIN}"}
    failing = look(server, id)
    assert failing.verdict is Verdict.FAIL
    assert "could not look" in failing.evidence
    assert "SERVFAIL" in failing.evidence
    server.failing, server.records = set(), {("other.example", "A"): ["192.0.2.1"]}
    assert "could not look" not in look(server, id).evidence
    monkeypatch.setenv("PENNYDROP_DEADLINE", "0.3")
    with silent_server() as nobody:
        assert "has not answered" in look(nobody, id).evidence


def test_a_malformed_resolver_is_a_mistake_in_the_settings(server: TroubledServer) -> None:
    assert "PENNYDROP_GOLIVE__DNS_SERVER" in look("my resolver:53", "mail-mx").evidence
