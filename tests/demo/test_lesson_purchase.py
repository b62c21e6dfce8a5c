from __future__ import annotations

from decimal import Decimal

from pennydrop.demo.private_teaching.models import CartItem, Order

from .shop import Shop
from .stripe_stand_in import refusal

RECEIPT = "Payment Confirmation - Recorder-ed"
TEACHER_NOTE = "Lesson Payment Received - Recorder-ed"


def test_a_paid_session_delivers_the_lessons_once_and_writes_to_everybody_concerned(shop: Shop) -> None:
    student, tina, ulla = shop.student(), shop.teacher(), shop.teacher("Ulla")
    lessons = [shop.lesson(student, tina), shop.lesson(student, ulla, "20.00")]
    session = shop.open_lesson_checkout(student, *lessons)

    assert shop.complete(session).status_code == 200

    for lesson in lessons:
        lesson.refresh_from_db()
        assert lesson.payment_status == "Paid"
        assert not lesson.in_cart
    order, payment = shop.order(session), shop.payment(session)
    assert order.payment_status == "completed"
    assert order.completed_at is not None
    assert order.stripe_payment_intent_id == payment.stripe_payment_intent_id
    assert (payment.status, payment.total_amount, payment.order_id) == ("completed", Decimal("60.00"), order.pk)
    assert (payment.platform_commission, payment.teacher_share) == (Decimal("6.00"), Decimal("54.00"))
    assert payment.teacher is None
    assert shop.subjects(student) == [RECEIPT]
    assert shop.subjects(tina) == shop.subjects(ulla) == [TEACHER_NOTE]
    receipt = shop.mails(student, RECEIPT)[0]
    for line in ("Total Amount: £60.00", "LESSONS PURCHASED:", "- Recorder with Tina Teacher", "Price: £40.00"):
        assert line in receipt.body
    note = shop.mails(tina, TEACHER_NOTE)[0]
    assert "Total Amount Paid: £40.00" in note.body
    assert "Your Share: £36.00" in note.body
    assert "£18.00" not in note.body


