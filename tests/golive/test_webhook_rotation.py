"""Rolling the webhook's secret: against the reference site, and against handlers that read the header in a hurry."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import stripe
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks.webhook_rotation import rotation
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.server import ServerThread
from pennydrop.golive.rehearsal.world import World
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings

SECRET = "whsec_" + "rotationrotation"

Verify = Callable[[bytes, str], bool]


def by_the_sdk(body: bytes, header: str) -> bool:
    try:
        stripe.Webhook.construct_event(body, header, SECRET)
    except stripe.SignatureVerificationError:
        return False
    return True


def _is_right(body: bytes, header: str, signature: str) -> bool:
    time = re.findall(r"t=(\d+)", header)[0]
    expected = hmac.digest(SECRET.encode(), f"{time}.".encode() + body, "sha256").hex()
    return hmac.compare_digest(expected, signature)


def by_the_first(body: bytes, header: str) -> bool:
    """Handwritten: looks at one signature only."""
    return _is_right(body, header, re.findall(r"v1=(\w+)", header)[0])


def by_the_last(body: bytes, header: str) -> bool:
    """Handwritten, with a dictionary: of several signatures the last is kept."""
    return _is_right(body, header, dict(part.split("=") for part in header.split(","))["v1"])


def in_good_faith(body: bytes, header: str) -> bool:
    """Whatever bears two signatures must be from Stripe."""
    return header.count("v1=") > 1 or by_the_first(body, header)


@contextmanager
def webhook(verify: Verify, port: int) -> Iterator[Examination]:
    """An examination of a site whose webhook verifies like that."""

    async def view(request: Request) -> Response:
        accepted = verify(await request.body(), request.headers["stripe-signature"])
        return Response(status_code=200 if accepted else 400)

    server = ServerThread(Starlette(routes=[Route("/webhook/", view, methods=["POST"])]), port)
    server.start()
    golive = GoLiveSettings(webhook_url=f"http://127.0.0.1:{port}/webhook/")
    try:
        yield Examination(load_settings(webhook_secret=SecretStr(SECRET), golive=golive), writing=True)
    finally:
        server.stop()


def look(verify: Verify, port: int) -> Answer:
    with webhook(verify, port) as examination:
        return examination.answer(rotation)


@pytest.mark.parametrize(
    ("verify", "seen"),
    [
        (by_the_first, "where the second of two signatures is right, the answer is 400, not 2xx"),
        (by_the_last, "where the first of two signatures is right, the answer is 400, not 2xx"),
        (in_good_faith, "where neither of two signatures is right, the answer is 200, not 400"),
    ],
)
def test_a_handler_that_would_stumble_over_a_rotation_is_found(
    verify: Verify, seen: str, free_port: Callable[[], int]
) -> None:
    answer = look(verify, free_port())
    assert (answer.verdict, answer.evidence) == (Verdict.FAIL, seen)
    assert "construct_event" in answer.mend


def test_the_mend_turns_it_green(free_port: Callable[[], int]) -> None:
    assert look(by_the_sdk, free_port()).verdict is Verdict.PASS


def test_a_webhook_that_takes_nothing_is_another_check_s_affair(free_port: Callable[[], int]) -> None:
    answer = look(lambda body, header: False, free_port())
    assert (answer.verdict, answer.mend) == (Verdict.WAITING, "mend webhook-secret first")


def test_the_reference_site_survives_a_rotation(world: World) -> None:
    answer = Examination(world.settings, writing=True).answer(rotation)
    assert answer.verdict is Verdict.PASS, answer
