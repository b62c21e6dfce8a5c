"""What stands in the pages around a purchase: mixed content, secrets, dead pages; on a real site behind TLS."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import pages
from pennydrop.golive.crawl import LINKED, crawl
from pennydrop.golive.crawled import Kind
from pennydrop.golive.css import css_urls
from pennydrop.golive.examination import Examination
from pennydrop.golive.page_reader import read_page
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings
from tests.golive.secure_site import Reply, Site, examination_of, server_context, serving

CHECKS = {check.id: check for check in pages.CHECKS}
JS, CSS, JSON = "application/javascript", "text/css", "application/json"
SECRET = "sk_live_" + "51NbQ8zKx2vWpLmTr7YcHdEfA"
PUBLISHABLE, TEST_KEY = "pk_live_" + "51NbQ8zKx2vWpLmTr7YcHdEfA", "pk_test_" + "51NbQ8zKx2vWpLmTr7YcHdEfA"
PATHS = ("/", "/courses/")


@pytest.fixture
def site(authority: tuple[trustme.CA, Path]) -> Iterator[Site]:
    """A sound site with all that a sound site may have."""
    with serving(server_context(authority[0].issue_cert("127.0.0.1"))) as site:
        site.pages |= {
            "/": f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>
              <link rel="profile" href="http://gmpg.org/xfn/11"><link rel="canonical" href="{site.url}/">
              <link rel="stylesheet" href="/static/site.css"><script src="/static/site.js" defer></script>
              <script type="application/ld+json">{{"@context": "http://schema.org", "@type": "Course"}}</script>
              <meta property="og:image" content="http://cdn.example/picture.png"></head><body>
              <!-- <img src="http://old.example/x.png"> --><img src="//cdn.example/x.png">
              <img src="data:image/png;base64,AA==">
              <svg xmlns="http://www.w3.org/2000/svg"><use href="#icon"/></svg>
              <textarea><img src="http://typed.example/x.png"></textarea>
              <a href="/courses/#top">Courses</a> <a href="http://elsewhere.example/">A friend</a>
              <a href="/accounts/logout/">Log out</a> <a href="/terms.pdf">Terms</a>
              <a href="mailto:a@b.example">Mail</a>
              <form method="post" action="/cart/"><input name="csrf" type="hidden"></form>
              <p data-key="{PUBLISHABLE}" style="background: url(/x.png)">Pay</p></body></html>""",
            "/courses/": '<h1>Courses</h1><a href="/courses/flute/">Flute</a><a href="/">Home</a>',
            "/courses/flute/": "<h1>Flute</h1>",
            "/static/site.css": Reply(
                "@namespace svg url(http://www.w3.org/2000/svg); /* url(http://old.example/) */"
                ' a { background: url("x.png") }',
                kind=CSS,
            ),
            "/static/site.js": Reply(
                "// see http://docs.example/\nlet a = 1;\n//# sourceMappingURL=site.js.map", kind=JS
            ),
            "/static/site.js.map": Reply('{"version": 3, "sourcesContent": ["let a = 1;"]}', kind=JSON),
        }
        yield site


@pytest.fixture
def look(site: Site, authority: tuple[trustme.CA, Path]) -> Any:
    def looking(id: str) -> Answer:
        answer = examination_of(site.url, authority[1], purchase_pages=PATHS).answer(CHECKS[id])
        assert answer.mend or answer.verdict is Verdict.PASS
        return answer

    return looking


def crawled(site: Site, authority: tuple[trustme.CA, Path], *paths: str) -> Any:
    return examination_of(site.url, authority[1], purchase_pages=paths or PATHS).once(crawl)


def test_a_sound_site_has_nothing_to_mend(look: Any) -> None:
    found = {id: look(id) for id in CHECKS}
    assert {answer.verdict for answer in found.values()} == {Verdict.PASS}, found
    assert "2 purchase pages, 1 linked page, 1 script, 1 stylesheet, 1 source map" in found["page-secrets"].evidence


# --- the crawl ---------------------------------------------------------------------------------------------------


def test_each_address_is_asked_once_and_only_on_the_site(site: Site, authority: tuple[trustme.CA, Path]) -> None:
    found = crawled(site, authority)
    asked = [target for target, _ in site.asked]
    assert len(asked) == len(set(asked))
    assert not [target for target in asked if "logout" in target or "pdf" in target], "a polite visitor does nothing"
    assert {resource.url.removeprefix(site.url) for resource in found.resources} == {
        *PATHS,
        "/courses/flute/",
        "/static/site.js",
        "/static/site.js.map",
        "/static/site.css",
    }
    assert all("Pennydrop" in headers["User-Agent"] and "Cookie" not in headers for _, headers in site.asked)


