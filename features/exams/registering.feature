@exams
Feature: Registering for an exam
  A teacher registers a student for a music exam and says what it costs. The student hears of it, and of the fee.

  Background:
    Given Sam is a student of Tina
    And Tina teaches the recorder at £40.00 an hour

  Scenario: The student is told of the exam and its fee
    When Tina registers Sam for an exam at £55.00
    Then Sam is asked to pay for the exam
    And these mails are sent, and no others:
      | to  | subject | saying                                                                         |
      | Sam | ...     | You have been registered for a music examination! / Registration Fee: £55.00 |

  @inv-25
  Scenario: An exam that costs nothing is confirmed at once
    When Tina registers Sam for an exam at £0.00
    Then Sam is not asked to pay for the exam
    And Stripe was not asked for any payment by Sam
    And the books show that Sam has the exam for free

  @inv-25
  Scenario: Nobody can be made to pay for a free exam
    Given Tina has registered Sam for an exam at £0.00
    When Sam tries to pay for the exam all the same
    Then Sam is told "No payment is required for this exam."
    And Stripe was not asked for any payment by Sam
