"""What a stylesheet fetches."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMESPACE = re.compile(r"@namespace\b[^;]*;", re.IGNORECASE)  # names a language, fetches nothing
_URL = re.compile(
    r"""url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^)\s"']+))\s*\)"""
    r"""|@import\s+(?:"(?P<import_double>[^"]*)"|'(?P<import_single>[^']*)')""",
    re.IGNORECASE,
)


def css_urls(css: str) -> list[str]:
    """The addresses in ``url(...)`` and ``@import``, as they are written; comments and ``data:`` are left out."""
    plain = _NAMESPACE.sub("", _COMMENT.sub("", css))
    urls = [next(filter(None, found.groups()), "").strip() for found in _URL.finditer(plain)]
    return [url for url in urls if url and not url.lower().startswith("data:")]
