"""What the documentation says is true, and nothing in the repository ought to stay private."""

from __future__ import annotations
