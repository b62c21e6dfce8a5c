@trouble @checkout
Feature: Stripe in trouble when somebody wants to pay
  Stripe can refuse to open a Checkout, or fail after having opened one. Nothing is bought, nothing is lost, and the
  customer hears of it and tries again.

  Scenario: Stripe refuses to open a Checkout for lessons
    Given Tina has the lessons ready for Sam at £40.00
    And Stripe refuses to open a Checkout for Sam
    When Sam tries to go to Checkout for the lessons
    Then Sam is told "Stripe opens no Checkout today."
    And Stripe was not asked for any payment by Sam
    And the books show no order by Sam
    And no mail is sent

  @inv-7
  Scenario: A slow Stripe takes patience and nothing else
    Given Tina has the lessons ready for Sam at £40.00
    And Stripe takes its time to open a Checkout for Sam
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the lessons paid: £40.00, £4.00 of it commission

  @inv-5
  Scenario: Once Stripe works again the customer buys as if nothing had been
    Given Tina has the lessons ready for Sam at £40.00
    And Stripe refuses to open a Checkout for Sam
    When Sam tries to go to Checkout for the lessons
    And Stripe works again
    And Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the lessons paid: £40.00, £4.00 of it commission

  @inv-7
  Scenario: A Checkout that Stripe opened without the site hearing of it costs nothing
    Given Tina has the course ready for Sam at £40.00
    And Stripe opens a Checkout for Sam and tells the site that it failed
    When Sam tries to go to Checkout for the course
    And Stripe works again
    And Sam pays for the course with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the course paid: £40.00, £4.00 of it commission
