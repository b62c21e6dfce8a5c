"""Sections 4 to 6: every way to buy, proven by the scenarios of the smoke run and by one real payment."""

from __future__ import annotations

from pennydrop.golive.check import Section
from pennydrop.golive.flows import (
    BANK,
    CART,
    COURSE,
    EXAM,
    LESSONS,
    REFUSED,
    REPEATED,
    REQUEST,
    SEVERAL,
    WORKSHOP,
    proven_by,
    whole_run,
)

FLOWS, MAIL, WEBHOOK = Section.FLOWS, Section.MAIL, Section.WEBHOOK

CHECKS = (
    whole_run,
    proven_by("lessons-request", FLOWS, "A student requests lessons, and the teacher hears of it.", REQUEST),
    proven_by("lessons-cart", FLOWS, "A student puts lessons into the cart.", CART),
    proven_by("lessons-checkout", FLOWS, "A student completes Checkout, also with 3-D Secure.", LESSONS, BANK),
    proven_by("lessons-paid", FLOWS, 'The lessons\' status becomes "Paid".', LESSONS),
    proven_by("lessons-order", FLOWS, 'The order\'s status becomes "completed".', LESSONS),
    proven_by("lessons-mails", FLOWS, "Student and teacher are mailed, each once.", LESSONS),
    proven_by("workshops-single", FLOWS, "A single workshop registration is paid.", WORKSHOP),
    proven_by("workshops-cart", FLOWS, "A cart with several registrations is one payment.", SEVERAL),
    proven_by("workshops-status", FLOWS, "The registrations' status is updated.", WORKSHOP, SEVERAL),
    proven_by("workshops-mails", FLOWS, "The buyer of a workshop is sent one confirmation.", WORKSHOP),
    proven_by("workshops-instructor", FLOWS, "The instructor hears of each registration, once.", WORKSHOP),
    proven_by("courses-payment", FLOWS, "A course enrolment is paid.", COURSE),
    proven_by("courses-enrolment", FLOWS, "The enrolment is made, and opens the course.", COURSE),
    proven_by("courses-mails", FLOWS, "Student and instructor of a course are mailed, each once.", COURSE),
    proven_by(
        "mail-buyers", MAIL, "Who pays is sent one confirmation, in every domain.", LESSONS, WORKSHOP, COURSE, EXAM
    ),
    proven_by("mail-sellers", MAIL, "Teachers and instructors are told of payments, once.", LESSONS, WORKSHOP, COURSE),
    proven_by("mail-failed-payment", MAIL, "Whose payment has failed is told so.", REFUSED),
    proven_by("webhook-creates-record", WEBHOOK, "checkout.session.completed creates the payment record.", LESSONS),
    proven_by(
        "webhook-completes", WEBHOOK, "payment_intent.succeeded marks the payment as completed.", LESSONS, REPEATED
    ),
    proven_by("webhook-fails", WEBHOOK, "payment_intent.payment_failed marks the payment as failed.", REFUSED),
    proven_by("webhook-domains", WEBHOOK, "The handler of each domain executes correctly.", LESSONS, WORKSHOP, COURSE),
)
