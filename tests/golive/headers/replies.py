"""Pages as a site behind TLS answers them, with their cookies and policy."""

from __future__ import annotations

from tests.golive.secure_site import Reply

SESSION = "sessionid=abc; Path=/; Secure; HttpOnly; SameSite=Lax"
CSRF = "csrftoken=abc; Path=/; Secure; SameSite=Lax"


def page(body: str, *, cookies: tuple[str, ...] = (SESSION, CSRF), csp: str = "", status: int = 200) -> Reply:
    """A page that sets these cookies and has this policy."""
    headers = [("Set-Cookie", cookie) for cookie in cookies]
    if csp:
        headers.append(("Content-Security-Policy", csp))
    return Reply(f"<!DOCTYPE html><html lang=en><body><main>{body}</main></body></html>", status, tuple(headers))
