@lessons
Feature: Lessons of several teachers in one order
  A student pays once, whoever teaches. Each teacher hears of the lessons that are theirs, and earns from them alone.

  Background:
    Given Sam is a student of Tina
    And Sam is a student of Theo
    And Tina has accepted lessons for Sam at £40.00 and £10.00
    And Theo has accepted a lesson for Sam at £20.00

  @purchase @inv-2 @inv-17
  Scenario: Each teacher is told once, of the lessons that are theirs
    When Sam pays for the lessons with the "Visa" card
    Then these mails are sent, and no others:
      | to   | subject                          | saying                                                                |
      | Sam  | Payment Confirmation - {site}    | Total Amount: £70.00 / Price: £40.00 / Price: £10.00 / Price: £20.00  |
      | Tina | Lesson Payment Received - {site} | Total Amount Paid: £50.00 / Your Share: £36.00 / Your Share: £9.00    |
      | Theo | Lesson Payment Received - {site} | Total Amount Paid: £20.00 / Your Share: £18.00                        |

  @inv-9 @inv-17
  Scenario: Each teacher earns from the lessons that are theirs
    When Sam pays for the lessons with the "Visa" card
    Then the books show the lessons paid: £70.00, £7.00 of it commission
    And Tina's finance page shows revenue of £45.00
    And Theo's finance page shows revenue of £18.00
