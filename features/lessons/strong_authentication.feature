@lessons @checkout
Feature: The bank asks the customer to confirm
  European banks ask their customers to confirm a card payment (3-D Secure). Until they have, nothing is paid.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @purchase @smoke @inv-1 @inv-2
  Scenario: A payment confirmed with the bank is like any other
    When Sam pays for the lessons with the "3-D Secure" card and confirms it with the bank
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying               |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 |
      | Tina | Lesson Payment Received - {site}      | Your Share: £36.00   |

  @inv-4
  Scenario: A payment the bank does not confirm buys nothing
    When Sam tries to pay for the lessons with the "3-D Secure" card but the bank does not confirm it
    Then Checkout tells Sam that the bank did not confirm the card
    And Stripe has charged Sam nothing
    And the books show the lessons unpaid
    And no mail is sent
