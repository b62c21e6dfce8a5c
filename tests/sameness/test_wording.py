"""What a text loses, and what it keeps."""

from __future__ import annotations

import pytest

from pennydrop.sameness.wording import Wording

LESSON = "9e107d9d-372b-4682-8dd2-3b8a1f0c6a11"
WORDING = Wording(
    "Tovabukire",
    keys={LESSON.replace("-", ""): "lesson"},
    numbers=frozenset({("shop_orderitem", "180"), ("shop_order", "17")}),
    invented=frozenset({"PT20261123AB12CD", "PT2026"}),
)

TEXTS = {
    "Sam Tovabukire <sam.tovabukire@example.com>": "Sam <family> <sam.<family>@example.com>",
    "paid in cs_test_a1B2c3D4e5F6 by pi_3QabcdefGHIJ": "paid in <cs> by <pi>",
    f"lesson:{LESSON}": "lesson:<lesson>",
    f"lesson {LESSON.replace('-', '')}": "lesson <lesson>",
    "of 00000000-1111-4222-8333-444444444444": "of <uuid>",
    "Order Number: PT20261123AB12CD": "Order Number: <invented>",
    "verify at http://shop.test/accounts/verify/MTc/c7x3k2-0123456789abcdef0123456789abcdef/": (
        "verify at http://shop.test/accounts/verify/<part>/<part>/"
    ),
    "https://shop.test/order/17/see/": "https://shop.test/order/<part>/see/",
    "on December 23, 2026 at 08:00 AM": "on <date> at <time>",
    "on Wed 23 Dec 2026, 8 a.m.": "on <date>, <time>",
    "2026-11-23T17:20:00.123456+00:00": "<date>",
    "item:180": "item:<id>",
    "item:181": "item:181",
    "Order #17, stripe:17": "Order #<id>, stripe:17",
    "held at noon": "held at <time>",
    "You may cancel until 7 days before": "You may cancel until 7 days before",
    "- Current Registrations: 1/20": "- Current Registrations: 1/20",
    "Total £1,250.00, in March of 60 minutes": "Total £1,250.00, in March of 60 minutes",
    "Payment Confirmation - Recorder-ed": "Payment Confirmation - Recorder-ed",
    "incompatibilities internationalisation": "incompatibilities internationalisation",
}


@pytest.mark.parametrize(("text", "plain"), TEXTS.items())
def test_what_is_new_in_each_run_is_taken_out(text: str, plain: str) -> None:
    assert WORDING.plain(text) == plain


def test_lines_may_come_in_any_order() -> None:
    first = "Bought:\n\n- Lesson with Tina\n  £36.00\n- Lesson with Tom\n  £24.00"
    second = "Bought:\n- Lesson with Tom\n  £24.00\n- Lesson with Tina\n  £36.00\n"
    assert (
        WORDING.lines(first)
        == WORDING.lines(second)
        == ("- Lesson with Tina / - Lesson with Tom / Bought: / £24.00 / £36.00")
    )


def test_lines_of_a_page_may_come_in_any_order() -> None:
    first = "<p>Bought</p><p>- Tina<br>£36.00</p>\n<p>- Tom<br>£24.00</p>"
    second = "<p>Bought</p><p>- Tom<br>£24.00</p>\n<p>- Tina<br>£36.00</p>"
    assert WORDING.lines(first) == WORDING.lines(second)
    assert WORDING.lines(first) != WORDING.lines(second.replace("24", "25"))
