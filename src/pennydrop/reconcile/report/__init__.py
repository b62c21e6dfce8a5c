"""What was found, for the terminal, for programs and for a browser."""
