"""Digital products: the page of one, the cart, and what is owned."""

from __future__ import annotations

from datetime import UTC, datetime

from fixtures.downloads import put_product
from pages.product import ProductCart, ProductPage, Purchases
from pennydrop.money import Money
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

PRICE = Money(450)


def offered(scene: Scene) -> Facts:
    teacher, slug, title = scene.teacher, f"duets-{scene.tag}", f"Duets {scene.tag}"
    product = scene.write(put_product, teacher, title, slug, PRICE, "https://files.example.com/duets.pdf")
    return {"product": product.id, "slug": slug, "title": title}


def in_cart(scene: Scene) -> Facts:
    facts, student = offered(scene), scene.student
    cart = scene.write(lambda book: book.find_or_put("private_teaching_cart", {"user_id": student}))
    item = {"cart_id": cart.id, "product_id": facts["product"], "price": PRICE.major}
    scene.write(lambda book: book.put("digital_products_digitalproductcartitem", **item))
    return facts


def owned(scene: Scene) -> Facts:
    facts = offered(scene)
    bought = {
        "student_id": scene.student,
        "product_id": facts["product"],
        "payment_status": "completed",
        "payment_amount": PRICE.major,
        "paid_at": datetime.now(UTC),
    }
    scene.write(lambda book: book.put("digital_products_productpurchase", **bought))
    return facts


VISITS = [
    Visit(ProductPage, offered, open="open:slug", none="owned_mark", do="add_to_cart:product"),
    Visit(ProductPage, owned, open="open:slug", one="owned_mark"),
    Visit(ProductCart, in_cart, many="items", do="remove:product"),
    Visit(ProductCart, in_cart, do="pay"),
    Visit(Purchases, owned, many="entry:title"),
]
