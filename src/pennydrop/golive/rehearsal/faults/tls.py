"""Faults of the certificate, and of what the web server adds to an answer or leaves out."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from starlette.datastructures import MutableHeaders

from pennydrop.golive.rehearsal.faults.fault import fault
from pennydrop.golive.rehearsal.faults.rules import ruled
from pennydrop.golive.rehearsal.front import HOST, Answer
from pennydrop.golive.rehearsal.world import World

_SESSION = b"sessionid="


def _presenting(world: World, context: ssl.SSLContext) -> Iterator[None]:
    """Another certificate for a while."""
    world.front.present(context)
    yield
    world.front.present(world.certificates.context(HOST))


@fault("expired-certificate", "The certificate has expired.", turns="tls-expiry")
def expired_certificate(world: World) -> Iterator[None]:
    yield from _presenting(world, world.certificates.context(HOST, days_left=-1))


@fault("certificate-about-to-expire", "The certificate has five days left.", turns="tls-expiry")
def certificate_about_to_expire(world: World) -> Iterator[None]:
    yield from _presenting(world, world.certificates.context(HOST, days_left=5))


@fault("wrong-host", "The certificate is for another host.", turns="tls-host")
def wrong_host(world: World) -> Iterator[None]:
    yield from _presenting(world, world.certificates.context("www.other-school.test"))


@fault("incomplete-chain", "The server does not send the certificate between its own and the root.", turns="tls-chain")
def incomplete_chain(world: World) -> Iterator[None]:
    yield from _presenting(world, world.certificates.context(HOST, whole_chain=False))


@fault("old-tls", "The server still speaks TLS 1.0 and 1.1.", turns="tls-versions")
def old_tls(world: World) -> Iterator[None]:
    yield from _presenting(world, world.certificates.context(HOST, old_versions=True))


@fault("no-redirect", "Plain http is answered instead of being sent to https.", turns="https-redirect")
def no_redirect(world: World) -> Iterator[None]:
    world.front.redirects = False
    yield
    world.front.redirects = True


@fault("no-hsts", "No Strict-Transport-Security header.", turns="hsts")
def no_hsts(world: World) -> Iterator[None]:
    def drop(path: str, answer: Answer) -> None:
        if "strict-transport-security" in answer.headers:
            del answer.headers["strict-transport-security"]

    yield from ruled(world, "no-hsts", drop)


def _session_cookie_without(world: World, attribute: bytes) -> Iterator[None]:
    """The cookie that says who is logged in lacks an attribute for a while."""

    def strip(path: str, answer: Answer) -> None:
        answer.headers = MutableHeaders(
            raw=[
                (name, _without(value, attribute) if _SESSION in value else value) for name, value in answer.headers.raw
            ]
        )

    yield from ruled(world, f"session-cookie-without-{attribute.decode()}", strip)


def _without(cookie: bytes, attribute: bytes) -> bytes:
    kept = [part for part in cookie.split(b"; ") if not part.lower().startswith(attribute)]
    return b"; ".join(kept)


@fault("session-over-http", "The session cookie is not Secure: it travels over plain http too.", turns="session-cookie")
def session_over_http(world: World) -> Iterator[None]:
    yield from _session_cookie_without(world, b"secure")


@fault("session-for-scripts", "The session cookie is not HttpOnly: every script may read it.", turns="session-cookie")
def session_for_scripts(world: World) -> Iterator[None]:
    yield from _session_cookie_without(world, b"httponly")


@fault("session-for-everybody", "The session cookie names no SameSite.", turns="session-cookie")
def session_for_everybody(world: World) -> Iterator[None]:
    yield from _session_cookie_without(world, b"samesite")


FAULTS = (
    expired_certificate,
    certificate_about_to_expire,
    wrong_host,
    incomplete_chain,
    old_tls,
    no_redirect,
    no_hsts,
    session_over_http,
    session_for_scripts,
    session_for_everybody,
)
