"""Making an account, logging in, completing the profile."""

from __future__ import annotations

from pages.log_in import LogIn
from pages.profile import ProfileSetup
from pages.sign_up import SignUp
from tests.pages.scene import PASSWORD, Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit


def newcomer(scene: Scene) -> Facts:
    details = {
        "first_name": "Ada",
        "last_name": scene.tag,
        "email": scene.email("newcomer"),
        "phone": "020 7946 0000",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return {"details": details}


def guardian(scene: Scene) -> Facts:
    address = {"address_line_1": "1 Reed Lane", "city": "London", "postal_code": "N1 9GU", "country": "United Kingdom"}
    child = {"child_first_name": "Charlie", "child_last_name": scene.tag, "child_date_of_birth": "2015-04-01"}
    return {"details": newcomer(scene)["details"] | address | child}


def member(scene: Scene) -> Facts:
    _ = scene.student
    return {"email": scene.email("student"), "password": PASSWORD, "wrong": PASSWORD + "?"}


VISITS = [
    Visit(SignUp, newcomer, "nobody", do="fill:details submit", then="check_your_mail"),
    Visit(SignUp, guardian, "nobody", do="choose_guardian fill:details submit", then="check_your_mail"),
    Visit(LogIn, member, "nobody", none="refusal", do="submit:email,password"),
    Visit(LogIn, member, "nobody", do="submit:email,wrong", then="refusal"),
    Visit(ProfileSetup, member, do="complete"),
]
