from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.workshops.models import WorkshopCartItem

from .shop import Shop


def guardian(shop: Shop, *names: str) -> tuple[User, list[ChildProfile]]:
    user = shop.student("Gwen", is_guardian=True)
    born = date(date.today().year - 12, 1, 1)
    return user, [
        ChildProfile.objects.create(guardian=user, first_name=name, last_name="Guardian", date_of_birth=born)
        for name in names
    ]


def test_the_chosen_child_takes_part(shop: Shop) -> None:
    user, (_, carla) = guardian(shop, "Charlie", "Carla")
    session = shop.session(shop.teacher())
    browser = shop.browser(user)
    page = browser.get(f"/workshops/{session.workshop.slug}/").content.decode()
    assert "Charlie Guardian (Age: 12)" in page
    browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true", "child_profile_id": str(carla.pk)})
    browser.post("/workshops/cart/process-payment/")
    shop.complete(shop.stripe.sessions[-1])
    assert session.registrations.get().child_profile == carla
    note = shop.mails(session.workshop.instructor, f"New Registration - {session.workshop.title}")[0]
    assert "- Name: Carla Guardian" in note.body
    assert "✓ Registered" not in browser.get(f"/workshops/{session.workshop.slug}/").content.decode()


def test_neither_no_child_nor_another_guardians_child_can_be_registered(shop: Shop) -> None:
    user, _ = guardian(shop, "Charlie")
    _, (foreign,) = guardian(shop, "Freda")
    session = shop.session(shop.teacher())
    for chosen in ({}, {"child_profile_id": str(foreign.pk)}):
        shop.browser(user).post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"} | chosen)
    assert not WorkshopCartItem.objects.filter(session=session).exists()
