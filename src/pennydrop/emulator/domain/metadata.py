"""Metadata: limits, merging, removing."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.wire.errors import invalid

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def merged(before: Object, given: Object | str | None) -> Object:
    """``before`` with ``given``: an empty value removes its key, an empty text removes all, None changes nothing."""
    if given is None:
        return before
    if isinstance(given, str):
        return {}
    after = {name: value for name, value in {**before, **given}.items() if value != ""}
    _check(after)
    return after


def _check(metadata: Object) -> None:
    if len(metadata) > MOST_KEYS:
        raise invalid(f"Metadata can have up to {MOST_KEYS} keys, but you've set {len(metadata)}.", "metadata")
    for name, value in metadata.items():
        if len(name) > LONGEST_KEY:
            raise invalid(
                f"Metadata keys can have up to {LONGEST_KEY} characters, but you passed in a key that is {len(name)}"
                f" characters. Invalid key: {name}",
                f"metadata[{name}]",
            )
        if len(value) > LONGEST_VALUE:
            raise invalid(
                f"Metadata values can have up to {LONGEST_VALUE} characters, but you passed in a value that is"
                f" {len(value)} characters. Invalid value: {value}",
                f"metadata[{name}]",
            )
