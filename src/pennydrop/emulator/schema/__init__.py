"""What Stripe's API looks like in each version: routes, parameters and object shapes, as committed tables."""
