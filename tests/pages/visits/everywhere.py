"""What stands on every page, and forms that no page offers."""

from __future__ import annotations

from pages.furniture import Furniture
from pages.handmade_form import HandmadeForm
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

CART = "/private-teaching/cart/"


def refused(_scene: Scene) -> Facts:
    return {"nothing": "Nobody has said this.", "address": "/workshops/cart/process-payment/", "fields": {"x": "y"}}


VISITS = [
    Visit(Furniture, refused, open=CART, one="text empty_lesson_cart_icon user_menu", none="message:nothing refusal"),
    Visit(HandmadeForm, refused, open=CART, do="send:address,**fields"),
]
