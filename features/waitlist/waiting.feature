@waitlist @workshops
Feature: Waiting for a place
  Whoever finds a session full may wait for a place. Waiting costs nothing, and it is neither a place nor a way past
  those who came before.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £60.00
    And the session is full

  @inv-4 @inv-24
  Scenario: Waiting costs nothing and gives nothing
    When Sam joins the waitlist
    Then the books show Sam on the waitlist
    And Sam finds no meeting link
    And Stripe was not asked for any payment by Sam
    And no mail is sent

  @inv-11 @inv-12
  Scenario: Nobody buys past the waitlist
    Given Sam is on the waitlist
    When Sam tries to put the session in the cart all the same
    Then Sam is told that it cannot be bought
    And Sam's workshop cart is empty
    And the books show Sam on the waitlist
