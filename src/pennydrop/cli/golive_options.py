"""What the commands under ``pennydrop golive`` have in common: kinds of options, the catalogue, the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from pennydrop.golive.extras import golive_extra
from pennydrop.settings import Settings, load_settings

STDOUT = Path("-")


def _no_option(type_: object, path: Path | None) -> None:
    if path and path != STDOUT and str(path).startswith("-"):
        raise ValueError(f"{path} is an option, not a file; for a file of that name write ./{path}")


Profile = Literal["local", "test", "live"]
Several = Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)]
Switch = Annotated[bool, Parameter(negative=(), show_default=False)]
# A hyphen alone is a value here, which is why options have to be told apart by hand.
Target = Annotated[Path | None, Parameter(allow_leading_hyphen=True, validator=_no_option)]


def load_catalogue() -> Any:
    """The module with all checks; importing it imports what they look with, which no other command should pay."""
    with golive_extra("`pennydrop golive`"):
        from pennydrop.golive import catalogue
    return catalogue


def settings_for(profile: Profile | None) -> Settings:
    """The settings, with another profile if there is one on the command line."""
    return load_settings(profile=profile) if profile else load_settings()
