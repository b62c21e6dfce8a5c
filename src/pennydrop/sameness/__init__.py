"""The state a scenario ends in, with what differs from run to run taken out, so that two ends can be compared."""
