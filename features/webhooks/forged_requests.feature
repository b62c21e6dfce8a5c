@webhooks
Feature: Only Stripe is believed
  The webhook's address is no secret. Whoever sends a confirmation that Stripe has not signed, or signed long ago,
  is turned away and gets nothing.

  @smoke @inv-4 @inv-19
  Scenario: Confirmations that Stripe did not send are refused
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has opened Checkout for the lessons
    When confirmations of Sam's payment are sent to the site that are:
      | unsigned       |
      | wrongly signed |
      | stale          |
      | tampered       |
      | garbled        |
      | malformed      |
    Then the site refuses each of them
    And the books show the lessons unpaid
    And no mail is sent
