@waitlist @workshops
Feature: Offering a place
  The instructor may offer a free place to somebody who waits. The student hears of it by mail, and the place is held
  for 48 hours. It is not given: a priced place is only for those who pay.

  Background:
    Given Wendy offers the workshop "Articulation Online" at £60.00
    And Sam is on the waitlist

  @inv-4 @inv-22 @inv-24
  Scenario: A place is offered, and given only for payment
    When Wendy promotes Sam from the waitlist
    Then Wendy is told "Promoted 1 participants from waitlist."
    And the books show a place held for Sam
    And Sam finds no meeting link
    And these mails are sent, and no others:
      | to  | subject                              | saying                                        |
      | Sam | Spot Available - Articulation Online | PAYMENT REQUIRED: This workshop costs £60.00. |

  @inv-22
  Scenario: The link in the mail confirms nothing that has a price
    Given Wendy has promoted Sam from the waitlist
    When Sam follows the link in the mail
    Then Sam is asked to pay £60.00 for the place
    And the books show a place held for Sam

  @inv-11
  Scenario: Without a free place nobody is promoted
    Given the session is full
    When Wendy promotes Sam from the waitlist
    Then the books show Sam on the waitlist
    And Wendy is told "No places available for promotion."
    And no mail is sent

  @inv-4 @inv-22
  Scenario: The instructor cannot give a priced place away
    When Wendy moves Sam from the waitlist to the participants
    Then the books show Sam without a place
    And Sam finds no meeting link