def test_links_are_followed_one_step_and_not_without_end(site: Site, authority: tuple[trustme.CA, Path]) -> None:
    site.pages["/"] = "".join(f'<a href="/page/{n}/">{n}</a>' for n in range(LINKED + 5))
    site.pages |= {f"/page/{n}/": f'<a href="/further/{n}/">on</a>' for n in range(LINKED + 5)}
    found = crawled(site, authority, "/")
    assert len(found.of(Kind.PAGE)) == LINKED
    assert found.left_out == 5
    assert "5 further links left out" in found.extent
    assert not [target for target, _ in site.asked if target.startswith("/further/")]


def test_redirects_are_followed_within_the_site_and_not_for_ever(
    site: Site, authority: tuple[trustme.CA, Path]
) -> None:
    site.pages["/courses/"] = Reply("", 302, (("Location", "/accounts/login/?next=/courses/"),))
    site.pages["/accounts/login/"] = "<h1>Log in</h1>"
    site.pages["/away/"] = Reply("", 302, (("Location", "https://elsewhere.example/"),))
    site.pages["/round/"] = Reply("", 302, (("Location", "/round/"),))
    found = {
        resource.url.removeprefix(site.url): resource
        for resource in crawled(site, authority, "/courses/", "/away/", "/round/").resources
    }
    assert found["/courses/"].page.url == f"{site.url}/accounts/login/?next=/courses/"
    assert [answered.status for answered in found["/away/"].answers] == [302]
    assert "redirects" in found["/round/"].trouble


def test_a_site_that_is_down_is_one_error_asked_once(authority: tuple[trustme.CA, Path]) -> None:
    with serving(server_context(authority[0].issue_cert("127.0.0.1"))) as gone:
        pass
    examination = examination_of(gone.url, authority[1])
    for _ in range(2):
        with pytest.raises(SiteUnreachable):
            examination.once(crawl)
    assert examination.answer(CHECKS["mixed-content"]).evidence.startswith("could not look")


# --- mixed content -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "insecure",
    [
        '<script src="http://cdn.example/x.js"></script>',
        '<img src="http://cdn.example/x.png">',
        '<img srcset="/x.png 1x, http://cdn.example/x2.png 2x">',
        '<iframe src="http://cdn.example/"></iframe>',
        '<form method="post" action="http://127.0.0.1/pay/"></form>',
        '<button formaction="http://127.0.0.1/pay/">Pay</button>',
        '<link rel="stylesheet" href="http://cdn.example/x.css">',
        '<link rel="icon" href="http://cdn.example/x.ico">',
        '<video poster="http://cdn.example/x.png"></video>',
        '<object data="http://cdn.example/x"></object>',
        '<div style="background: url(http://cdn.example/x.png)"></div>',
        "<style>a { background: url('http://cdn.example/x.png') }</style>",
        '<style>@import "http://cdn.example/x.css";</style>',
        '<base href="http://cdn.example/"><img src="x.png">',
        "<IMG SRC=HTTP://cdn.example/x.png>",
    ],
)
def test_mixed_content_of_every_kind_is_found(site: Site, look: Any, insecure: str) -> None:
    sound = site.pages["/courses/"]
    site.pages["/courses/"] = f"<h1>Courses</h1>{insecure}"
    answer = look("mixed-content")
    assert answer.verdict is Verdict.FAIL
    assert f"{site.url}/courses/ has <" in answer.evidence
    site.pages["/courses/"] = sound
    assert look("mixed-content").verdict is Verdict.PASS


def test_mixed_content_in_a_stylesheet_is_found(site: Site, look: Any) -> None:
    site.pages["/static/site.css"] = Reply("a { background: url( 'http://cdn.example/x.png' ) }", kind=CSS)
    assert "/static/site.css has url() http://cdn.example/x.png" in look("mixed-content").evidence


def test_a_policy_that_upgrades_leaves_no_mixed_content(site: Site, look: Any) -> None:
    site.pages["/courses/"] = Reply(
        '<img src="http://cdn.example/x.png">', headers=(("Content-Security-Policy", "upgrade-insecure-requests"),)
    )
    assert look("mixed-content").verdict is Verdict.PASS


def test_http_links_to_the_site_itself_warn(site: Site, look: Any) -> None:
    plain = site.url.replace("https:", "http:")
    for link in (f'<link rel="canonical" href="{plain}/">', f'<a href="{plain}/courses/">Courses</a>'):
        site.pages["/"] = link
        assert look("canonical-links").verdict is Verdict.WARN
        assert look("mixed-content").verdict is Verdict.PASS


