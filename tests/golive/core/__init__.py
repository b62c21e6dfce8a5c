"""The examination itself: order, sign-offs, verdict, reports."""
