@webhooks
Feature: Stripe says it again, or in another order
  Stripe promises to deliver every event at least once, and in no particular order. The end result must be the same
  as if each had come once and in the usual order.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @smoke @inv-2 @inv-3
  Scenario: The same events once more change nothing
    Given Sam has paid for the lessons with the "Visa" card
    When Stripe delivers every event of the payment again
    Then the site accepts every delivery
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And no further mail is sent

  @inv-2 @inv-3
  Scenario: The same event twice at the same moment changes nothing
    Given Sam has paid for the lessons with the "Visa" card
    When Stripe delivers every event of the payment again, twice at the same moment
    Then the site accepts every delivery
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And no further mail is sent

  @inv-3 @inv-10
  Scenario Outline: The order of Stripe's events does not matter
    Given the "<late>" event reaches the site only after the "<early>" event
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying               |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 |
      | Tina | Lesson Payment Received - {site}      | Your Share: £36.00   |

    Examples:
      | early                      | late                       |
      | payment_intent.succeeded   | checkout.session.completed |
      | checkout.session.completed | payment_intent.succeeded   |
