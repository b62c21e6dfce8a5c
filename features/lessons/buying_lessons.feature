@lessons
Feature: Buying private lessons
  A student pays for the lessons a teacher has accepted. When the penny drops, the student's page, Stripe, the
  books and everybody's inbox tell the same story, to the penny.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @purchase @smoke @inv-1 @inv-2 @inv-8 @inv-9 @inv-10
  Scenario: Two lessons bought together are paid once and everybody is told
    When Sam pays for the lessons with the "Visa" card
    Then Sam sees the lessons as paid
    And Stripe has charged Sam £60.00 once
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                               | saying                                                                     |
      | Sam  | Payment Confirmation - {site}         | Total Amount: £60.00 / LESSONS PURCHASED: / Price: £40.00 / Price: £20.00  |
      | Tina | Lesson Payment Received - {site}      | Total Amount Paid: £60.00 / Your Share: £36.00 / Your Share: £18.00        |

  @purchase @inv-17
  Scenario: The teacher earns the price less the commission
    When Sam pays for the lessons with the "Mastercard" card
    Then Tina's finance page shows revenue of £54.00

  @inv-12
  Scenario: A lesson that is paid for is not offered for payment again
    Given Sam has paid for the lessons with the "Visa" card
    Then Sam's lesson cart is empty
    And Sam can no longer put the lessons in the cart
