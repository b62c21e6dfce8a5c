@courses
Feature: Enrolling on a course
  A course is a set of lessons behind a door. The door opens when the enrolment is paid, not before; a free course
  is open at once.

  Background:
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99

  @purchase @smoke @inv-1 @inv-2 @inv-9
  Scenario: Paying for a course opens its lessons
    When Sam pays for the course with the "Visa" card
    Then Sam can read the course's lessons
    And Stripe has charged Sam £49.99 once
    And the books show the course paid: £49.99, £5.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                                            | saying                        |
      | Sam  | Course Enrollment Confirmed - First Tunes - {site} | Amount Paid: £49.99           |
      | Carl | New Enrollment - First Tunes                       | Payment Status: Paid - £49.99 |

  @inv-4
  Scenario: Before the payment the lessons stay closed
    Given Sam has opened Checkout for the course
    Then Sam cannot read the course's lessons
    And Stripe has charged Sam nothing
    And the books show the course unpaid
    And no mail is sent

  @inv-5
  Scenario: Leaving Checkout leaves the course unpaid and free to try again
    Given Sam went back from Checkout without paying for the course
    When Sam pays for the course with the "Visa" card
    Then Sam can read the course's lessons
    And Stripe has charged Sam £49.99 once
    And the books show the course paid: £49.99, £5.00 of it commission
