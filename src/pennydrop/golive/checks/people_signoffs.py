"""What only people can say: texts that somebody has read, a mail that somebody has seen, a team that knows."""

from __future__ import annotations

from pennydrop.golive.check import Answer, Check, Section, by_hand
from pennydrop.golive.examination import Examination


def _for_people(id: str, section: Section, says: str, *, because: str, mend: str) -> Check:
    """Open until somebody signs it off; ``because`` is why no program can."""
    return Check(id, section, says, lambda _: by_hand(because, mend=mend))


def _text(id: str, says: str, *, setting: str, mend: str) -> Check:
    """A page that somebody has to read; ``setting`` of ``[golive]`` says where it is."""

    def look(examination: Examination) -> Answer:
        path = getattr(examination.golive, setting)
        if path is None:
            name = f"PENNYDROP_GOLIVE__{setting.upper()}"
            return by_hand(f"no program can judge the text, and {name} does not say where it is", mend=mend)
        return by_hand(f"no program can judge the text of {examination.settings.site}{path}", mend=mend)

    return Check(id, Section.PEOPLE, says, look)


TEXTS = (
    _text(
        "terms-read",
        "The Terms of Service cover payment, cancellation and refunds as the site does them.",
        setting="terms_path",
        mend="read the Terms of Service against what the site charges, refunds and keeps, and correct what differs",
    ),
    _text(
        "privacy-read",
        "The Privacy Policy says what becomes of payment data, and names Stripe.",
        setting="privacy_path",
        mend="read the Privacy Policy: what goes to Stripe, what is kept, how long; correct it where it differs",
    ),
    _text(
        "faq-read",
        "The payment FAQ or help page answers what customers ask about paying and refunds.",
        setting="faq_path",
        mend="read the page as a customer: which cards, when am I charged, how do I cancel, when is the money back",
    ),
)
CHECKS = (
    _for_people(
        "mail-real-inbox",
        Section.MAIL,
        "A payment mail of the production site has reached the inbox of a real person.",
        because="what a mail provider does with a mail shows in the inbox only",
        mend="have the production site mail to an address at each large provider (Gmail, Outlook, iCloud), and look"
        " that it is in the inbox and not under spam",
    ),
    _for_people(
        "monitoring-alerts",
        Section.LOGGING,
        "Somebody is told when the log shows an error.",
        because="alerts are set up at the hosting or a log service, outside of what the site can be asked",
        mend="set up an alert for errors of the payment log (Sentry, CloudWatch, `pennydrop reconcile`), or note"
        " who reads the log and how often",
    ),
    _for_people(
        "week-one-rota",
        Section.LOGGING,
        "It is settled who looks at payments, logs and questions each day of week one.",
        because="a rota is an agreement between people",
        mend="agree who runs `pennydrop reconcile --since 1d` each day, who reads the webhook's log lines, and who"
        " answers customers",
    ),
    *TEXTS,
    _for_people(
        "support-answers",
        Section.PEOPLE,
        "Answers to questions about payments are prepared.",
        because="prepared answers are with the support team",
        mend="write answers for: my card was refused, I was charged and see no lesson, I want my money back, I was"
        " charged twice; say where they are in the note",
    ),
    _for_people(
        "support-briefed",
        Section.PEOPLE,
        "The support team is briefed on the payment system.",
        because="a briefing is between people",
        mend="show the team how a payment goes, `pennydrop diagnose` for one that went wrong, and how to refund;"
        " name who was there in the note",
    ),
)
