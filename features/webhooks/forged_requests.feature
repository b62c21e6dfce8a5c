@webhooks
Feature: Only Stripe is believed
  The webhook's address is no secret. Whoever sends a confirmation that Stripe has not signed, or signed long ago,
  is turned away and gets nothing.

  @inv-19
  Scenario Outline: A confirmation that Stripe did not send is refused
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has opened Checkout for the lessons
    When <kind> confirmation of Sam's payment is sent to the site
    Then the site refuses it
    And the books show the lessons unpaid
    And no mail is sent

    @smoke @inv-4
    Examples: Nobody's signature
      | kind        |
      | an unsigned |

    Examples: Other people's signatures, old ones, and noise
      | kind             |
      | a wrongly signed |
      | a stale          |
      | a tampered       |
      | a garbled        |
      | a malformed      |
