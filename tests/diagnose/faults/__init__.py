"""Ways in which a real site breaks one link, for PENNYDROP_SEEDED_FAULT. One module a fault."""
