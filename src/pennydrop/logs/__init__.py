"""The site's log: where its latest lines come from, and what a line says of itself."""
