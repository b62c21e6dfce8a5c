"""What the suite, the harness and the way of a webhook cost. Nothing here judges: it measures and says so."""