def test_stripe_is_asked_for_exactly_the_price_shown(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    session = shop.open_lesson_checkout(student, shop.lesson(student, teacher, "16.67"), shop.lesson(student, teacher))

    assert session["mode"] == "payment"
    assert session["payment_method_types"] == ["card"]
    assert session["customer_email"] == student.email
    assert session["line_items"] == [
        {
            "price_data": {
                "currency": "gbp",
                "unit_amount": 5667,
                "product_data": {
                    "name": "Private Teaching Payment",
                    "description": "Payment for private teaching on RECORDERED",
                },
            },
            "quantity": 1,
        }
    ]
    order = shop.order(session)
    assert session["success_url"] == f"http://testserver/private-teaching/checkout/success/{order.pk}/"
    assert session["cancel_url"] == f"http://testserver/private-teaching/checkout/cancel/{order.pk}/"
    assert session["metadata"]["teacher_share"] == "51.00"
    assert session["metadata"]["platform_commission"] == "5.67"
    assert len(session["metadata"]["lesson_ids"].split(",")) == 2


def test_a_large_cart_fits_into_the_metadata_and_is_delivered(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lessons = [shop.lesson(student, teacher, "10.00") for _ in range(15)]
    session = shop.open_lesson_checkout(student, *lessons)

    assert all(len(value) <= 500 for value in session["metadata"].values())
    assert "lesson_ids_2" in session["metadata"]
    shop.complete(session)
    assert shop.order(session).items.filter(lesson__payment_status="Paid").count() == 15


def test_the_way_back_changes_nothing_before_the_payment_is_confirmed(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)

    page = shop.browser(student).get(session["success_url"]).content.decode()

    assert "Payment Pending" in page
    assert "Payment Successful!" not in page
    assert ">Paid<" not in page
    assert shop.order(session).payment_status == "pending"
    assert CartItem.objects.filter(lesson=lesson).exists()


def test_after_the_confirmation_the_success_page_says_so(shop: Shop) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    shop.complete(session)

    page = shop.browser(student).get(session["success_url"]).content.decode()

    for text in ("Payment Successful!", "Payment Completed", ">Paid<", shop.order(session).order_number):
        assert text in page


def test_cancelling_at_stripe_fails_the_order_and_keeps_the_cart(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)

    page = shop.browser(student).get(session["cancel_url"], follow=True).content.decode()

    assert "Payment was cancelled. Your cart items are still available." in page
    assert shop.order(session).payment_status == "failed"
    assert CartItem.objects.filter(lesson=lesson).exists()


def test_a_cancelled_order_that_is_paid_after_all_is_delivered(shop: Shop) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    shop.browser(student).get(session["cancel_url"])

    shop.complete(session)

    assert shop.order(session).payment_status == "completed"


def test_the_cancel_page_never_downgrades_a_paid_order(shop: Shop) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    shop.complete(session)

    page = shop.browser(student).get(session["cancel_url"], follow=True).content.decode()

    assert "Item not found." in page
    assert shop.order(session).payment_status == "completed"


def test_when_stripe_refuses_nothing_is_kept_and_the_cart_is_unchanged(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    browser = shop.browser(student)
    browser.post(f"/private-teaching/cart/add/{lesson.pk}/")
    shop.stripe.refusal = refusal("The total must be at least 30p")

    page = browser.post("/private-teaching/payment/process/", follow=True).content.decode()

    assert "Payment setup failed: The total must be at least 30p. Please try again." in page
    assert not Order.objects.filter(student=student).exists()
    assert CartItem.objects.filter(lesson=lesson).exists()


def test_paying_two_open_pages_for_one_lesson_returns_the_second_payment(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    first = shop.open_lesson_checkout(student, lesson)
    shop.browser(student).post("/private-teaching/payment/process/")
    second = shop.stripe.sessions[-1]

    shop.complete(first)
    shop.complete(second)
    shop.complete(second)

    assert [(refund["amount"], refund["payment_intent"]) for refund in shop.stripe.refunds] == [
        (4000, shop.payment(second).stripe_payment_intent_id)
    ]
    assert shop.payment(second).status == "refunded"
    assert shop.order(first).payment_status == "completed"
    assert shop.order(second).payment_status == "refunded"
    assert shop.subjects(student) == [RECEIPT, "Payment Refunded - Recorder-ed"]
    assert shop.subjects(teacher) == [TEACHER_NOTE]


def test_a_lesson_that_was_paid_in_another_order_is_no_part_of_this_one(shop: Shop) -> None:
    student, tina, ulla = shop.student(), shop.teacher(), shop.teacher("Ulla")
    twice, once = shop.lesson(student, tina), shop.lesson(student, ulla, "20.00")
    first = shop.open_lesson_checkout(student, twice)
    second = shop.open_lesson_checkout(student, once)

    shop.complete(first)
    shop.complete(second)

    assert [item.lesson for item in shop.order(second).items.all()] == [once]
    assert "Total Amount: £20.00" in shop.mails(student, RECEIPT)[1].body
    assert shop.subjects(tina) == [TEACHER_NOTE]


def test_what_was_charged_is_delivered_even_if_the_cart_changed_meanwhile(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    bought, later = shop.lesson(student, teacher), shop.lesson(student, teacher)
    session = shop.open_lesson_checkout(student, bought)
    browser = shop.browser(student)
    browser.post(f"/private-teaching/cart/remove/{bought.pk}/")
    browser.post(f"/private-teaching/cart/add/{later.pk}/")

    shop.complete(session)

    bought.refresh_from_db()
    later.refresh_from_db()
    assert (bought.payment_status, later.payment_status) == ("Paid", "Not Paid")
    assert CartItem.objects.filter(lesson=later).exists()


def test_a_lesson_rejected_before_paying_is_not_charged(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    browser = shop.browser(student)
    browser.post(f"/private-teaching/cart/add/{lesson.pk}/")
    lesson.approved_status = "Rejected"
    lesson.save()

    page = browser.post("/private-teaching/payment/process/", follow=True).content.decode()

    assert "Only accepted lessons" in page
    assert shop.stripe.sessions == []


def test_free_lessons_are_confirmed_without_stripe(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher(), "0.00")
    browser = shop.browser(student)
    browser.post(f"/private-teaching/cart/add/{lesson.pk}/")

    browser.post("/private-teaching/payment/process/")

    lesson.refresh_from_db()
    assert lesson.payment_status == "Paid"
    assert shop.stripe.sessions == []


def test_nobody_buys_with_an_unverified_address(shop: Shop) -> None:
    student = shop.student(email_verified=False)
    lesson = shop.lesson(student, shop.teacher())
    browser = shop.browser(student)
    browser.post(f"/private-teaching/cart/add/{lesson.pk}/")

    response = browser.post("/private-teaching/payment/process/")

    assert response.headers["Location"] == "/accounts/resend-verification/"
    assert shop.stripe.sessions == []


def test_another_persons_lesson_cannot_be_put_into_the_cart_nor_his_order_be_seen(shop: Shop) -> None:
    student, stranger = shop.student(), shop.student("Eve")
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)
    browser = shop.browser(stranger)

    assert browser.post(f"/private-teaching/cart/add/{lesson.pk}/").status_code == 404
    assert "Item not found." in browser.get(session["success_url"], follow=True).content.decode()
    assert "Item not found." in browser.get(session["cancel_url"], follow=True).content.decode()
    assert shop.order(session).payment_status == "pending"
