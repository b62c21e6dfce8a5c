"""What the site's log says of a webhook request, and what must not stand in it."""
