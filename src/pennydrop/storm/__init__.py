"""The storm: every purchase again, under each disturbance that real life brings. The outcome must be the same."""
