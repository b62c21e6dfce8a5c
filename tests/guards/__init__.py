"""Each guard of the live profile, and what tries to get around it."""
