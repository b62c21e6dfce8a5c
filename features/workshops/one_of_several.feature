@workshops @refunds
Feature: Giving back one place of several
  Sessions that were paid together are still places of their own: each is given back by itself, and what the others
  cost, or earn, stays as it is.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Baroque Ornaments" at £19.99 with 3 sessions
    And Sam has put the sessions in the cart
    And Sam has paid for the sessions with the "Visa" card

  @refund @inv-14 @inv-18
  Scenario: One of three sessions is given back, the others stay
    When Sam cancels session 2
    Then Stripe has returned £19.99 to Sam
    And the books show £19.99 of the sessions refunded, and:
      | item      | state     |
      | session 1 | paid      |
      | session 2 | withdrawn |
      | session 3 | paid      |
    And Wendy's finance page shows revenue of £35.98

  @inv-14
  Scenario: A place given back in two tabs is refunded once
    When Sam cancels session 2 in two tabs
    Then Stripe has returned £19.99 to Sam
    And the books show £19.99 of the sessions refunded, and:
      | item      | state     |
      | session 1 | paid      |
      | session 2 | withdrawn |
      | session 3 | paid      |
