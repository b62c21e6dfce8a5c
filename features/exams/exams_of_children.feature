@exams @guardians
Feature: Exams of children
  A child sits the exam, the guardian pays. The teacher knows the child.

  @purchase
  Scenario: The guardian pays, and the teacher reads the child's name
    Given Grace is the guardian of Charlie
    And Charlie is a student of Tina
    And Tina has registered Charlie for an exam at £55.00
    When Grace pays for the exam with the "Visa" card
    Then the books show the exam paid: £55.00, £5.50 of it commission
    And these mails are sent, and no others:
      | to    | subject                             | saying  |
      | Grace | Exam Payment Confirmation - {site}  | £55.00  |
      | Tina  | Exam Payment Received - {site}      | Charlie |
