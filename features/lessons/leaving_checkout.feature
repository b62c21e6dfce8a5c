@lessons @checkout
Feature: Leaving Checkout
  Customers change their minds, close tabs and come back tomorrow. Leaving costs nothing, coming back is easy, and
  only Stripe's confirmation makes anything paid.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @inv-5
  Scenario: Going back to the shop keeps the cart
    Given Sam has opened Checkout for the lessons
    When Sam goes back to the shop without paying
    Then Sam's cart comes to £60.00 for 2 lessons

  @inv-5
  Scenario: Going back to the shop costs nothing
    Given Sam has opened Checkout for the lessons
    When Sam goes back to the shop without paying
    Then Sam is told "Payment was cancelled. Your cart items are still available."
    And Stripe has charged Sam nothing
    And the books show the lessons unpaid
    And no mail is sent

  @purchase @inv-5
  Scenario: Whoever went back can pay after all
    Given Sam went back from Checkout without paying for the lessons
    When Sam pays for the lessons with the "Visa" card
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying               |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 |
      | Tina | Lesson Payment Received - {site}      | Your Share: £36.00   |

  @inv-5
  Scenario: A Checkout that has expired takes no money
    Given Sam has opened Checkout for the lessons
    When the Checkout session expires
    Then Checkout can no longer be paid
    And Stripe has charged Sam nothing
    And the books show the lessons unpaid
    And no mail is sent

  @purchase @inv-5
  Scenario: After an expired Checkout the customer can pay in a new one
    Given Sam has opened Checkout for the lessons
    And the Checkout session has expired
    When Sam pays for the lessons with the "Visa" card
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission

  @inv-4
  Scenario: Back at the shop before Stripe has confirmed, nothing is said to be paid
    Given Stripe's confirmation is delayed
    When Sam pays for the lessons with the "Visa" card
    Then Sam sees that the payment is pending
    And the books show the lessons unpaid
    And no mail is sent

  @inv-3 @inv-5
  Scenario: A late confirmation pays the lessons all the same
    Given Stripe's confirmation is delayed
    And Sam has come back to the shop after paying for the lessons
    When Stripe's confirmation arrives
    Then Sam sees the lessons as paid
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying               |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 |
      | Tina | Lesson Payment Received - {site}      | Your Share: £36.00   |

  @inv-4
  Scenario: Typing the address of the success page gives nothing
    Given Sam has opened Checkout for the lessons
    When Sam types the address of the success page
    Then Sam sees that the payment is pending
    And Stripe has charged Sam nothing
    And the books show the lessons unpaid
    And no mail is sent

  @inv-6
  Scenario: Going back to the cancel page after paying takes nothing away
    Given Sam has paid for the lessons with the "Visa" card
    When Sam types the address of the cancel page
    Then the books show the lessons paid: £60.00, £6.00 of it commission
    And no further mail is sent
