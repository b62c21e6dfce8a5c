"""Private lessons as goods of the payment workflow: an order with one item per lesson."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from pennydrop.demo.core.money import share
from pennydrop.demo.lessons.models import Lesson
from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import cart, notices
from .models import CartItem, LessonCancellationRequest, Order, OrderItem

Status = Order.PaymentStatus


@transaction.atomic
def prepare_order(student: User, items: list[CartItem]) -> Checkout:
    """A pending order for what is in the cart; the cart itself stays until the payment is confirmed."""
    lessons = [item.lesson for item in items]
    order = Order.objects.create(student=student, total_amount=cart.total(items))
    OrderItem.objects.bulk_create(OrderItem(order=order, lesson=lesson, price_paid=lesson.price) for lesson in lessons)
    return checkouts.prepare(
        LessonGoods.domain,
        order.pk,
        student,
        [lesson.teacher for lesson in lessons],
        [
            CheckoutItem(object_id=lesson.pk.hex, title=f"{lesson.subject.subject} lesson", price=lesson.price)
            for lesson in lessons
        ],
        {"order_id": str(order.pk)} | checkouts.list_metadata("lesson_ids", [lesson.pk for lesson in lessons]),
    )


class LessonGoods(Goods):
    domain = "private_teaching"

    def line_items(self, checkout: Checkout) -> list[tuple[str, str, Any]]:
        return [("Private Teaching Payment", "Payment for private teaching on RECORDERED", checkout.amount)]

    def payment_links(self, checkout: Checkout) -> dict[str, Any]:
        return {"order_id": int(checkout.reference)}

    def opened(self, checkout: Checkout) -> None:
        self.order(checkout).update(stripe_checkout_session_id=checkout.session_id)

    def discard(self, checkout: Checkout) -> None:
        self.order(checkout).delete()

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        lesson = Lesson.objects.select_for_update().get(pk=item.object_id)
        reason = cart.why_not_buyable(lesson)
        if reason:
            raise Undeliverable(reason)
        lesson.payment_status = Lesson.Payment.PAID
        lesson.save(update_fields=["payment_status"])
        cart.remove([lesson])
        return lesson.pk.hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        # A lesson belongs to one completed order at most; the money of those that could not be delivered goes back.
        kept = [item.object_id for item in delivered]
        OrderItem.objects.filter(order_id=int(checkout.reference)).exclude(lesson__in=kept).delete()
        self.order(checkout).update(
            payment_status=Status.COMPLETED if delivered else Status.REFUNDED,
            completed_at=timezone.now(),
            stripe_payment_intent_id=payment.stripe_payment_intent_id if payment else None,
        )
        if delivered:
            notices.lessons_paid(self.order(checkout).get())

    def close_unpaid(self, checkout: Checkout) -> None:
        self.order(checkout).filter(payment_status=Status.PENDING).update(payment_status=Status.FAILED)

    def withdraw(self, payment: StripePayment) -> None:
        orders = Order.objects.filter(stripe_payment_intent_id=payment.stripe_payment_intent_id)
        paid = Lesson.objects.filter(order_items__order__in=orders, payment_status=Lesson.Payment.PAID)
        for lesson in paid.select_for_update():
            lesson.refund()
        orders.update(payment_status=Status.REFUNDED)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        items = OrderItem.objects.filter(
            order__payment_status__in=[Status.COMPLETED, Status.REFUNDED], price_paid__gt=0
        ).select_related("order", "lesson__subject", "lesson__student", "lesson__lesson_request__child_profile")
        if teacher is not None:
            items = items.filter(lesson__teacher=teacher)
        refunded = Subquery(
            LessonCancellationRequest.objects.filter(
                lesson=OuterRef("lesson"), refund_processed_at__isnull=False
            ).values("refund_amount")[:1]
        )
        whole = Exists(
            StripePayment.objects.filter(
                stripe_payment_intent_id=OuterRef("order__stripe_payment_intent_id"),
                status=StripePayment.Status.REFUNDED,
            )
        )
        return [sale_of(item) for item in items.annotate(lesson_refund=refunded, all_refunded=whole)]

    def order(self, checkout: Checkout) -> Any:
        return Order.objects.filter(pk=int(checkout.reference))


def sale_of(item: Any) -> Sale:
    lesson, order = item.lesson, item.order
    kept_fee = not lesson.is_paid and not item.all_refunded
    policy_refund = item.lesson_refund if item.lesson_refund is not None else share(item.price_paid)
    return Sale(
        domain=LessonGoods.domain,
        title=f"{lesson.subject.subject} lesson",
        category=lesson.subject.subject,
        student=lesson.participant,
        sold_at=order.completed_at or order.created_at,
        price=item.price_paid,
        payment_intent=order.stripe_payment_intent_id or "",
        refunded=item.price_paid if item.all_refunded else policy_refund if kept_fee else Decimal(0),
        fee_kept=kept_fee,
    )
