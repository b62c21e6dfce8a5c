"""The vocabulary of the site's tests: people and goods, browsers, and messages signed like Stripe's."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import stripe
from django.contrib.auth.models import User
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from pennydrop.demo.accounts.models import UserProfile
from pennydrop.demo.courses.models import Course, CourseEnrollment, Topic
from pennydrop.demo.courses.models import Lesson as CourseLesson
from pennydrop.demo.digital_products.models import DigitalProduct, ProductFile
from pennydrop.demo.lessons.models import Lesson
from pennydrop.demo.payments.models import StripePayment
from pennydrop.demo.private_teaching.models import (
    LessonRequest,
    Order,
    Subject,
    TeacherStudentApplication,
)
from pennydrop.demo.workshops.models import Workshop, WorkshopSession

from .stripe_stand_in import StripeStandIn


class Shop:
    def __init__(self, stripe_calls: StripeStandIn, webhook_secret: str) -> None:
        self.stripe = stripe_calls
        self.webhook_secret = webhook_secret

    # People

    def person(self, first_name: str, last_name: str, **profile: Any) -> User:
        email = f"{first_name}.{uuid.uuid4().hex[:10]}@example.com".lower()
        user = User.objects.create_user(email, email, "secret", first_name=first_name, last_name=last_name)
        flags = {"profile_completed": True, "email_verified": True} | profile
        UserProfile.objects.filter(user=user).update(**flags)
        return User.objects.get(pk=user.pk)

    def student(self, first_name: str = "Sam", **profile: Any) -> User:
        return self.person(first_name, "Student", **profile)

    def teacher(self, first_name: str = "Tina", **profile: Any) -> User:
        return self.person(first_name, "Teacher", is_teacher=True, is_student=False, **profile)

    def browser(self, user: User | None = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    # Goods

    def lesson(self, student: User, teacher: User, price: str = "40.00", **columns: Any) -> Lesson:
        subject, _ = Subject.objects.get_or_create(
            teacher=teacher, subject="Recorder", defaults={"base_price_60min": Decimal(price)}
        )
        TeacherStudentApplication.objects.get_or_create(applicant=student, teacher=teacher, status="accepted")
        defaults: dict[str, Any] = {
            "lesson_date": date.today() + timedelta(days=10),
            "lesson_time": time(10),
            "fee": float(price),
            "approved_status": "Accepted",
        }
        return Lesson.objects.create(
            lesson_request=LessonRequest.objects.create(student=student),
            subject=subject,
            student=student,
            teacher=teacher,
            **(defaults | columns),
        )

    def session(self, teacher: User, price: str = "25.00", days: int = 20, **columns: Any) -> WorkshopSession:
        start = datetime.now(UTC) + timedelta(days=days, hours=1)
        workshop = columns.pop("workshop", None) or Workshop.objects.create(
            title=f"Articulation {uuid.uuid4().hex[:6]}",
            slug=f"articulation-{uuid.uuid4().hex[:10]}",
            instructor=teacher,
            price=Decimal(price),
            is_free=not Decimal(price),
            status="published",
            delivery_method=columns.pop("delivery_method", "online"),
        )
        defaults = {"end_datetime": start + timedelta(hours=1), "meeting_url": "https://meet.example/room"}
        return WorkshopSession.objects.create(workshop=workshop, start_datetime=start, **(defaults | columns))

    def course(self, teacher: User, cost: str = "49.99") -> Course:
        token = uuid.uuid4().hex[:10]
        course = Course.objects.create(
            title=f"Grade 1 {token}",
            slug=f"grade-1-{token}",
            cost=Decimal(cost),
            instructor=teacher,
            status="published",
        )
        topic = Topic.objects.create(course=course, topic_number=1, topic_title="Basics")
        CourseLesson.objects.create(
            topic=topic,
            slug=f"l-{token}",
            lesson_number=1,
            lesson_title="Tone",
            content="Secret content",
            status="published",
        )
        return course

    def product(self, teacher: User, price: str = "4.50", **columns: Any) -> DigitalProduct:
        token = uuid.uuid4().hex[:10]
        defaults = {"title": f"Duets {token}", "slug": f"duets-{token}", "status": "published"}
        product = DigitalProduct.objects.create(teacher=teacher, price=Decimal(price), **(defaults | columns))
        ProductFile.objects.create(product=product, title="Score", content_url=f"https://files.example/{token}.pdf")
        return product

    # Buying

    def open_lesson_checkout(self, student: User, *lessons: Lesson) -> dict[str, Any]:
        browser = self.browser(student)
        for lesson in lessons:
            browser.post(f"/private-teaching/cart/add/{lesson.pk}/")
        browser.post("/private-teaching/payment/process/")
        return self.stripe.sessions[-1]

    def open_workshop_checkout(self, student: User, *sessions: WorkshopSession) -> dict[str, Any]:
        browser = self.browser(student)
        for session in sessions:
            browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"})
        browser.post("/workshops/cart/process-payment/")
        return self.stripe.sessions[-1]

    def open_course_checkout(self, student: User, course: Course) -> dict[str, Any]:
        self.browser(student).post(f"/courses/{course.slug}/enroll/", {"terms_accepted": "on"})
        return self.stripe.sessions[-1]

    def open_product_checkout(self, student: User, *products: DigitalProduct) -> dict[str, Any]:
        browser = self.browser(student)
        for product in products:
            browser.get(f"/products/cart/add/{product.pk}/")
        browser.post("/products/checkout/", {"checkout_cart": "true"})
        return self.stripe.sessions[-1]

    def enrollment(self, student: User, course: Course) -> CourseEnrollment:
        return CourseEnrollment.objects.filter(student=student, course=course).latest("enrolled_at")

    # Stripe's messages

    def paid_session(self, session: dict[str, Any], **changes: Any) -> dict[str, Any]:
        amount = sum(line["price_data"]["unit_amount"] * line["quantity"] for line in session["line_items"])
        return {
            "id": session["id"],
            "object": "checkout.session",
            "amount_total": amount,
            "currency": "gbp",
            "payment_status": "paid",
            "payment_intent": f"pi_{session['id'][8:]}",
            "metadata": session["metadata"],
        } | changes

    def event(self, event_type: str, data: dict[str, Any]) -> bytes:
        body = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": event_type, "data": {"object": data}}
        return json.dumps(body, indent=2).encode()

    def deliver(self, body: bytes, signature: str | None = None) -> HttpResponse:
        header = signature or stripe.WebhookSignature.generate_signature_header(body.decode(), self.webhook_secret)
        return Client().post(
            "/payments/webhook/", body, content_type="application/json", headers={"Stripe-Signature": header}
        )

    def send(self, event_type: str, data: dict[str, Any]) -> HttpResponse:
        return self.deliver(self.event(event_type, data))

    def complete(self, session: dict[str, Any], **changes: Any) -> HttpResponse:
        return self.send("checkout.session.completed", self.paid_session(session, **changes))

    def refunded(self, session: dict[str, Any], pence: int) -> HttpResponse:
        paid = self.paid_session(session)
        charge = {"id": "ch_1", "payment_intent": paid["payment_intent"], "amount_refunded": pence}
        return self.send("charge.refunded", charge)

    # What came of it

    def order(self, session: dict[str, Any]) -> Order:
        return Order.objects.get(pk=int(session["metadata"]["order_id"]))

    def payment(self, session: dict[str, Any]) -> StripePayment:
        return StripePayment.objects.get(stripe_checkout_session_id=session["id"])

    def payments(self, session: dict[str, Any]) -> list[StripePayment]:
        return list(StripePayment.objects.filter(stripe_checkout_session_id=session["id"]))

    def subjects(self, user: User) -> list[str]:
        """The subjects of everything that was mailed to this person, in order."""
        return [message.subject for message in mail.outbox if message.to == [user.email]]

    def mails(self, user: User, subject: str) -> list[Any]:
        return [message for message in mail.outbox if message.to == [user.email] and message.subject == subject]
