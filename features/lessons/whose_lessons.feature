@lessons
Feature: Lessons are the business of their student and their teacher
  Addresses hold nothing but ids. Whoever guesses one must not see, buy, cancel or refund what is another's.

  Background:
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00

  @inv-24
  Scenario: Nobody puts another's lessons in the cart
    Given Zoe has an account
    When Zoe tries to put Sam's lessons in the cart
    Then Zoe's lesson cart is empty

  @inv-24
  Scenario: Nobody sees another's order
    Given Zoe has an account
    And Sam has paid for the lessons with the "Visa" card
    When Zoe types the address of Sam's success page
    Then Zoe is told "Item not found."
    And Zoe sees nothing of the lessons

  @inv-24
  Scenario: Nobody closes another's order
    Given Zoe has an account
    And Sam has opened Checkout for the lessons
    When Zoe types the address of Sam's cancel page
    Then Zoe is told "Item not found."
    And Sam's order is still open

  @inv-24
  Scenario: Nobody cancels another's lessons
    Given Zoe has an account
    And Sam has paid for the lessons with the "Visa" card
    When Zoe tries to cancel Sam's lessons
    Then the books show the lessons paid: £60.00, £6.00 of it commission
    And no further mail is sent

  @inv-24
  Scenario: No other teacher answers a lesson request
    Given Zoe is a student of Theo
    When Theo types the address of Sam's lesson request
    Then Theo cannot answer the lesson request

  @inv-24
  Scenario: No other teacher gives the money back
    Given Zoe is a student of Theo
    And Sam has paid for the lessons with the "Visa" card
    And Sam has asked to cancel the lesson at £40.00
    When Theo tries to approve Sam's request about the lesson at £40.00
    Then Stripe has returned nothing to Sam
    And the books show the lessons paid: £60.00, £6.00 of it commission
