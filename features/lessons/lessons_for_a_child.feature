@lessons @guardians
Feature: Lessons for a child
  A guardian applies, asks and pays. The teacher teaches the child, and reads the child's name.

  Background:
    Given Gina is the guardian of Charlie
    And Tina teaches the recorder at £40.00 an hour

  Scenario: The teacher hears that the child wants to study
    When Charlie applies to study with Tina
    Then these mails are sent, and no others:
      | to   | subject                                |
      | Tina | New Student Application from Charlie... |

  Scenario: The teacher hears which lessons the child wants
    Given Charlie is a student of Tina
    When Charlie asks Tina for lessons of 30 and 60 minutes
    Then these mails are sent, and no others:
      | to   | subject                            |
      | Tina | New Lesson Request from Charlie... |

  @purchase @inv-1
  Scenario: The guardian pays for the child's lessons
    Given Charlie is a student of Tina
    And Tina has accepted lessons for Charlie at £40.00 and £20.00
    When Gina pays for the lessons with the "Visa" card
    Then Gina sees the lessons as paid
    And the books show the lessons paid: £60.00, £6.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                          | saying                                     |
      | Gina | Payment Confirmation - {site}    | Total Amount: £60.00                       |
      | Tina | Lesson Payment Received - {site} | Student: Charlie / Your Share: £36.00      |
