@lessons
Feature: Moving a lesson
  A paid lesson can take place at another time if the teacher agrees. No money moves.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted a lesson for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to move the lesson at £40.00 by a week

  @inv-18
  Scenario: A lesson the teacher agrees to move earns what it did
    When Tina approves the request about the lesson at £40.00
    Then the lesson at £40.00 takes place a week later
    And Tina's finance page shows revenue of £36.00
    And these mails are sent, and no others:
      | to   | subject                              |
      | Tina | Lesson Reschedule Request - {site}   |
      | Sam  | Reschedule Request Approved - {site} |
