"""The end of the checklist: the final list, computed from the checks above it, and the steps of the day itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pennydrop.golive.finding import BOXES, Finding, State


@dataclass(frozen=True)
class Line:
    """A line of the final checklist, and the ids of the checks it rests on."""

    says: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A step of going live, and the command that does or proves it."""

    says: str
    command: str


LINES = (
    Line(
        "Live API keys added to production `.env`",
        (
            "keys-secret",
            "keys-publishable",
            "keys-no-test-key",
            "keys-one-account",
            "keys-account",
            "keys-from-environment",
        ),
    ),
    Line("Webhook endpoint registered in Stripe Dashboard", ("webhook-url", "webhook-events", "webhook-api-version")),
    Line("Webhook secret added to production `.env`", ("keys-webhook-secret", "webhook-secret")),
    Line(
        "SSL certificate valid and working", ("tls-chain", "tls-host", "tls-expiry", "tls-versions", "https-redirect")
    ),
    Line("End-to-end payment testing completed", ("account-charges", "flows-smoke-run", "live-payment", "live-refund")),
    Line(
        "Email notifications tested and working",
        (
            "mail-from",
            "mail-spf",
            "mail-dkim",
            "mail-dmarc",
            "mail-links",
            "mail-real-inbox",
            "mail-buyers",
            "mail-sellers",
        ),
    ),
    Line(
        "Webhook processing tested and verified",
        (
            "webhook-secret",
            "webhook-unsigned",
            "webhook-wrong-signature",
            "webhook-undelivered",
            "webhook-creates-record",
            "webhook-completes",
            "webhook-domains",
        ),
    ),
    Line("Database backup created", ("backup-made", "backup-restored", "backup-complete", "backup-regular")),
    Line(
        "Logging verified in production",
        ("log-events", "log-clock", "log-refusals", "log-secrets", "log-card-numbers", "monitoring-alerts"),
    ),
    Line("Support team briefed on payment system", ("support-briefed", "support-answers")),
    Line("Rollback plan documented", ("rollback-plan",)),
)

STEPS = (
    Step("Update environment variables with live keys", "pennydrop golive --profile live --only environment"),
    Step(
        "Restart web server: `sudo systemctl restart gunicorn` (or your server)",
        "pennydrop golive --profile live --only webhook-secret --write",
    ),
    Step("Make a small test payment (£0.50) with a real card", "pennydrop golive pay --spend 0.50gbp"),
    Step("Verify the entire flow works end-to-end", "pennydrop diagnose ID"),
    Step("Monitor logs for the next hour", "pennydrop watch --for 1h"),
    Step("If successful, announce live payments to users!", "pennydrop golive --profile live"),
)


@dataclass(frozen=True)
class Conclusion:
    """What a line of the final checklist comes to."""

    line: Line
    findings: tuple[Finding, ...]

    @cached_property
    def state(self) -> State:
        """As bad as the worst it rests on, and open where nothing is proven."""
        states = {finding.state for finding in self.findings}
        for state in (State.FAILED, State.WAITING, State.OPEN, State.NOT_LOOKED_AT):
            if state in states:
                return state
        if self._nothing_seen:
            return State.OPEN
        return State.WARNED if State.WARNED in states else State.PASSED

    @property
    def _nothing_seen(self) -> bool:
        """None of what a program could see applied: a signature beside it does not make up for that."""
        seen = [finding.state for finding in self.findings if finding.state is not State.SIGNED]
        return not self.findings or (bool(seen) and set(seen) == {State.NOT_APPLICABLE})

    @property
    def box(self) -> str:
        return BOXES[self.state]

    @property
    def evidence(self) -> str:
        """The checks that hold it up, or that it rests on."""
        blocking = [finding for finding in self.findings if finding.in_the_way]
        if blocking:
            return ", ".join(f"{finding.check.id} ({_standing(finding)})" for finding in blocking)
        if self._nothing_seen:
            return "nothing that would prove it applies with these settings: " + ", ".join(self.line.rests_on)
        return ", ".join(finding.check.id for finding in self.findings if finding.state is not State.NOT_APPLICABLE)


def _standing(finding: Finding) -> str:
    on = f" on {finding.answer.waits_on}" if finding.state is State.WAITING else ""
    return f"{finding.state}{on}"


def conclude(findings: Iterable[Finding]) -> tuple[Conclusion, ...]:
    """The final checklist of a whole examination."""
    by_id = {finding.check.id: finding for finding in findings}
    return tuple(Conclusion(line, tuple(by_id[id] for id in line.rests_on if id in by_id)) for line in LINES)
