@courses @refunds
Feature: Cancelling a course
  A course may be tried for seven days, counted from the minute of enrolling. Whoever leaves in that time has all of the
  money back at once; whoever leaves later has none, and is told before.

  Background:
    Given Sam has bought Carl's course "First Tunes" for £49.99

  @refund @inv-13 @inv-15
  Scenario: In the last minutes of the seventh day everything comes back
    Given Sam enrolled on the course 6 days, 23 hours and 55 minutes ago
    When Sam cancels the course
    Then Sam is told "Your course has been cancelled and a full refund of £49.99 has been processed."
    And Stripe has returned £49.99 to Sam
    And the books show the course refunded: £49.99
    And Sam cannot read the course's lessons

  @refund @inv-15
  Scenario: A cancellation ends the instructor's earning from the course
    When Sam cancels the course
    Then Carl's finance page shows revenue of £0.00
    And these mails are sent, and no others:
      | to   | subject                                    | saying |
      | Sam  | Course Cancellation - First Tunes - {site} | £49.99 |
      | Carl | Enrollment Cancelled - First Tunes         |        |

  @inv-13 @inv-18
  Scenario: After seven days nothing comes back
    Given Sam enrolled on the course 7 days and 5 minutes ago
    When Sam cancels the course
    Then Sam is told "This cancellation is outside the 7-day trial period, so no refund is applicable."
    And Stripe has returned nothing to Sam
    And Sam cannot read the course's lessons
    And Carl's finance page shows revenue of £44.99

  @inv-13
  Scenario Outline: What will come back is said before the click
    Given Sam enrolled on the course <age> ago
    When Sam thinks about cancelling the course
    Then Sam is promised <outcome>

    Examples:
      | age                             | outcome       |
      | 6 days, 23 hours and 55 minutes | a full refund |
      | 7 days and 5 minutes            | no refund     |

  @inv-14
  Scenario: Cancelled twice at the same moment is refunded once
    When Sam cancels the course, twice at the same moment
    Then Stripe has returned £49.99 to Sam
    And the books show the course refunded: £49.99
    And these mails are sent, and no others:
      | to   | subject                                    | saying |
      | Sam  | Course Cancellation - First Tunes - {site} | £49.99 |
      | Carl | Enrollment Cancelled - First Tunes         |        |

  @inv-16
  Scenario: Stripe's news of the site's own refund counts once
    Given Sam has cancelled the course
    When Stripe delivers every event of the payment again
    Then Stripe has returned £49.99 to Sam
    And the books show the course refunded: £49.99
    And no further mail is sent

  @refund @inv-23
  Scenario: A course that was cancelled can be bought again
    Given Sam has cancelled the course
    When Sam pays for the course with the "Visa" card
    Then Sam can read the course's lessons
    And the books show the course paid: £49.99, £5.00 of it commission

  @inv-24
  Scenario: Nobody can cancel or read another's course
    Given Zoe has an account
    When Zoe tries to cancel Sam's course
    Then Zoe cannot read the course's lessons
    And Sam can read the course's lessons
    And Stripe has returned nothing to Sam
