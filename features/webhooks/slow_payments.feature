@webhooks @checkout
Feature: Payments that take days
  With some methods Checkout is completed at once and the money comes later, or never. Nothing is delivered before it
  has come; if it does not come, the customer is told and can try again.

  Background:
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has opened Checkout for the lessons
    And Sam has chosen a payment that takes days

  @inv-4
  Scenario: While the money is on its way nothing is delivered
    Then the site accepts it
    And the books show the lessons unpaid
    And no mail is sent

  @inv-1 @inv-2
  Scenario: When the money arrives everything is delivered
    When the money arrives
    Then the site accepts it
    And the books show that Sam has the lessons
    And these mails are sent, and no others:
      | to   | subject                          | saying               |
      | Sam  | Payment Confirmation - {site}    | Total Amount: £40.00 |
      | Tina | Lesson Payment Received - {site} | Your Share: £36.00   |

  @inv-4
  Scenario: When the money does not arrive the customer is told
    When the money fails to arrive
    Then the site accepts it
    And the books show the lessons unpaid
    And these mails are sent, and no others:
      | to  | subject                 | saying |
      | Sam | Payment Failed - {site} |        |

  @inv-5
  Scenario: After a payment that failed in the end the customer can pay with a card
    Given the money has failed to arrive
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the lessons paid: £40.00, £4.00 of it commission
