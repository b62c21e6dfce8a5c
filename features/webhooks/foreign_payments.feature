@webhooks
Feature: Payments of other shops on the same Stripe account
  A Stripe account can serve several shops, and its events go to all of them. What is not ours is acknowledged and
  left alone.

  @inv-19
  Scenario: A payment made in another shop is acknowledged and ignored
    Given Sam has an account
    When Sam pays another shop on the same Stripe account with the "Visa" card
    Then the site accepts every delivery
    And the books know nothing of the payment
    And no mail is sent
