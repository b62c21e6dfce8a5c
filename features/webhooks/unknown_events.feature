@webhooks
Feature: Events about things this shop does not know
  Stripe tells every shop of an account everything that happens there. What concerns nothing of ours is acknowledged;
  an error would only make Stripe try again for days.

  @inv-19
  Scenario: Events about something unknown are acknowledged
    When these events arrive about something that nobody here knows:
      | payment_intent.succeeded      |
      | payment_intent.payment_failed |
      | charge.refunded               |
      | checkout.session.expired      |
      | customer.created              |
    Then the site accepts each of them

  @inv-19
  Scenario: The webhook is for Stripe, not for browsers
    When somebody looks at the webhook's address in a browser
    Then the site refuses it
