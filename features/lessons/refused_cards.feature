@lessons @checkout
Feature: A card that is refused
  Cards are refused every day. The customer has to learn why, nothing may be given away, and the same Checkout
  must take another card.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @inv-4
  Scenario Outline: A refused card buys nothing, and the customer is told
    When Sam tries to pay for the lessons with the "<card>" card
    Then Checkout tells Sam that the card was refused
    And Stripe has charged Sam nothing
    And the books show the lessons unpaid
    And no mail is sent

    @smoke
    Examples: The most common refusal
      | card     |
      | declined |

    Examples: A refusal with a reason of its own
      | card      |
      | wrong CVC |

  @purchase @inv-10
  Scenario: After a refused card the same Checkout takes another
    Given Sam's "declined" card was refused at Checkout for the lessons
    When Sam pays with the "Visa" card
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying               |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 |
      | Tina | Lesson Payment Received - {site}      | Your Share: £36.00   |
