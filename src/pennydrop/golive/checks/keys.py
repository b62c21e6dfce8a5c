"""The site's Stripe keys: in the production environment, live, of one account that may take money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import SecretStr

from pennydrop.gateway.account import Accounts
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, waiting, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.production_environment import UNSET, production_environment
from pennydrop.golive.secret_search.look_alikes import is_placeholder

SHORTEST = 16  # letters after the prefix; Stripe's own are longer
WHERE = "Dashboard, live mode, Developers, API keys"


@dataclass(frozen=True)
class _Kind:
    """What belongs into one of the three variables."""

    noun: str
    prefixes: tuple[str, ...]
    source: str

    def fault(self, value: str) -> str:
        """What is wrong with ``value``, without repeating it; empty if nothing is."""
        prefix = next((prefix for prefix in self.prefixes if value.startswith(prefix)), None)
        if not value:
            return f"holds no {self.noun}"
        if prefix is None:
            return f"begins with {_beginning(value)}, a {self.noun} with {' or '.join(self.prefixes)}"
        body = value.removeprefix(prefix)
        if value != value.strip() or not re.fullmatch(r"[A-Za-z0-9+/=_]+", body):
            return "holds a character that is in no key (a blank, a quotation mark, a comment)"
        if len(body) < SHORTEST or is_placeholder(body):
            return f"is a placeholder or cut off: {len(body)} letters after {prefix}"
        return ""


SECRET = _Kind("live secret key", ("sk_live_", "rk_live_"), WHERE)
PUBLISHABLE = _Kind("live publishable key", ("pk_live_",), WHERE)
WEBHOOK = _Kind("webhook signing secret", ("whsec_",), "Dashboard, live mode, Developers, Webhooks, your endpoint")


@check("keys-secret", Section.ENVIRONMENT, "The production environment holds a live secret key, no test key.")
def secret_key(examination: Examination) -> Answer:
    return _variable(examination, examination.golive.secret_key_variable, SECRET)


@check("keys-publishable", Section.ENVIRONMENT, "The production environment holds a live publishable key, no test key.")
def publishable_key(examination: Examination) -> Answer:
    return _variable(examination, examination.golive.publishable_key_variable, PUBLISHABLE)


@check("keys-webhook-secret", Section.ENVIRONMENT, "The production environment holds the webhook's signing secret.")
def webhook_secret(examination: Examination) -> Answer:
    return _variable(examination, examination.golive.webhook_secret_variable, WEBHOOK)


@check("keys-no-test-key", Section.ENVIRONMENT, "No variable of the production environment holds a test key.")
def no_test_key(examination: Examination) -> Answer:
    environment = examination.once(production_environment)
    if environment is None:
        return UNSET
    left = [name for name, value in environment.values.items() if re.search(r"\b[srp]k_(org_)?test_", value)]
    if left:
        return failed(
            f"{', '.join(left)} in {environment.source}: a test key",
            mend=f"replace it by the live key ({WHERE}), or remove the variable, and restart the site",
        )
    return passed(f"{len(environment.values)} variables in {environment.source}, no test key")


@check("keys-restricted", Section.STRIPE, "The site's secret key is restricted to what the site does.")
def restricted(examination: Examination) -> Answer:
    keys = examination.once(_live_keys)
    if isinstance(keys, Answer):
        return keys
    if keys.secret.get_secret_value().startswith("rk_"):
        return passed("it is a restricted key (rk_live_...)")
    return warned(
        "it is an unrestricted key (sk_live_...): whoever gets hold of it may do everything, payouts included",
        mend=f"make a restricted key ({WHERE}, Create restricted key) that may write Checkout Sessions, and Charges and"
        " Refunds, and nothing the site does not call, deploy it, then roll the unrestricted one",
    )


@check("keys-one-account", Section.STRIPE, "Secret key and publishable key are of one account.")
def one_account(examination: Examination) -> Answer:
    keys = examination.once(_live_keys)
    if isinstance(keys, Answer):
        return keys
    kinship = Accounts(examination.settings).kinship(keys.secret, keys.publishable)
    if kinship.of_one_account is None:
        return by_hand(kinship.proof, mend=f"compare both keys with those shown in {WHERE}")
    if not kinship.of_one_account:
        return failed(
            kinship.proof,
            mend=f"copy both keys anew from one account ({WHERE}) into the production environment, restart the site",
        )
    return passed(kinship.proof)


@check("keys-account", Section.STRIPE, "The site's secret key is one of the account that is meant.")
def account_meant(examination: Examination) -> Answer:
    keys = examination.once(_live_keys)
    if isinstance(keys, Answer):
        return keys
    accounts, meant = Accounts(examination.settings), examination.golive.account
    owner, ours = accounts.owner(keys.secret), accounts.owner(examination.settings.stripe_secret_key)
    if owner is None:
        return by_hand(
            "the site's restricted key may not tell its account",
            mend=f"look up whose key it is ({WHERE}), or allow it to read the account",
        )
    if ours not in (None, owner):
        return failed(
            f"the site has a key of {owner}, Pennydrop one of {ours}: the other checks looked at the wrong account",
            mend="set PENNYDROP_STRIPE_SECRET_KEY to a key of the site's account, or correct the site's",
        )
    if meant is None:
        return by_hand(
            f"it is a key of {owner}", mend=f"set PENNYDROP_GOLIVE__ACCOUNT={owner} if that is the account meant"
        )
    if owner != meant:
        return failed(
            f"it is a key of {owner}, PENNYDROP_GOLIVE__ACCOUNT says {meant}",
            mend=f"put a key of {meant} into the production environment, or correct PENNYDROP_GOLIVE__ACCOUNT",
        )
    return passed(f"it is a key of {owner}")


def _variable(examination: Examination, name: str, kind: _Kind) -> Answer:
    environment = examination.once(production_environment)
    if environment is None:
        return UNSET
    value = environment.secret(name).get_secret_value()
    if fault := kind.fault(value):
        return failed(
            f"{name} {'is not in' if name not in environment.values else 'in'} {environment.source}"
            + (f" {fault}" if name in environment.values else ""),
            mend=f"set {name} there to the {kind.noun} ({kind.source}), and restart the site",
        )
    if name in environment.commented:
        return warned(
            f"{name} in {environment.source} is followed by a comment in its line, which python-decouple, systemd and"
            " Docker take for a part of the value",
            mend="write the comment into a line of its own",
        )
    prefix = next(prefix for prefix in kind.prefixes if value.startswith(prefix))
    return passed(f"{name} in {environment.source} is {prefix}... with {len(value) - len(prefix)} letters")


@dataclass(frozen=True)
class _Keys:
    secret: SecretStr
    publishable: str


def _live_keys(examination: Examination) -> _Keys | Answer:
    """The site's keys, if both are live ones: Stripe is asked with no others. Else the answer that says so."""
    environment, golive = examination.once(production_environment), examination.golive
    if environment is None:
        return UNSET
    secret = environment.secret(golive.secret_key_variable)
    publishable = environment.secret(golive.publishable_key_variable).get_secret_value()
    if SECRET.fault(secret.get_secret_value()):
        return waiting("the secret key itself is not right yet", on="keys-secret")
    if PUBLISHABLE.fault(publishable):
        return waiting("the publishable key itself is not right yet", on="keys-publishable")
    return _Keys(secret, publishable)


def _beginning(value: str) -> str:
    """As much of a wrong value as gives nothing away."""
    shape = re.match(r"(?:[a-z]{2,5}_)(?:(?:test|live)_)?", value)
    return f"{shape[0]}..." if shape else "something else"


CHECKS = (secret_key, publishable_key, webhook_secret, no_test_key, one_account, account_meant, restricted)
