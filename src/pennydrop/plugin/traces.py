"""Playwright's traces without secrets: they hold every request, form field and page a person has seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from pennydrop.redaction import Redactor


def mask_trace_of(context: BrowserContext, redact: Redactor) -> None:
    """Let every trace of ``context`` be masked at the moment it is written, whoever stops the tracing."""
    tracing: Any = context.tracing
    for name in ("stop", "stop_chunk"):
        setattr(tracing, name, _masking(getattr(tracing, name), redact))


def _masking(stop: Any, redact: Redactor) -> Any:
    def masked(*, path: str | Path | None = None) -> None:
        if path is None:
            stop()
            return
        unmasked = Path(f"{path}.unmasked")
        try:
            stop(path=unmasked)
            mask_archive(unmasked, Path(path), redact)
        finally:
            unmasked.unlink(missing_ok=True)

    return masked


def mask_archive(source: Path, target: Path, redact: Redactor) -> None:
    """Copy a zip file; every text in it is masked, whatever is no text (pictures, fonts) stays as it is."""
    with ZipFile(source) as original, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for member in original.infolist():
            with original.open(member) as content:
                data = content.read()
            copy.writestr(member, _masked(data, redact))


def _masked(data: bytes, redact: Redactor) -> bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return redact(text).encode()
