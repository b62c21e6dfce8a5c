"""``pytest --storm``: every tagged scenario again under each disturbance, held against its undisturbed run."""