# --- secrets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/", f"<script>const key = '{SECRET}'</script>"),
        ("/courses/", f"<!-- {SECRET} -->"),
        ("/courses/flute/", f"<p>{'whsec_' + 'x9Q2mWbT7pLrK4vZs8HdYcEf'}</p>"),
        ("/static/site.js", Reply(f"let key='{SECRET}'", kind=JS)),
        ("/static/site.css", Reply(f"/* {SECRET} */", kind=CSS)),
        ("/static/site.js.map", Reply(f'{{"sourcesContent": ["const key = \\"{SECRET}\\""]}}', kind=JSON)),
    ],
)
def test_a_secret_anywhere_is_found_and_not_told(site: Site, look: Any, path: str, reply: Reply | str) -> None:
    sound = site.pages[path]
    site.pages[path] = reply
    answer = look("page-secrets")
    assert answer.verdict is Verdict.FAIL
    assert site.url + path in answer.evidence
    assert SECRET not in answer.evidence + answer.mend
    site.pages[path] = sound
    assert look("page-secrets").verdict is Verdict.PASS


def test_a_secret_in_a_source_map_within_the_script_is_found(site: Site, look: Any) -> None:
    inner = base64.b64encode(f'{{"sourcesContent": ["k = {SECRET}"]}}'.encode()).decode()
    site.pages["/static/site.js"] = Reply(
        f"let a=1\n//# sourceMappingURL=data:application/json;base64,{inner}", kind=JS
    )
    answer = look("page-secrets")
    assert answer.verdict is Verdict.FAIL
    assert "source map" in answer.evidence


def _live(site: Site, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> Examination:
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "rk_live_" + "51NbQ8zKx2vWpLmTr7Yc")
    settings = load_settings(
        profile="live", spending_cap=50, site_url=site.url, golive=GoLiveSettings(ca_file=ca_file, purchase_pages=PATHS)
    )
    return Examination(settings)


def test_a_test_key_on_the_live_site_is_found(
    site: Site, authority: tuple[trustme.CA, Path], look: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/static/site.js"] = Reply(f"Stripe('{TEST_KEY}')", kind=JS)
    assert look("page-test-key").verdict is Verdict.PASS, "on a test site it is right"
    assert look("page-secrets").verdict is Verdict.PASS, "a publishable key is no secret"
    answer = _live(site, authority[1], monkeypatch).answer(CHECKS["page-test-key"])
    assert answer.verdict is Verdict.FAIL
    assert "/static/site.js" in answer.evidence
    site.pages["/static/site.js"] = Reply(f"Stripe('{PUBLISHABLE}')", kind=JS)
    assert _live(site, authority[1], monkeypatch).answer(CHECKS["page-test-key"]).verdict is Verdict.PASS


# --- dead pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [404, 403, 500, 502])
def test_a_purchase_page_that_is_not_there_is_found(site: Site, look: Any, status: int) -> None:
    site.pages["/courses/"] = Reply("gone", status)
    answer = look("purchase-pages")
    assert answer.verdict is Verdict.FAIL
    assert f"{site.url}/courses/ answers {status}" in answer.evidence


def test_a_dead_link_warns_and_a_closed_page_does_not(site: Site, look: Any) -> None:
    site.pages["/courses/flute/"] = Reply("members only", 403)
    assert look("purchase-pages").verdict is Verdict.PASS
    del site.pages["/courses/flute/"]
    answer = look("purchase-pages")
    assert answer.verdict is Verdict.WARN
    assert f"/courses/flute/ answers 404 (linked from {site.url}/courses/)" in answer.evidence


# --- reading -----------------------------------------------------------------------------------------------------


def test_visible_words_are_those_a_reader_sees() -> None:
    page = read_page(
        "https://a.example/",
        """<html lang="en-GB"><head><title>Title</title><style>p { color: red }</style></head><body><nav>Menu</nav>
        <main><p>Pay&nbsp;by <b>card</b>s<p hidden>secret<p>again <span style="display: none">never</span>
        <script>let stripe</script><template>later</template></main><footer>Footer</footer></body>""",
    )
    assert page.words == "Menu Pay by cards again Footer"
    assert page.content == "Pay by cards again"
    assert page.language == "en-gb"


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    page = read_page("https://a.example/", "<div><a href='/x'>one<a href=\"http://[oops\">two</a></div></p><img src=")
    assert [link.text for link in page.links] == ["one", "two"]


def test_addresses_in_css() -> None:
    css = """@import 'a.css'; @import url("b.css") screen; a { src: url(c.woff) format("x"), url( 'd e.woff' ) }
    b { background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E") } /* url(f) */"""
    assert css_urls(css) == ["a.css", "b.css", "c.woff", "d e.woff"]
