"""What an examination came to, as one model (:mod:`.model`) and the ways to write it down."""
