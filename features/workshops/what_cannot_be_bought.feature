@workshops
Feature: What cannot be bought
  A session that is cancelled, over, full, not offered, or bought already is not for sale, whatever an old page may
  still show. Nobody pays for what cannot be had.

  Background:
    Given Sam has an account

  @inv-12
  Scenario Outline: A session that cannot be attended is not sold
    Given Wendy offers the workshop "Articulation Online" at £25.00
    And the session is <state>
    When Sam tries to put the session in the cart all the same
    Then Sam is told "This workshop session <reason>"
    And Sam's workshop cart is empty

    Examples:
      | state             | reason               |
      | cancelled         | has been cancelled   |
      | over              | has already occurred |
      | no longer offered | is not available     |

  @inv-11 @inv-12
  Scenario: A full session is not sold
    Given Zoe has an account
    And Wendy offers the workshop "Articulation Online" at £25.00
    And Zoe has the last place in the session
    When Sam tries to put the session in the cart all the same
    Then Sam's workshop cart is empty

  @inv-12
  Scenario: A workshop that is not published is not sold
    Given Wendy has not published the workshop "Articulation Online" at £25.00 yet
    When Sam tries to put the session in the cart all the same
    Then Sam's workshop cart is empty

  @inv-7 @inv-12
  Scenario: Nobody buys the same place twice
    Given Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart
    And Sam has paid for the sessions with the "Visa" card
    When Sam tries to put the session in the cart all the same
    Then Sam's workshop cart is empty

  @inv-12
  Scenario: A session cancelled while it lay in the cart is not charged
    Given Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart
    And the session is cancelled
    When Sam tries to go to Checkout for the sessions
    Then Stripe was not asked for any payment by Sam
    And Sam is told that it cannot be bought

  @inv-11 @inv-12
  Scenario: A session that filled up while it lay in the cart is not charged
    Given Zoe has an account
    And Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart
    And Zoe has the last place in the session
    When Sam tries to go to Checkout for the sessions
    Then Stripe was not asked for any payment by Sam
    And Sam is told that it cannot be bought
