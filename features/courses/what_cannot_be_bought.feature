@courses
Feature: Courses that cannot be bought
  Whatever a page offers or hides, the site itself decides what it sells: no course twice, none that is not published,
  and none to somebody who has not accepted the terms.

  Background:
    Given Sam has an account

  @inv-12
  Scenario: Who is enrolled cannot buy the course again
    Given Carl offers the course "First Tunes" at £49.99
    And Sam has paid for the course with the "Visa" card
    When Sam tries to enrol on the course
    Then Sam is told "You are already enrolled in First Tunes."
    And Stripe has charged Sam £49.99 once
    And the books show the course paid: £49.99, £5.00 of it commission

  @inv-12
  Scenario: A course that is not published cannot be bought
    Given Carl has not published the course "Second Tunes" at £49.99 yet
    When Sam tries to enrol on the course
    Then Stripe was not asked for any payment by Sam
    And Sam cannot read the course's lessons

  Scenario: Without accepting the terms nobody is enrolled
    Given Carl offers the course "First Tunes" at £49.99
    When Sam tries to enrol on the course without accepting the terms
    Then Sam is told "You must accept the Terms and Conditions to enroll."
    And Stripe was not asked for any payment by Sam
    And Sam cannot read the course's lessons
