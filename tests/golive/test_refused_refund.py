"""Money that Stripe will not give back: it is named with what to do, and the next ``--finish`` gives it back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pennydrop.errors import RefundOutstanding
from pennydrop.eventually import Patience
from pennydrop.gateway import Gateway, Payment
from pennydrop.golive.payment import settling
from pennydrop.golive.payment.assisted import AssistedPayment, Wish
from pennydrop.golive.payment.intent import Intent, Intents
from pennydrop.golive.payment.proof import Proof
from pennydrop.golive.rehearsal.world import World
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings
from tests.golive.stubborn_stripe import Said, StubbornStripe, came_back, refused, stubborn
from tests.golive.with_a_person import paid_and_returned, paid_elsewhere

SMALL = Money(50)
NO_MONEY = refused(
    400,
    type="invalid_request_error",
    code="balance_insufficient",
    message="Insufficient funds in your Stripe balance to refund this amount.",
)
CARD_ERROR = refused(402, type="card_error", code="expired_card", message="The card has expired.")
BROKEN = refused(500, type="api_error", message="Something went wrong on Stripe's end.")


@pytest.fixture
def stripe(world: World) -> Iterator[StubbornStripe]:
    with stubborn(world.stripe.url) as found:
        yield found


@pytest.fixture
def settings(world: World, stripe: StubbornStripe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of the world, with the stubborn Stripe, a state folder of its own, and little patience."""
    monkeypatch.setattr(settling, "PATIENCE", Patience(deadline=1.0))
    return load_settings(**{**world.config, "stripe_api_base": stripe.url, "state_dir": tmp_path})


class Paid:
    """An assisted payment of a customer that was paid and not given back yet, as after a crash."""

    def __init__(self, world: World, settings: Settings) -> None:
        self.email = f"ada-{secrets.token_hex(4)}@example.com"
        self.intents = Intents(settings.state_dir / "golive" / "payments")
        self.intents.folder.mkdir(parents=True)
        now = datetime.now(UTC)
        self.intent = self.intents.keep(Intent.of(world.stripe.account, self.email, SMALL, (), now))
        self.session = paid_elsewhere(world, self.email, SMALL.minor)
        gateway = Gateway(settings)
        self.payment: Payment = gateway.payment(self.session)
        gateway.close()
        self.id = self.payment.intent_id or ""
        self._world, self._settings = world, settings

    def finish(self) -> str:
        """What ``pennydrop golive pay --finish`` prints."""
        said: list[str] = []
        AssistedPayment(self._settings, None, said.append, lambda _: None).finish()
        return "\n".join(said)

    def refuse_to_finish(self) -> str:
        """With what it ends."""
        with pytest.raises(RefundOutstanding) as ended:
            self.finish()
        return str(ended.value)

    @property
    def returned(self) -> int:
        return paid_and_returned(self._world, self.session)[1]

    @property
    def unfinished(self) -> bool:
        return [it.id for it in self.intents.unfinished()] == [self.intent.id]


@pytest.fixture
def paid(world: World, settings: Settings) -> Paid:
    return Paid(world, settings)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (NO_MONEY, "Insufficient funds in your Stripe balance to refund this amount."),
        (CARD_ERROR, "The card has expired."),
        (BROKEN, "Something went wrong on Stripe's end."),
    ],
    ids=["no money", "card error", "broken"],
)
def test_what_stripe_refuses_is_named_and_given_back_the_next_time(
    paid: Paid, stripe: StubbornStripe, says: Said, words: str
) -> None:
    stripe.says = says
    told = paid.refuse_to_finish()

    assert f"£0.50 of {paid.id} has not gone back" in told
    assert words in told
    assert "`pennydrop golive pay --finish`" in told
    assert f"refund it in the Dashboard: {paid.id}" in told
    assert "looks" not in told
    assert (paid.returned, paid.unfinished) == (0, True)

    stripe.says = None
    assert f"£0.50 of {paid.id} given back." in paid.finish()
    assert (paid.returned, paid.unfinished) == (50, False)


@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_a_refund_that_fails_is_not_told_as_given_back_nor_made_again_and_again(
    paid: Paid, stripe: StubbornStripe, status: str
) -> None:
    stripe.says = came_back(status)
    told = paid.refuse_to_finish()

    assert f"£0.50 of {paid.id} has not gone back" in told
    assert f"the refund re_stubborn over £0.50 is {status}: the money has come back to the account" in told
    assert len(stripe.asked) == 1
    assert (paid.returned, paid.unfinished) == (0, True)

    stripe.says = None
    assert f"£0.50 of {paid.id} given back." in paid.finish()
    assert (paid.returned, paid.unfinished) == (50, False)


def test_a_refund_that_waits_for_an_action_is_outstanding_until_somebody_has_acted(
    paid: Paid, stripe: StubbornStripe
) -> None:
    stripe.awaits = True
    for _ in range(2):  # the charge counts it as returned already
        told = paid.refuse_to_finish()
        assert f"£0.50 of {paid.id} has not gone back" in told
        assert "is requires_action: somebody has to act before the money goes" in told
        assert paid.unfinished
    assert len(stripe.asked) == 1

    stripe.awaits = False
    paid.finish()
    assert (paid.returned, paid.unfinished) == (50, False)


def test_a_refusal_keeps_no_other_payment_from_going_back(
    world: World, settings: Settings, paid: Paid, stripe: StubbornStripe
) -> None:
    other = paid_elsewhere(world, paid.email, 30)
    stripe.says = came_back("failed")
    told = paid.refuse_to_finish()
    assert f"£0.50 of {paid.id}" in told
    assert "£0.30 of pi_" in told
    assert len(stripe.asked) == 2

    stripe.says = None
    paid.finish()
    assert (paid.returned, paid_and_returned(world, other)[1]) == (50, 30)


def test_what_cost_nothing_owes_nothing(world: World, paid: Paid, stripe: StubbornStripe) -> None:
    gift = paid_elsewhere(world, paid.email, 30)
    stripe.free.add(gift)
    paid.finish()
    assert (paid.returned, paid.unfinished) == (50, False)
    assert paid_and_returned(world, gift)[1] == 0


@pytest.mark.parametrize("says", [NO_MONEY, came_back("failed")], ids=["refused", "failed"])
def test_a_first_part_that_is_refused_is_a_proof_that_does_not_hold(
    world: World, settings: Settings, paid: Paid, stripe: StubbornStripe, says: Said
) -> None:
    class NothingElse:
        """A prover of a payment about which there is nothing else to say."""

        def payment(self, session_id: str) -> list[Proof]:
            return []

    stripe.says = says
    assisted = AssistedPayment(settings, None, lambda _: None, lambda _: None)
    wish = Wish(SMALL, "/", paid.email, in_parts=True)
    with assisted._guard.licensed("a test"):
        (proof,) = assisted._proven(NothingElse(), paid.payment, wish, replace(paid.intent))  # type: ignore[arg-type]
    assert (proof.stage, proof.what, proof.holds) == ("partial refund", "gone back at Stripe", False)
    assert proof.evidence
    assert "amount=25" in stripe.asked[0]
