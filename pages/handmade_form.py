"""A form that no page offers to this person: what a stranger would try."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEND = """
([action, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method: "post" });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}
"""


class HandmadeForm:
    """Sent from the person's own browser, signed in and with the token that Django wants back."""

    def __init__(self, page: Page, sent_from: str = "/") -> None:
        """``sent_from``: the page it is sent from, where a site may lead back to."""
        self._page, self._sent_from = page, sent_from

    def send(self, address: str, **fields: str) -> None:
        """POST ``fields`` to ``address`` and follow wherever that leads."""
        self._page.goto("/")  # every page has the form to log out; on this one no pop-up hides it
        token = self._page.locator('form[action="/accounts/logout/"] [name=csrfmiddlewaretoken]').first.input_value()
        if self._sent_from != "/":
            self._page.goto(self._sent_from)
        with self._page.expect_navigation():
            self._page.evaluate(SEND, [address, {"csrfmiddlewaretoken": token, **fields}])
