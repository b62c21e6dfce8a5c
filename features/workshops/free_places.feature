@workshops
Feature: Free places
  What costs nothing is taken, and given back, without a word about money.

  @inv-25
  Scenario: A free place is given back
    Given Sam has an account
    And Wendy offers the workshop "Open Consort" for free
    And Sam has put the session in the cart
    And Sam has completed the free registration
    When Sam cancels the registration
    Then Sam is told "Your registration has been cancelled."
    And the books show that Sam has given back the sessions
    And Stripe was not asked for any payment by Sam
