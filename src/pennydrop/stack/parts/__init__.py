"""One module per part: what it is started with, how it shows that it is ready, what it says of itself."""

from __future__ import annotations
