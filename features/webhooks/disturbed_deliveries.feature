@webhooks @courses
Feature: What becomes of Stripe's messages on their way
  Answers get lost and accounts are moved to a newer version of Stripe's API. One course is sold all the same.

  Background:
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99

  @inv-1 @inv-3
  Scenario Outline: A purchase that meets <disturbance> is one purchase
    Given the purchase meets "<disturbance>"
    When Sam pays for the course with the "Visa" card
    Then Sam can read the course's lessons
    And the books show the course paid: £49.99, £5.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                                        | saying               |
      | Sam  | Course Enrollment Confirmed - First Tunes - {site} | Amount Paid: £49.99  |
      | Carl | New Enrollment - First Tunes                   |                      |

    Examples:
      | disturbance       |
      | lost-answer       |
      | other-api-version |
