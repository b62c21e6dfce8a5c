"""What was mailed to whom, looked at only once nothing more is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from pennydrop.mailbox.mail import Mail
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase


@then("these mails are sent, and no others:")
def exactly_these_mails(
    settings: Settings, purchase: Purchase, postbag: Postbag, cast: Cast, datatable: list[list[str]]
) -> None:
    """One row a mail: ``to`` (a first name), ``subject``, and ``saying``, lines of the body parted by `` / ``.

    The subject may leave out what is not told apart: ``New Registration - ...`` matches any title. ``{site}`` is the
    name the site gives itself in its mails (``PENNYDROP_SITE_NAME``).
    """
    purchase.settle()
    head, *rows = datatable
    expected = [dict(zip(head, row, strict=True)) for row in rows]
    left = postbag.new()
    for row in expected:
        address, subject = cast[row["to"]].email, row["subject"].replace("{site}", settings.site_name)
        found = next((mail for mail in left if _is(mail, address, subject)), None)
        assert found, f"no mail {subject!r} to {row['to']}; {_listed(left, 'left over')}"
        left.remove(found)
        for line in row.get("saying", "").split(" / "):
            assert line.strip() in found.text, f"{subject!r} to {row['to']} does not say {line!r}:\n{found.text}"
    assert not left, f"more mail than expected; {_listed(left, 'not expected')}"


@then(sentence('{person:w} has one mail "{subject}"'))
def one_mail(settings: Settings, purchase: Purchase, postbag: Postbag, cast: Cast, person: str, subject: str) -> None:
    """Whatever else was sent. ``...`` and ``{site}`` in the subject are read as above."""
    purchase.settle()
    address, subject = cast[person].email, subject.replace("{site}", settings.site_name)
    found = [mail for mail in postbag.new() if _is(mail, address, subject)]
    assert len(found) == 1, f"{len(found)} mails {subject!r} to {person}; {_listed(postbag.new(), 'sent')}"


@then("no mail is sent")
@then("no further mail is sent")
def no_mail(purchase: Purchase, postbag: Postbag) -> None:
    """To nobody of the scenario, and to nobody else about it."""
    purchase.settle()
    mails = postbag.new()
    assert not mails, _listed(mails, "not expected")


@then(sentence("neither {one:w} nor {other:w} gets a mail"))
def no_mail_to(purchase: Purchase, postbag: Postbag, cast: Cast, one: str, other: str) -> None:
    """What the shop writes to its own staff is not looked at."""
    purchase.settle()
    people = {cast[one].email, cast[other].email}
    mails = [mail for mail in postbag.new() if people.intersection(it.address.lower() for it in mail.recipients)]
    assert not mails, _listed(mails, "not expected")


def _is(mail: Mail, address: str, subject: str) -> bool:
    """Sent to this address alone, under this subject."""
    begins, _, rest = subject.partition("...")
    exact = mail.subject.startswith(begins) if "..." in subject else mail.subject == subject
    return exact and mail.subject.endswith(rest) and [it.address.lower() for it in mail.recipients] == [address]


def _listed(mails: list[Mail], what: str) -> str:
    return f"{what}: " + ("; ".join(map(str, mails)) or "none")
