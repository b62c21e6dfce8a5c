@accounts
Feature: Buying with an address that is not verified
  Receipts, refunds and links go by mail. So nothing is sold before the address is known to be the buyer's.

  Scenario: An unverified address buys nothing
    Given Tina offers the course "First Tunes" at £49.99
    And Sam has an account
    And Sam has not verified the address yet
    When Sam tries to enrol on the course
    Then Stripe was not asked for any payment by Sam
    And Sam cannot read the course's lessons
