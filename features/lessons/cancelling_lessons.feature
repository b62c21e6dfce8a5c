@lessons @refunds
Feature: Cancelling a lesson
  A student who gives 48 hours' notice gets the price of the lesson back, less the platform's fee of 10 %; the teacher
  has to agree. Later the lesson can still be cancelled, but its price stays. The student knows before asking.

  Background:
    Given Sam is a student of Tina

  @inv-13 @inv-15
  Scenario: With 48 hours' notice the price comes back, less the fee
    Given Tina has accepted a lesson for Sam at £40.00 that begins in 48 hours and 5 minutes
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00, promised £36.00 back
    When Tina approves the request about the lesson at £40.00
    Then Stripe has returned £36.00 to Sam
    And the books show £36.00 of the lessons refunded, and:
      | item               | state     |
      | lesson 1 at £40.00 | withdrawn |
    And Tina's finance page shows revenue of £0.00

  @inv-13 @inv-18
  Scenario: A minute less, and nothing comes back
    Given Tina has accepted a lesson for Sam at £40.00 that begins in 47 hours and 59 minutes
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00, promised nothing back
    When Tina approves the request about the lesson at £40.00
    Then Stripe has returned nothing to Sam
    And the books show £0.00 of the lessons refunded, and:
      | item               | state     |
      | lesson 1 at £40.00 | withdrawn |
    And Tina's finance page shows revenue of £36.00

  Scenario: The teacher hears of the wish
    Given Tina has accepted a lesson for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    When Sam asks to cancel the lesson at £40.00
    Then Sam is told "Cancellation request submitted! Your teacher will review it shortly."
    And these mails are sent, and no others:
      | to   | subject                              |
      | Tina | Lesson Cancellation Request - {site} |

  @refund @inv-15
  Scenario: The student is told what comes back
    Given Tina has accepted a lesson for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00
    When Tina approves the request about the lesson at £40.00
    Then Tina is told "Cancellation approved and refund of £36.00 processed successfully."
    And these mails are sent, and no others:
      | to   | subject                                | saying                                                        |
      | Tina | Lesson Cancellation Request - {site}   |                                                               |
      | Sam  | Cancellation Request Approved - {site} | Refund Amount: £36.00 / Platform Fee (Non-refundable): £4.00  |

  Scenario: A request that the teacher rejects changes nothing
    Given Tina has accepted a lesson for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00
    When Tina rejects the request about the lesson at £40.00
    Then Tina is told "Cancellation request rejected."
    And Stripe has returned nothing to Sam
    And the books show the lessons paid: £40.00, £4.00 of it commission
