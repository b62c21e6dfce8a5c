"""What the site's mail looks like from outside: a client for Mailpit, and a catcher for machines without one."""
