"""What goes wrong in the browsers of a scenario's people, whether or not a step looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request, Response, WebError

# The test has closed the page, gone on before it was there, or stopped it on its way; the site's own failures have
# names of their own: ERR_CONNECTION_REFUSED, ERR_EMPTY_RESPONSE, ERR_TOO_MANY_REDIRECTS.
OUR_DOING = frozenset({"net::ERR_ABORTED", "net::ERR_FAILED"})
SERVER_ERROR = 500


class Incidents:
    """Listens to browser contexts and collects server errors, uncaught script errors and failed navigations.

    A page that lacks a script, because the browser of the run reaches only the hosts of the run, may stumble over its
    absence: that is the run's doing, and not told.
    """

    def __init__(self, site: str) -> None:
        self._site = site
        self._without_a_script: set[str] = set()
        self.seen: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Collect from this browser, from now on."""
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)
        context.on("weberror", self._uncaught)

    def _answered(self, response: Response) -> None:
        if response.status >= SERVER_ERROR:
            self.seen.append(f"{response.request.method} {response.url} answered {response.status}")

    def _failed(self, request: Request) -> None:
        if request.resource_type == "script" and not request.url.startswith(self._site):
            self._without_a_script.add(request.frame.url)
        elif request.is_navigation_request() and request.failure not in OUR_DOING:
            self.seen.append(f"{request.method} {request.url} failed: {request.failure}")

    def _uncaught(self, error: WebError) -> None:
        page = error.page
        if page and page.url.startswith(self._site) and page.url not in self._without_a_script:
            self.seen.append(f"{page.url}: uncaught {str(error.error).splitlines()[0]}")
