@courses @guardians
Feature: Enrolling a child on a course
  A guardian pays, a child learns. The instructor is told the child's name, and each child is enrolled for itself.

  Background:
    Given Gwen is the guardian of Charlie
    And Carl offers the course "First Tunes" at £49.99

  @purchase @inv-1 @inv-2
  Scenario: A guardian pays, and the child is enrolled
    When Gwen pays for the course with the "Visa" card
    Then Gwen can read the course's lessons
    And the books show the course in Charlie's name
    And the books show the course paid: £49.99, £5.00 of it commission
    And these mails are sent, and no others:
      | to   | subject                                            | saying                                       |
      | Gwen | Course Enrollment Confirmed - First Tunes - {site} | Amount Paid: £49.99                          |
      | Carl | New Enrollment - First Tunes                       | Charlie / - Guardian: / Gwen / Paid - £49.99 |

  Scenario: The child's course can be cancelled by the guardian
    Given Gwen has paid for the course with the "Visa" card
    When Gwen cancels the course
    Then Stripe has returned £49.99 to Gwen
    And the books show the course refunded: £49.99
    And Gwen cannot read the course's lessons
