"""The security reminders: what is looked at in the Stripe Dashboard, and how old the webhook's secret is."""

from __future__ import annotations

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, warned
from pennydrop.golive.examination import Examination

SECRET_MAX_AGE = 365  # days
LOOK_AGAIN = 30  # days


@check("stripe-two-factor", Section.SECURITY, "Everybody in the Stripe account signs in with a second factor.")
def two_factor(examination: Examination) -> Answer:
    return by_hand(
        "Stripe's API does not tell how people sign in",
        mend="open Dashboard, Settings, Team and security: require two-step authentication, and see that all have it",
    )


@check(
    "stripe-unusual-activity",
    Section.SECURITY,
    "Somebody has looked for unusual activity in the Stripe account lately.",
    holds_days=LOOK_AGAIN,
)
def unusual_activity(examination: Examination) -> Answer:
    return by_hand(
        f"what is unusual is a person's judgement; a sign-off counts for {LOOK_AGAIN} days",
        mend="look through Dashboard, Payments and Radar, and the security history under Settings: refused payments in"
        " rows, refunds nobody knows, sign-ins from elsewhere",
    )


@check(
    "stripe-team",
    Section.SECURITY,
    "Only people who need it are in the Stripe account, each with the least role that will do.",
    holds_days=SECRET_MAX_AGE,
)
def team(examination: Examination) -> Answer:
    return by_hand(
        "Stripe's API does not tell who is in the account",
        mend="open Dashboard, Settings, Team and security: remove whoever has left, lower roles that are too high",
    )


@check("webhook-secret-age", Section.SECURITY, "The webhook's signing secret is not older than a year.")
def webhook_secret_age(examination: Examination) -> Answer:
    created = examination.golive.webhook_secret_created
    rotate = (
        "roll the secret in Dashboard, Developers, Webhooks (both are valid for up to 24 hours), deploy the new one,"
        " and set PENNYDROP_GOLIVE__WEBHOOK_SECRET_CREATED to the day"
    )
    if created is None:
        return by_hand(
            "Stripe's API does not tell the age, and PENNYDROP_GOLIVE__WEBHOOK_SECRET_CREATED is not set",
            mend="set PENNYDROP_GOLIVE__WEBHOOK_SECRET_CREATED to the day the secret was made or rotated (2026-11-23)",
        )
    age = (examination.now.date() - created).days
    if age < 0:
        return failed(
            f"made on {created}, which is {-age} days in the future",
            mend="set PENNYDROP_GOLIVE__WEBHOOK_SECRET_CREATED to the day the secret was made or rotated",
        )
    seen = f"made on {created}, {age} days ago"
    return warned(seen, mend=rotate) if age > SECRET_MAX_AGE else passed(seen)


BY_HAND = (two_factor, unusual_activity, team)
CHECKS = (*BY_HAND, webhook_secret_age)
