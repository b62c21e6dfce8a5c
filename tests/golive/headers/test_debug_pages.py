"""3. SSL certificate: nobody sees the insides of a site, whatever goes wrong."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.golive.check import Verdict
from tests.golive.headers.replies import page
from tests.golive.secure_site import Reply, Site

DJANGO_404 = """<title>Page not found at /x</title><h1>Page not found <span>(404)</span></h1>
<p>Using the URLconf defined in <code>shop.urls</code>, Django tried these URL patterns</p>
<p>You&#x2019;re seeing this error because you have <code>DEBUG = True</code> in your Django settings file.</p>"""
DEBUG_PAGES = [
    (DJANGO_404, 404),
    ("<h1>OperationalError at /</h1><th>Django Version:</th><td>5.2</td>", 500),
    ("<script>EVALEX = true, SECRET = 'x'</script>The debugger caught an exception in your WSGI application.", 500),
    ("<h1>Routing Error</h1><p><code>Rails.root: /srv/shop</code></p>", 404),
    ("<pre>Traceback (most recent call last):\n  File &quot;/srv/app.py&quot;, line 3</pre>", 500),
    (
        "<pre>Error: Cannot GET\n    at Layer.handle [as handle_request] (/srv/node_modules/express/layer.js:95:5)",
        404,
    ),
    ("<b>Fatal error</b>: Uncaught Exception in /srv/a.php:3\nStack trace:\n#0 {main}", 500),
    ("<pre>java.lang.NullPointerException\n\tat com.shop.Cart.add(Cart.java:42)</pre>", 500),
    ("app/models/cart.rb:12:in `total'", 500),
]


def test_plain_error_pages_pass(site: Site, look: Any) -> None:
    assert look("debug-pages").verdict is Verdict.PASS
    assert look("server-errors").verdict is Verdict.PASS
    asked = [target for target, _ in site.asked]
    assert any("%00" in target for target in asked), "a malformed address was tried"
    assert any(headers["Host"] == "pennydrop.invalid" for _, headers in site.asked)


@pytest.mark.parametrize(("body", "status"), DEBUG_PAGES)
def test_a_debug_page_is_found_where_something_is_missing(site: Site, look: Any, body: str, status: int) -> None:
    site.missing = Reply(body, status)
    answer = look("debug-pages")
    assert answer.verdict is Verdict.FAIL
    assert f"answers {status} with" in answer.evidence
    site.missing = Reply("<h1>Not found</h1>", 404)
    assert look("debug-pages").verdict is Verdict.PASS


def test_a_page_about_programming_is_no_debug_page(site: Site, look: Any) -> None:
    site.pages["/"] = page("<h2>Course: reading a traceback</h2><pre>Traceback (most recent call last):</pre>")
    site.missing = Reply("<h1>Seite nicht gefunden</h1><p>Meet us at 5 o'clock, 10:30:00, at /places</p>", 404)
    assert look("debug-pages").verdict is Verdict.PASS


def test_a_debug_toolbar_on_a_page_is_found(site: Site, look: Any) -> None:
    site.pages["/"] = page('<div id="djDebug" dir="ltr"></div>')
    assert look("debug-pages").verdict is Verdict.FAIL


def test_a_server_error_behind_a_link_is_found(site: Site, look: Any) -> None:
    site.pages["/"] = page('<a href="/broken/">x</a>')
    site.pages["/broken/"] = Reply("<h1>Server Error (500)</h1>", 500)
    answer = look("server-errors")
    assert answer.verdict is Verdict.FAIL
    assert f"{site.url}/broken/ answers 500" in answer.evidence
    site.pages["/broken/"] = page("mended")
    assert look("server-errors").verdict is Verdict.PASS
