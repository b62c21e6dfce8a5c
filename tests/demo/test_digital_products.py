from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import User

from pennydrop.demo.digital_products.models import DigitalProduct, DigitalProductCartItem, ProductPurchase

from .shop import Shop
from .stripe_stand_in import refusal


def page(shop: Shop, user: User, url: str) -> str:
    return shop.browser(user).get(url, follow=True).content.decode()


def download_url(product: DigitalProduct) -> str:
    return product.files.get().get_absolute_url()


def owned(shop: Shop, user: User, product: DigitalProduct) -> bool:
    """Told by the three places that must agree: the file's link, the product's page and the list of purchases."""
    answer = shop.browser(user).get(download_url(product))
    reached = answer.headers.get("Location") == product.files.get().content_url
    assert reached == ("View My Downloads" in page(shop, user, product.get_absolute_url()))
    assert reached == (product.title in page(shop, user, "/products/my-purchases/"))
    return reached


def test_two_products_of_two_teachers_are_one_payment_and_one_mail(shop: Shop) -> None:
    student, tina, wendy = shop.student(), shop.teacher("Tina"), shop.teacher("Wendy")
    duets, trios = shop.product(tina), shop.product(wendy, "6.00")
    session = shop.open_product_checkout(student, duets, trios)
    assert session["metadata"]["product_ids"] == f"{duets.pk},{trios.pk}"
    assert (session["metadata"]["total_amount"], session["metadata"]["teacher_id"]) == ("10.50", "")
    assert not owned(shop, student, duets)
    assert "Purchase Processing" in page(shop, student, session["success_url"])

    shop.complete(session)
    shop.complete(session)

    assert owned(shop, student, duets)
    assert owned(shop, student, trios)
    assert "Purchase Successful!" in page(shop, student, session["success_url"])
    assert not DigitalProductCartItem.objects.filter(cart__user=student).exists()
    assert shop.subjects(student) == ["Download Your 2 Purchase(s)"]
    assert shop.subjects(tina) == shop.subjects(wendy) == []
    duets.refresh_from_db()
    assert duets.total_sales == 1
    assert "£5.40" in page(shop, wendy, "/products/teacher/dashboard/")


def test_one_product_by_itself_comes_with_its_link(shop: Shop) -> None:
    student, product = shop.student(), shop.product(shop.teacher())
    shop.browser(student).post("/products/checkout/", {"product_id": str(product.pk)})
    session = shop.stripe.sessions[-1]
    shop.complete(session)
    assert session["metadata"]["product_id"] == str(product.pk)
    text = shop.mails(student, f"Download Your Purchase: {product.title}")[0].body
    assert "Amount Paid: £4.50" in text
    assert f"http://localhost:8000{download_url(product)}" in text


def test_what_is_not_for_sale_is_told_apart(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    bought, draft, chosen = shop.product(teacher), shop.product(teacher, status="draft"), shop.product(teacher)
    shop.complete(shop.open_product_checkout(student, bought))
    add = "/products/cart/add/{}/".format
    assert "You have already purchased this product" in page(shop, student, add(bought.pk))
    assert "This product is not available" in page(shop, student, add(draft.pk))
    assert f"Added &#x27;{chosen.title}&#x27; to cart" in page(shop, student, add(chosen.pk))
    assert "This product is already in your cart" in page(shop, student, add(chosen.pk))


def test_what_was_taken_off_the_shelf_meanwhile_is_not_charged(shop: Shop) -> None:
    student, product = shop.student(), shop.product(shop.teacher())
    browser = shop.browser(student)
    browser.get(f"/products/cart/add/{product.pk}/")
    DigitalProduct.objects.filter(pk=product.pk).update(status="archived")
    answer = browser.post("/products/checkout/", {"checkout_cart": "true"}, follow=True).content.decode()
    assert f"{product.title} removed from your cart: This product is not available" in answer
    assert shop.stripe.sessions == []


def test_a_checkout_of_nothing_is_refused(shop: Shop) -> None:
    browser = shop.browser(shop.student())
    for form, message in [({"checkout_cart": "true"}, "Your cart is empty"), ({}, "Invalid checkout request")]:
        assert message in browser.post("/products/checkout/", form, follow=True).content.decode()


def test_when_stripe_refuses_the_cart_is_kept(shop: Shop) -> None:
    student, product = shop.student(), shop.product(shop.teacher())
    shop.browser(student).get(f"/products/cart/add/{product.pk}/")
    shop.stripe.refusal = refusal("No such currency")
    answer = shop.browser(student).post("/products/checkout/", {"checkout_cart": "true"}, follow=True)
    assert "Payment processing error: No such currency" in answer.content.decode()
    assert product.title in page(shop, student, "/products/cart/")


def test_paid_twice_in_two_tabs_one_payment_goes_back(shop: Shop) -> None:
    student, product = shop.student(), shop.product(shop.teacher())
    first, second = shop.open_product_checkout(student, product), shop.open_product_checkout(student, product)
    shop.complete(first)
    shop.complete(second)
    assert [refund["amount"] for refund in shop.stripe.refunds] == [450]
    assert (shop.payment(first).status, shop.payment(second).status) == ("completed", "refunded")
    assert owned(shop, student, product)


def test_a_full_refund_ends_access_and_the_same_can_be_bought_again(shop: Shop) -> None:
    student, product = shop.student(), shop.product(shop.teacher())
    session = shop.open_product_checkout(student, product)
    shop.complete(session)
    shop.refunded(session, 450)
    assert not owned(shop, student, product)
    assert "Payment Refunded - Recorder-ed" in shop.subjects(student)

    shop.complete(shop.open_product_checkout(student, product))
    shop.refunded(session, 450)

    assert owned(shop, student, product)
    purchase = ProductPurchase.objects.get(student=student, product=product)
    assert (purchase.payment_status, purchase.payment_amount) == ("completed", Decimal("4.50"))


def test_the_link_opens_for_the_owner_and_the_teacher_only(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    product = shop.product(teacher)
    shop.complete(shop.open_product_checkout(student, product))
    assert not owned(shop, shop.student("Eve"), product)
    assert shop.browser().get(download_url(product)).headers["Location"].startswith("/accounts/login/")
    assert shop.browser(teacher).get(download_url(product)).headers["Location"] == product.files.get().content_url
