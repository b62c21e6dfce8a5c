@lessons
Feature: The cart of lessons
  What the cart comes to is what Stripe charges, the books record and the mails say, whatever is put in or taken out,
  and however many lessons there are.

  Background:
    Given Sam is a student of Tina

  @purchase @inv-8
  Scenario: A lesson taken out of the cart is not charged
    Given Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has put the lessons in the cart, £60.00 in all
    And Sam has taken the lesson at £40.00 out of the cart
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £20.00 once
    And the books show these lessons:
      | item               | state  |
      | lesson 1 at £40.00 | unpaid |
      | lesson 2 at £20.00 | paid   |

  @smoke
  Scenario: What remains in the cart is added up anew
    Given Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has put the lessons in the cart, £60.00 in all
    When Sam takes the lesson at £20.00 out of the cart
    Then Sam's cart comes to £40.00 for 1 lesson

  Scenario: A cleared cart is empty
    Given Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has put the lessons in the cart, £60.00 in all
    When Sam clears the lesson cart
    Then Sam's lesson cart is empty
    And Sam can put the lessons in the cart

  @inv-1 @inv-8
  Scenario: Fourteen lessons are bought in one go
    Given Tina has accepted 14 lessons for Sam at £40.00 each
    When Sam pays for the lessons with the "Visa" card
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £560.00 once
    And the books show the lessons paid: £560.00, £56.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                          | saying                     |
      | Sam  | Payment Confirmation - {site}    | Total Amount: £560.00      |
      | Tina | Lesson Payment Received - {site} | Total Amount Paid: £560.00 |

  @inv-8 @inv-9
  Scenario Outline: A price of <price> is split to the penny
    Given Tina has accepted a lesson for Sam at <price>
    And Sam has put the lessons in the cart, <price> in all
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam <price> once
    And the books show the lessons paid: <price>, <commission> of it commission
    And these mails are sent, and no others:
      | to   | subject                          | saying                |
      | Sam  | Payment Confirmation - {site}    | Total Amount: <price> |
      | Tina | Lesson Payment Received - {site} | Your Share: <share>   |

    Examples: Half a penny goes to the even side; 30p is the least that Stripe takes
      | price  | commission | share  |
      | £0.45  | £0.04      | £0.41  |
      | £0.30  | £0.03      | £0.27  |

  Scenario: Less than Stripe takes is refused, and nothing is lost
    Given Tina has accepted a lesson for Sam at £0.29
    And Sam has put the lessons in the cart, £0.29 in all
    When Sam tries to go to Checkout for the lessons
    Then Sam is told "Payment setup failed: "
    And Sam's cart comes to £0.29 for 1 lesson
    And the books show no order by Sam
    And Stripe was not asked for any payment by Sam
