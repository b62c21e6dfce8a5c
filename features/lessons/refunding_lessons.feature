@lessons @refunds
Feature: Refunding lessons one by one
  Each lesson of an order is refunded for itself and once, whoever presses what how often, and the rest of the order
  stays as it is.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £50.00 and £20.00
    And Sam has paid for the lessons with the "Visa" card

  @refund @inv-14 @inv-15 @inv-18
  Scenario: The lesson that is cancelled is refunded, the other stays
    Given Sam has asked to cancel the lesson at £20.00
    When Tina approves the request about the lesson at £20.00
    Then Stripe has returned £18.00 to Sam
    And the books show £18.00 of the lessons refunded, and:
      | item               | state     |
      | lesson 1 at £50.00 | paid      |
      | lesson 2 at £20.00 | withdrawn |
    And Tina's finance page shows revenue of £45.00

  @inv-14
  Scenario: The last lesson is refunded like the first
    Given Sam has asked to cancel the lesson at £50.00
    And Tina has approved the request about the lesson at £50.00
    And Sam has asked to cancel the lesson at £20.00
    When Tina approves the request about the lesson at £20.00
    Then Stripe has returned £63.00 to Sam

  @inv-14
  Scenario: A request approved twice is refunded once
    Given Sam has asked to cancel the lesson at £20.00
    When Tina approves the request about the lesson at £20.00 in two tabs
    Then Stripe has returned £18.00 to Sam
    And the books show £18.00 of the lessons refunded, and:
      | item               | state     |
      | lesson 1 at £50.00 | paid      |
      | lesson 2 at £20.00 | withdrawn |

  @inv-14
  Scenario: Nobody asks for the same refund twice
    When Sam asks to cancel the lesson at £20.00 in two tabs
    Then Sam is told "A cancellation request for this lesson is already pending."
    And these mails are sent, and no others:
      | to   | subject                              |
      | Tina | Lesson Cancellation Request - {site} |

  @inv-16
  Scenario: A refund that Stripe reports again counts once
    Given Sam has asked to cancel the lesson at £20.00
    And Tina has approved the request about the lesson at £20.00
    When Stripe delivers every event of the payment again
    Then the books show £18.00 of the lessons refunded, and:
      | item               | state     |
      | lesson 1 at £50.00 | paid      |
      | lesson 2 at £20.00 | withdrawn |
    And Tina's finance page shows revenue of £45.00
