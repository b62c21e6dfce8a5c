@trouble
Feature: A mail server that is down
  Mail servers fail while people pay. The payment counts all the same, and the mail it owes goes out as soon as the
  server is back, at the latest when Stripe sends its message again. Nobody gets it twice.

  Background:
    Given Tina has the lessons ready for Sam at £40.00
    And the mail server is down

  @inv-21
  Scenario: A payment is booked although nobody can be told
    When Sam pays for the lessons with the "Visa" card
    Then the books show the lessons paid: £40.00, £4.00 of it commission
    And Stripe has charged Sam £40.00 once
    And no mail is sent

  @inv-2 @inv-21
  Scenario: The mails of an outage come later, once
    Given Sam has paid for the lessons with the "Visa" card
    When the mail server is back
    And Stripe delivers every event of the payment again
    And Stripe delivers every event of the payment again
    Then these mails are sent, and no others:
      | to   | subject                          | saying               |
      | Sam  | Payment Confirmation - {site}    | Total Amount: £40.00 |
      | Tina | Lesson Payment Received - {site} | Your Share: £36.00   |
