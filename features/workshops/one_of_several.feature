@workshops @refunds
Feature: Giving back one place of several
  Sessions that were paid together are still places of their own: each is given back by itself, and what the others
  cost, or earn, stays as it is.

  Background:
    Given Sam has an account

  @inv-14 @inv-18
  Scenario: One of three sessions is given back, the others stay
    Given Wendy offers the workshop "Baroque Ornaments" at £19.99 with 3 sessions
    And Sam has put the sessions in the cart
    And Sam has paid for the sessions with the "Visa" card
    When Sam cancels session 2
    Then Stripe has returned £19.99 to Sam
    And the books show £19.99 of the sessions refunded, and:
      | item      | state     |
      | session 1 | paid      |
      | session 2 | withdrawn |
      | session 3 | paid      |
    And Wendy's finance page shows revenue of £35.98

  Scenario: A free place is given back without a word about money
    Given Wendy offers the workshop "Open Consort" for free
    And Sam has put the session in the cart
    And Sam has completed the free registration
    When Sam cancels the registration
    Then Sam is told "Your registration has been cancelled."
    And the books show that Sam has given back the sessions
