"""What only people can say: texts that somebody has read, a mail that somebody has seen, a team that knows."""

from __future__ import annotations

from pennydrop.golive.check import Answer, Section, by_hand, check
from pennydrop.golive.examination import Examination


def _page(examination: Examination, path: str | None, setting: str) -> str:
    """Where to read it."""
    if path is None:
        return f"no program can judge the text, and PENNYDROP_GOLIVE__{setting} does not say where it is"
    return f"no program can judge the text of {examination.settings.site}{path}"


@check("mail-real-inbox", Section.MAIL, "A payment mail of the production site has reached the inbox of a real person.")
def real_inbox(examination: Examination) -> Answer:
    return by_hand(
        "what a mail provider does with a mail shows in the inbox only",
        mend="have the production site mail to an address at each large provider (Gmail, Outlook, iCloud), and look"
        " that it is in the inbox and not under spam",
    )


@check("monitoring-alerts", Section.LOGGING, "Somebody is told when the log shows an error.")
def alerts(examination: Examination) -> Answer:
    return by_hand(
        "alerts are set up at the hosting or a log service, outside of what the site can be asked",
        mend="set up an alert for errors of the payment log (Sentry, CloudWatch, `pennydrop reconcile`), or note"
        " who reads the log and how often",
    )


@check(
    "week-one-rota", Section.LOGGING, "It is settled who looks at payments, logs and questions each day of week one."
)
def week_one_rota(examination: Examination) -> Answer:
    return by_hand(
        "a rota is an agreement between people",
        mend="agree who runs `pennydrop reconcile --since 1d` each day, who reads the webhook's log lines, and who"
        " answers customers",
    )


@check(
    "terms-read", Section.PEOPLE, "The Terms of Service cover payment, cancellation and refunds as the site does them."
)
def terms_read(examination: Examination) -> Answer:
    return by_hand(
        _page(examination, examination.golive.terms_path, "TERMS_PATH"),
        mend="read the Terms of Service against what the site charges, refunds and keeps, and correct what differs",
    )


@check("privacy-read", Section.PEOPLE, "The Privacy Policy says what becomes of payment data, and names Stripe.")
def privacy_read(examination: Examination) -> Answer:
    return by_hand(
        _page(examination, examination.golive.privacy_path, "PRIVACY_PATH"),
        mend="read the Privacy Policy: what goes to Stripe, what is kept, how long; correct it where it differs",
    )


@check("faq-read", Section.PEOPLE, "The payment FAQ or help page answers what customers ask about paying and refunds.")
def faq_read(examination: Examination) -> Answer:
    return by_hand(
        _page(examination, examination.golive.faq_path, "FAQ_PATH"),
        mend="read the page as a customer: which cards, when am I charged, how do I cancel, when is the money back",
    )


@check("support-answers", Section.PEOPLE, "Answers to questions about payments are prepared.")
def support_answers(examination: Examination) -> Answer:
    return by_hand(
        "prepared answers are with the support team",
        mend="write answers for: my card was refused, I was charged and see no lesson, I want my money back, I was"
        " charged twice; say where they are in the note",
    )


@check("support-briefed", Section.PEOPLE, "The support team is briefed on the payment system.")
def support_briefed(examination: Examination) -> Answer:
    return by_hand(
        "a briefing is between people",
        mend="show the team how a payment goes, `pennydrop diagnose` for one that went wrong, and how to refund;"
        " name who was there in the note",
    )


CHECKS = (
    real_inbox,
    alerts,
    week_one_rota,
    terms_read,
    privacy_read,
    faq_read,
    support_answers,
    support_briefed,
)
