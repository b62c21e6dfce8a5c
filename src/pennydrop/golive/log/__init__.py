"""The site's log: where its latest lines come from, what a line says, and what must not stand in one."""
