Feature: Payments of other shops on the same Stripe account
  What is not ours is acknowledged and left alone. No database and no page of the shop is needed to prove it.

  Scenario: A payment made in another shop is none of our business
    Given Ada is a customer
    When Ada pays another shop on the same Stripe account with the "Visa" card
    Then Stripe has charged Ada £12.50 once
    And the site accepts every delivery
    And no mail is sent
