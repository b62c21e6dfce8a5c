@webhooks
Feature: Events about things this shop does not know
  Stripe tells every shop of an account everything that happens there. What concerns nothing of ours is acknowledged;
  an error would only make Stripe try again for days.

  @inv-19
  Scenario Outline: An event about something unknown is acknowledged
    When a "<type>" event arrives about something that nobody here knows
    Then the site accepts it

    Examples: Kinds of events that the shop acts upon
      | type                          |
      | payment_intent.succeeded      |
      | payment_intent.payment_failed |
      | charge.refunded               |
      | checkout.session.expired      |

    Examples: A kind it has no use for
      | type             |
      | customer.created |

  @inv-19
  Scenario: The webhook is for Stripe, not for browsers
    When somebody looks at the webhook's address in a browser
    Then the site refuses it
