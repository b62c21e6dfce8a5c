@trouble @refunds
Feature: Stripe in trouble when money should go back
  A refund that Stripe refuses is not made, and nobody may say it was. Money that was promised is returned as soon as
  Stripe can, and what Stripe has returned is in the books, however the site came to know.

  @courses @inv-13
  Scenario: A course refund that Stripe refuses is not claimed to be made
    Given Tina has the course ready for Sam at £40.00
    And Sam has paid for the course with the "Visa" card
    And Stripe refuses to give the money back
    When Sam cancels the course
    Then Sam is told "Your cancellation request has been submitted. Your refund will be processed shortly."
    And Stripe has kept £40.00 of Sam's money
    And the books show nothing refunded

  @workshops @inv-13
  Scenario: A workshop refund that Stripe refuses is not claimed to be made
    Given Tina has the sessions ready for Sam at £40.00
    And Sam has paid for the sessions with the "Visa" card
    And Stripe refuses to give the money back
    When Sam cancels the registration
    Then Sam is told "Your registration has been cancelled. Please contact support regarding your refund."
    And Stripe has kept £40.00 of Sam's money
    And the books show nothing refunded

  @lessons @inv-13
  Scenario: A lesson refund that Stripe refuses is not claimed to be made
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00
    And Stripe refuses to give the money back
    When Tina approves the request about the lesson at £40.00
    Then Tina is told "Cancellation approved but refund failed: "
    And Stripe has kept £40.00 of Sam's money
    And the books show nothing refunded

  @courses @inv-15
  Scenario: A refund made without the site hearing of it is made once, and booked
    Given Tina has the course ready for Sam at £40.00
    And Sam has paid for the course with the "Visa" card
    And Stripe gives the money back and tells the site that it failed
    When Sam cancels the course
    Then Stripe has returned £40.00 to Sam
    And the books show the course refunded: £40.00

  @workshops @inv-7 @inv-21
  Scenario: Money that could not be returned at once is returned when Stripe's message comes again
    Given Tina has the sessions ready for Sam at £40.00
    And Sam has paid for the sessions, and Stripe's confirmation is on its way
    And session 1 is cancelled in the meantime
    And Stripe is out of order for refunds
    When Stripe's confirmation arrives
    And Stripe works again
    And Stripe delivers every event of the payment again
    Then Stripe has returned £40.00 to Sam
