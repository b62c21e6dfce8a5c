"""The checks, one module for each part of the checklist; each lists its own as ``CHECKS``."""
