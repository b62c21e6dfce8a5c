"""Buying on the reference site without a browser: the same requests, by HTTP."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from fixtures.courses import put_course
from fixtures.lesson_rows import put_application, put_lessons
from fixtures.people import LOGIN, csrf_token, put_account
from fixtures.workshop_rows import put_workshop
from pennydrop.eventually import Patience, eventually
from pennydrop.gateway import Gateway, Payment
from pennydrop.ledger import Book, Ledger, django_password_hash
from pennydrop.mailbox.gate.client import MailGate, Outage
from pennydrop.money import Money
from pennydrop.relay.client import Relay
from pennydrop.settings import Settings, load_settings
from pennydrop.stack import Stack

VISA, DECLINED = "4242424242424242", "4000000000000002"
PASSWORD = "a-password-of-tests"
NEWS = ("checkout.session.completed", "payment_intent.succeeded")
PATIENCE = Patience(deadline=30)


@dataclass(frozen=True)
class Someone:
    id: int
    email: str


class Shop:
    """The reference site of a running stack, its customers, and Stripe behind it."""

    card = VISA

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger(settings.database)
        self.gateway = Gateway(settings)
        self.relay = Relay(settings.relay_url)

    def close(self) -> None:
        for it in (self.ledger, self.gateway, self.relay):
            it.close()

    def settings_with(self, **changes: Any) -> Settings:
        """The settings of this stack with changes: another look at the same site."""
        given = {name: getattr(self.settings, name) for name in self.settings.model_fields_set}
        return load_settings(**given | changes)

    def person(self, first_name: str, **role: bool) -> Someone:
        email = f"{first_name}.{secrets.token_hex(5)}@example.com".lower()
        roles = {"is_student": True, "is_teacher": False} | role
        with self.ledger.writing() as book:
            id = put_account(book, email, django_password_hash(PASSWORD, iterations=1), first_name, "Case", **roles)
        return Someone(id, email)

    def teacher(self, first_name: str = "Tina") -> Someone:
        return self.person(first_name, is_student=False, is_teacher=True)

    def wants_lessons(self, *prices: str, student: Someone | None = None, teacher: Someone | None = None) -> Payment:
        """Sam at Checkout, with accepted lessons in the cart; nothing is paid yet."""
        student, teacher = student or self.person("Sam"), teacher or self.teacher()
        with self.ledger.writing() as book:
            put_application(book, student.id, teacher.id)
            lessons = put_lessons(book, student.id, teacher.id, [Money.parse(price) for price in prices])
        browser = self.browser(student)
        for lesson in lessons:
            browser.post(f"/private-teaching/cart/add/{lesson.id}/")
        return browser.at_checkout("/private-teaching/payment/process/", self.gateway)

    def wants_a_course(self, price: str, student: Someone | None = None) -> Payment:
        """Sam at Checkout, for a course."""
        student, teacher = student or self.person("Sam"), self.teacher()
        slug = f"tone-{secrets.token_hex(4)}"

        def offer(book: Book) -> None:
            put_course(book, teacher.id, "Tone", slug, Money.parse(price), "Hold it like a bird.")

        with self.ledger.writing() as book:
            offer(book)
        return self.browser(student).at_checkout(f"/courses/{slug}/enroll/", self.gateway, terms_accepted="on")

    def wants_workshops(self, price: str, sessions: int) -> Payment:
        """Sam at Checkout, for several dates of one workshop."""
        student, teacher = self.person("Sam"), self.teacher()
        slug = f"breath-{secrets.token_hex(4)}"
        with self.ledger.writing() as book:
            dates = put_workshop(book, teacher.id, "Breath", slug, Money.parse(price), sessions=sessions)
        browser = self.browser(student)
        for date in dates:
            browser.post(f"/workshops/cart/add/{date.id}/", terms_accepted="true")
        return browser.at_checkout("/workshops/cart/process-payment/", self.gateway)

    def mail_outage(self, address: str) -> Outage:
        """Mail to this address is refused until the block ends."""
        stack = Stack.attach(self.settings)
        assert stack
        (gate,) = (part.url for part in stack.parts if part.label == "mail gate")
        return MailGate(gate).refuse(address)

    def browser(self, someone: Someone) -> Browser:
        return Browser(self.settings.site, someone, self.settings.golive.ca_file)

    def try_card(self, payment: Payment, card: str) -> requests.Response:
        """Press Pay once at Stripe Checkout."""
        with requests.Session() as session:
            session.trust_env = False
            return session.post(
                f"{self.settings.stripe_api}/v1/payment_pages/{payment.session_id}/confirm",
                data={
                    "key": self.settings.stripe_publishable_key,
                    "payment_method_data[type]": "card",
                    "payment_method_data[card][number]": card,
                    "payment_method_data[card][exp_month]": "12",
                    "payment_method_data[card][exp_year]": "2034",
                    "payment_method_data[card][cvc]": "123",
                    "payment_method_data[billing_details][email]": payment.customer_email or "sam@example.com",
                },
                timeout=30,
            )

    def pay(self, payment: Payment, *, awaited: tuple[str, ...] = NEWS) -> Payment:
        """Pay, and wait until the site has answered these types of events of it."""
        answer = self.try_card(payment, self.card)
        assert answer.status_code == 200, answer.text
        for type in awaited:
            self.wait_for(type, payment)
        return self.gateway.payment(payment.session_id)

    def refund(self, payment: Payment, amount: Money | None = None) -> Payment:
        """Give the money back as in the Dashboard, and wait until the site has answered."""
        assert payment.intent_id
        self.gateway.refund(payment.intent_id, amount)
        self.wait_for("charge.refunded", payment)
        return self.gateway.payment(payment.session_id)

    def wait_for(self, type: str, payment: Payment) -> None:
        intent = self.gateway.payment(payment.session_id).intent_id or payment.session_id
        eventually(
            f"the site has answered {type} of {intent}",
            lambda: self.relay.deliveries(intent, payment.session_id, event_type=type),
            lambda found: found and all(it.finished for it in found),
            patience=PATIENCE,
        )


class Browser:
    """Somebody's log-in on the site."""

    def __init__(self, site: str, someone: Someone, ca_file: Path | None = None) -> None:
        self._site = site
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(ca_file) if ca_file else True
        form = csrf_token(self._session.get(site + LOGIN, timeout=30).text)
        self._post(LOGIN, form, username=someone.email, password=PASSWORD)

    def post(self, path: str, **fields: str) -> requests.Response:
        return self._post(path, self._session.cookies["csrftoken"], **fields)

    def at_checkout(self, path: str, gateway: Gateway, **fields: str) -> Payment:
        """Press the button that leads to Stripe, and read there what is to be paid."""
        answer = self.post(path, **fields)
        where = answer.headers.get("Location", "")
        assert "/c/pay/" in where, (answer.status_code, where, answer.text[:500])
        return gateway.payment(where.rsplit("/", 1)[-1].partition("#")[0])

    def _post(self, path: str, token: str, **fields: str) -> requests.Response:
        return self._session.post(
            self._site + path,
            data={"csrfmiddlewaretoken": token, **fields},
            headers={"Referer": self._site + path},
            timeout=30,
            allow_redirects=False,
        )
