"""Attempts that fail, and Stripe's next ones: with a new signature, because each has the time it was made at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pennydrop.relay.delivery import Delivery, State
from pennydrop.relay.faults import ANY_TYPE
from pennydrop.relay.losing import Loss
from pennydrop.storm.deliveries.held import RelayDisturbance, require, signature, told
from pennydrop.storm.disturbance import Disturbance, Scene
from pennydrop.storm.outcome import Like, Outcome

if TYPE_CHECKING:
    from pennydrop.relay.client import Fault
    from pennydrop.vocabulary.purchase import Visit


class FailedAttempt(RelayDisturbance):
    """The first attempt of every delivery fails; the next follows as soon as nothing more is on its way."""

    way: ClassVar[Loss]

    def __init__(self) -> None:
        self._repeated: set[int] = set()

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.lose(ANY_TYPE, contains, self.way, gives_way=True)

    def has_failed(self, delivery: Delivery) -> bool:
        """Whether Stripe has to try again."""
        return delivery.state is State.LOST

    def returned(self, scene: Scene, visit: Visit) -> None:
        self._try_again(scene)

    def answering(self, scene: Scene) -> None:
        self._try_again(scene)

    def _try_again(self, scene: Scene) -> None:
        """Until nothing fails any more: the site's answer to a next attempt may be a refund, which is news again."""
        while failed := self._failed(scene):
            for delivery in failed:
                self._repeated.add(delivery.number)
                body = scene.relay.payload(delivery)
                [again] = scene.relay.replay(delivery, signature=signature(scene, body))
                scene.tell(f"attempt 1: {delivery.type} {delivery.event_id}: {delivery.reason or delivery.status}")
                scene.tell(f"attempt {again.attempt}: {told(again)}")

    def _failed(self, scene: Scene) -> list[Delivery]:
        scene.purchase.wait_for_arrivals()
        failed = filter(self.has_failed, self.concerned(scene))
        return [delivery for delivery in failed if delivery.number not in self._repeated]


class RetryAfterTimeout(FailedAttempt):
    name = "retry-after-timeout"
    story = "Half of each message has arrived when Stripe gives up waiting; the next attempt succeeds."
    way = Loss.TIMEOUT


class RetryAfterReset(FailedAttempt):
    name = "retry-after-reset"
    story = "The connection is reset in the middle of each message; the next attempt succeeds."
    way = Loss.RESET


class RetryAfter500(FailedAttempt):
    name = "retry-after-500"
    story = "Something before the site answers 500 to the first attempt of each message; the next attempt succeeds."
    way = Loss.ERROR


class LostAnswer(FailedAttempt):
    name = "lost-answer"
    story = "The site does the work of each message, its answer is lost, and Stripe tries again."
    way = Loss.ANSWER


class Tampered(FailedAttempt):
    """What is refused because of its signature was not handled: Stripe tries again with the true message."""

    name = "tampered"
    story = "Each message is altered on its way and has to be refused; Stripe's next attempt comes through untouched."

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.tamper(ANY_TYPE, contains, gives_way=True)

    def has_failed(self, delivery: Delivery) -> bool:
        if delivery.authentic:
            return False
        require(delivery, 4, "altered on its way, so the site has to refuse it with 4xx")
        return True


class Lost(RelayDisturbance):
    """Stripe gives up after three days, and the site never hears of the payment."""

    name = "lost"
    story = "No message about the payment ever arrives."
    tags = frozenset({"purchase"})
    outcome = Outcome(
        means="nothing is delivered, mailed or marked paid",
        cut_short=True,
        like=Like.BEFORE_PAYING,
        suspends={
            1: "the site has not heard of the payment",
            2: "the site has not heard of the payment",
            7: "the site has not heard of the payment",
            8: "the site has not heard of the payment",
            10: "the site has not heard of the payment",
        },
    )

    def __init__(self) -> None:
        self._told: set[int] = set()

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.drop(ANY_TYPE, contains, gives_way=True)

    def answered(self, scene: Scene) -> bool:
        for delivery in self.concerned(scene):
            if delivery.number not in self._told:
                self._told.add(delivery.number)
                scene.tell(f"lost {told(delivery)}")
        return False


DISTURBANCES: tuple[type[Disturbance], ...] = (
    RetryAfterTimeout,
    RetryAfterReset,
    RetryAfter500,
    LostAnswer,
    Tampered,
    Lost,
)
