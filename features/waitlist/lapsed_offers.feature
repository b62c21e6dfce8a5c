@waitlist @workshops
Feature: An offer lapses
  A place is held for 48 hours. Whoever has not taken it by then can take it no more, and the next in line may.

  Background:
    Given Wendy offers the workshop "Articulation Online" at £60.00

  @inv-22
  Scenario: A place not taken in time goes to the next
    Given Sam has been offered the last place
    And Ann is on the waitlist
    And Sam's 48 hours are over
    When Sam comes back to the offer
    Then the books show a place held for Ann
    And the books show Sam without a place
    And these mails are sent, and no others:
      | to  | subject                              | saying                                        |
      | Ann | Spot Available - Articulation Online | PAYMENT REQUIRED: This workshop costs £60.00. |

  Scenario: The link in the mail says that it is too late
    Given Sam is on the waitlist
    And Wendy has promoted Sam from the waitlist
    And Sam's 48 hours are over
    When Sam follows the link in the mail
    Then Sam reads that the offer has expired

  @inv-22
  Scenario: What was not taken in time cannot be paid
    Given Sam has been offered the last place
    And Sam's 48 hours are over
    When Sam tries to pay for the place all the same
    Then Stripe was not asked for any payment by Sam
    And the books show Sam without a place
