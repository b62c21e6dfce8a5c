"""What a site may do without: exams and digital products."""

from __future__ import annotations

from pages.exam import ExamForm, ExamPage, ExamReceipt, MyExams
from pages.product import ProductCart, ProductPage, Purchases
from tests.pages.saved import FIRST, SECOND, Saved, button, choice, form, text_field
from tests.pages.saved import SavedVisit as Visit

EXAM, CREATE = f"/private-teaching/exams/{FIRST}/", "/private-teaching/exams/create/"
register = {
    CREATE: form(
        "/registered/", choice("student", 1, 2) + text_field("fee_amount") + button("Register Student for Exam")
    )
}
FIELDS = {"fields": {"student": "2", "fee_amount": "55.00"}}
unpaid = {EXAM: f"<p>Pay Now or later</p>{form(EXAM + 'pay/', button('Pay Now'))}"}
open_fee = {
    "/private-teaching/my-exams/": "<h2>Payment Required</h2><h3>Payment Required</h3><h4>Payment Required</h4>"
}
nothing_open = {"/private-teaching/my-exams/": "<h2>Payment Required</h2>"}
CONFIRMED = "Payment successful! Your exam registration for Recorder - Grade 5 is confirmed."
receipt = {EXAM + "payment/success/": f"<h1>Payment Successful!</h1><p>{CONFIRMED}</p>"}

CART, ADD = "/products/cart/", "/products/cart/add/"
ADDING = f'<a href="{ADD}{SECOND}/?next=/">Add to Cart</a><a href="{ADD}{FIRST}/?next=/">Add to Cart</a>'
product = {"/products/product/duets/": ADDING}
owned = {"/products/product/duets/": '<a href="/products/my-purchases/">View My Downloads</a>'}
REMOVING = "".join(f'<a href="/products/cart/remove/{uuid}/?x=1">Remove</a>' for uuid in (FIRST, SECOND))
cart = {
    CART: REMOVING
    + form("/products/checkout/", "<input type=hidden name=checkout_cart>" + button("Proceed to Checkout"))
}
purchases = {"/products/my-purchases/": "<h3>Telemann Duets</h3>"}
FACTS = {"exam": FIRST, "slug": "duets", "product": FIRST, "title": "Telemann Duets"}

VISITS = [
    Visit(ExamForm, Saved(register, FIELDS, "/registered/"), do="submit:**fields"),
    Visit(ExamPage, Saved(unpaid, FACTS, EXAM + "pay/"), open="open:exam", one="pay_button", do="pay"),
    Visit(MyExams, Saved(open_fee), one="payment_required"),
    Visit(MyExams, Saved(nothing_open), none="payment_required"),
    Visit(ExamReceipt, Saved(receipt, FACTS), open="open:exam", one="confirmation"),
    Visit(ProductPage, Saved(product, FACTS), open="open:slug", none="owned_mark", do="add_to_cart:product"),
    Visit(ProductPage, Saved(owned, FACTS), open="open:slug", one="owned_mark"),
    Visit(ProductCart, Saved(cart, FACTS), many="items", do="remove:product"),
    Visit(ProductCart, Saved(cart, FACTS, "/products/checkout/"), do="pay"),
    Visit(Purchases, Saved(purchases, FACTS), one="entry:title"),
]
