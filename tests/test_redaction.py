"""What never shows: keys, signing secrets, passwords; and what must stay readable."""

from __future__ import annotations

import pytest

from pennydrop.redaction import Redactor


@pytest.mark.parametrize("kind", ["sk_test_", "sk_live_", "rk_test_", "rk_live_", "whsec_"])
def test_what_looks_like_a_stripe_secret_is_masked_and_its_kind_stays(kind: str) -> None:
    assert Redactor()(f"using {kind}51HqLyjWDarjtT1zdp now") == f"using {kind}[redacted] now"


@pytest.mark.parametrize("text", ["pk_test_51HqLyjWDarjtT1zdp", "pi_3MtwBwLkdIwHu7ix28a3tqPa", "the ask_test_ing team"])
def test_what_is_no_secret_stays(text: str) -> None:
    assert Redactor()(text) == text


def test_the_password_of_an_address_is_masked() -> None:
    assert Redactor()("postgresql://shop:hunter2@db/shop") == "postgresql://shop:[redacted]@db/shop"


def test_a_given_secret_is_masked_everywhere() -> None:
    assert Redactor(["Penny-drops-1"])("a Penny-drops-1 b Penny-drops-1") == "a [redacted] b [redacted]"


def test_a_secret_inside_another_leaves_no_tail() -> None:
    assert Redactor(["penny", "pennydrop"])("pennydrop") == "[redacted]"


def test_a_very_short_secret_does_not_blank_out_words() -> None:
    assert Redactor(["ab", ""])("about") == "about"


@pytest.mark.parametrize(
    "spelling", ['pass/"word" & <more>', 'pass/\\"word\\" & <more>', "pass%2F%22word%22+%26+%3Cmore%3E"]
)
def test_a_given_secret_is_masked_as_json_and_as_a_form_write_it_too(spelling: str) -> None:
    assert Redactor(['pass/"word" & <more>'])(f'a "{spelling}" b') == 'a "[redacted]" b'


def test_an_address_in_json_does_not_swallow_what_follows_it() -> None:
    text = '{"url":"http://127.0.0.1:4246","to":"ann@example.com"}'
    assert Redactor()(text) == text


def test_of_the_sites_own_domain_an_office_is_nobodys_address() -> None:
    mask = Redactor(personal=True, domain="shop.example")

    text = "From: Shop <noreply@shop.example>, to ann@shop.example, ann@example.com and support@example.com"
    assert mask(text) == "From: Shop <noreply@shop.example>, to [redacted], [redacted] and [redacted]"
