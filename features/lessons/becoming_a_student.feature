@lessons
Feature: Becoming a student
  Whoever wants lessons applies to a teacher. Only when the teacher has agreed can lessons be asked for, and bought.

  Scenario: The teacher hears of an application
    Given Sam has an account
    And Tina teaches the recorder at £40.00 an hour
    When Sam applies to study with Tina
    Then Sam is told "Application submitted for"
    And these mails are sent, and no others:
      | to   | subject                           |
      | Tina | New Student Application from Sam... |

  Scenario: Nobody applies without accepting the terms
    Given Sam has an account
    And Tina teaches the recorder at £40.00 an hour
    When Sam applies to study with Tina without accepting the terms
    Then Tina has no application from Sam
    And no mail is sent

  Scenario: The teacher's agreement opens the booking form
    Given Tina teaches the recorder at £40.00 an hour
    And Sam has applied to study with Tina
    When Tina accepts Sam as a student
    Then Tina is told "Application status updated to Accepted!"
    And Sam can ask Tina for lessons
    And these mails are sent, and no others:
      | to  | subject                                    |
      | Sam | Update on Your Application to Study with Tina... |

  Scenario: Nobody asks for lessons before the teacher has agreed
    Given Tina teaches the recorder at £40.00 an hour
    And Sam has applied to study with Tina
    When Sam tries to ask Tina for lessons
    Then Sam is told "before you can book lessons. Please apply first or wait for your application to be accepted."
