"""Digital products: put in the cart, and who can download them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.furniture import Furniture
from pages.product import ProductCart, ProductPage, Purchases
from pennydrop.vocabulary.types import sentence
from steps.mailed_links import leads_to, links_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.downloads import Download, Downloads
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase


def put_all_in_cart(downloads: Downloads, page: Page) -> None:
    """All that are offered, each from its own page."""
    for download in downloads.offered:
        _put_in_cart(downloads, page, download)


@given(sentence('{student:w} has put the download "{title}" in the cart'))
def has_download_in_cart(
    visits: Visits, downloads: Downloads, purchase: Purchase, cast: Cast, student: str, title: str
) -> None:
    """From its own page."""
    purchase.wait_for_answers()
    _put_in_cart(downloads, visits.of(cast[student]), downloads.called(title))


@given(sentence('{student:w} has taken the download "{title}" out of the cart'))
def has_taken_out(visits: Visits, downloads: Downloads, cast: Cast, student: str, title: str) -> None:
    """On the cart's page."""
    cart = ProductCart(visits.of(cast[student]))
    cart.open()
    download = downloads.called(title)
    cart.remove(download.id)
    downloads.chosen.remove(download)
    expect(cart.items).to_have_count(len(downloads.chosen))


@when(sentence('{student:w} tries to put the download "{title}" in the cart'))
def tries_to_put_in_cart(visits: Visits, downloads: Downloads, cast: Cast, student: str, title: str) -> None:
    """By its address, whether a page has it or not."""
    visits.of(cast[student]).goto(ProductPage.add_path(downloads.called(title).id))


@then(sentence('{person:w} can download "{title}"'))
def can_download(
    visits: Visits, downloads: Downloads, purchase: Purchase, postbag: Postbag, cast: Cast, person: str, title: str
) -> None:
    """Its page and the list of purchases say so, and a link in a mail leads to the file."""
    purchase.settle()
    download, owner = downloads.called(title), cast[person]
    page = visits.of(owner)
    product = ProductPage(page)
    product.open(download.slug)
    expect(product.owned_mark.first, "what is paid can be downloaded").to_be_visible()
    purchases = Purchases(page)
    purchases.open()
    expect(purchases.entry(title).first, "what is paid is among the purchases").to_be_visible()
    links = links_in(mail for mail in postbag.whole() if mail.is_for(owner.email))
    assert any(leads_to(download.file_url, link, page.context.request) for link in links), (
        f"a link in the mail leads the buyer to what was bought; the mails to {person} have {links or 'no links'}"
    )


@then(sentence('{person:w} cannot download "{title}"'))
def cannot_download(
    visits: Visits, downloads: Downloads, purchase: Purchase, postbag: Postbag, cast: Cast, person: str, title: str
) -> None:
    """It is not listed as owned, and no link in any mail of the scenario leads this person to the file."""
    purchase.settle()
    download, page = downloads.called(title), visits.of(cast[person])
    product = ProductPage(page)
    product.open(download.slug)
    expect(product.owned_mark, "what is not paid is not owned").to_have_count(0)
    purchases = Purchases(page)
    purchases.open()
    expect(purchases.entry(title), "what is not paid is not among the purchases").to_have_count(0)
    open_links = [link for link in links_in(postbag.whole()) if leads_to(download.file_url, link, page.context.request)]
    assert not open_links, f"only who has paid can download; these links lead {person} to the file: {open_links}"


def _put_in_cart(downloads: Downloads, page: Page, download: Download) -> None:
    product = ProductPage(page)
    product.open(download.slug)
    product.add_to_cart(download.id)
    expect(Furniture(page).message(f"Added '{download.title}' to cart").first).to_be_visible()
    if download not in downloads.chosen:
        downloads.chosen.append(download)
