@courses
Feature: Free courses
  A course that costs nothing needs no Stripe: whoever enrols is in.

  Background:
    Given Sam has an account
    And Carl offers the course "Holding the Recorder" for free

  @purchase @inv-25
  Scenario: A free course is open at once
    When Sam enrols on the free course
    Then Sam can read the course's lessons
    And Stripe was not asked for any payment by Sam
    And the books show that Sam has the course for free
    And these mails are sent, and no others:
      | to   | subject                                                     | saying                      |
      | Sam  | Course Enrollment Confirmed - Holding the Recorder - {site} |                             |
      | Carl | New Enrollment - Holding the Recorder                       | Payment Status: Free Course |

  @inv-25
  Scenario: A free course is cancelled without asking for money back
    Given Sam has enrolled on the free course
    When Sam cancels the course
    Then Sam cannot read the course's lessons
    And Stripe was not asked for any payment by Sam
