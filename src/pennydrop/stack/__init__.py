"""The processes a run needs: started or adopted, watched, and stopped in reverse order."""

from __future__ import annotations

from pennydrop.stack.stack import Stack

__all__ = ["Stack"]
