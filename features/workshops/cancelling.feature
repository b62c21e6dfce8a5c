@workshops @refunds
Feature: Giving a place back
  With seven days' notice, counted to the minute, the whole price comes back; with less, nothing does. Either way the
  place is free for somebody else, and what will happen is said before the click.

  Background:
    Given Sam has paid £25.00 for a place in Wendy's workshop "Articulation Online"

  @refund @inv-13 @inv-15
  Scenario: With seven days' notice the whole price comes back
    Given the session begins in 7 days and 5 minutes
    When Sam cancels the registration
    Then Sam is told "Your registration has been cancelled and a refund will be issued."
    And Stripe has returned £25.00 to Sam
    And the books show the sessions refunded: £25.00
    And Wendy's finance page shows revenue of £0.00

  @inv-15
  Scenario: Student and instructor hear of it
    When Sam cancels the registration
    Then these mails are sent, and no others:
      | to    | subject                                                     | saying                |
      | Sam   | Workshop Cancellation & Refund - Articulation Online - {site} | Refund Amount: £25.00 |
      | Wendy | Registration Cancelled - Articulation Online                |                       |

  @inv-13 @inv-18
  Scenario: With less than seven days' notice nothing comes back
    Given the session begins in 6 days, 23 hours and 55 minutes
    When Sam cancels the registration
    Then Sam is told "Your registration has been cancelled but no refund is possible."
    And Stripe has returned nothing to Sam
    And the books show these sessions:
      | item      | state     |
      | session 1 | withdrawn |
    And Wendy's finance page shows revenue of £22.50

  @inv-13
  Scenario Outline: The page says what will come back before a place is given up
    Given the session begins in <notice>
    When Sam thinks about cancelling the registration
    Then Sam is promised <outcome>

    Examples:
      | notice                          | outcome       |
      | 7 days and 5 minutes            | a full refund |
      | 6 days, 23 hours and 55 minutes | no refund     |

  @inv-16
  Scenario: Stripe's news of a place's refund counts once
    Given Sam has cancelled the registration
    When Stripe delivers every event of the payment again
    Then the books show the sessions refunded: £25.00
    And no further mail is sent

  @refund @inv-15 @inv-23
  Scenario: A place that was given back can be bought again
    Given Sam has cancelled the registration
    And Sam has put the session in the cart
    When Sam pays for the sessions with the "Visa" card
    Then Sam sees the registrations
    And the books show the sessions paid: £25.00, £2.50 of it commission
