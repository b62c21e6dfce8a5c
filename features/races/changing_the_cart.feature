@checkout
Feature: A cart that changes while Checkout is open
  What is delivered is what Stripe charged for. What was put in the cart later is neither delivered nor lost, and what
  cannot be delivered any more is not kept money for.

  @workshops @inv-1 @inv-8
  Scenario: A session put in the cart during Checkout stays there, unpaid
    Given Tina has the sessions ready for Sam at £25.00
    And Sam has opened Checkout for the sessions
    And Tina offers the workshop "Tone Online" at £25.00
    And Sam goes on shopping in another tab
    When Sam puts session 2 in the cart
    And Sam pays with the "Visa" card
    Then the books show £0.00 of the sessions refunded, and:
      | item      | state  |
      | session 1 | paid   |
      | session 2 | unpaid |
    And Sam's cart comes to £25.00 for 1 session

  @lessons @inv-1 @inv-8
  Scenario: A lesson put in the cart during Checkout stays there, unpaid
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has opened Checkout for the lessons
    And Tina has accepted a lesson for Sam at £20.00
    And Sam goes on shopping in another tab
    When Sam puts the lesson at £20.00 in the cart
    And Sam pays with the "Visa" card
    Then the books show £0.00 of the lessons refunded, and:
      | item               | state  |
      | lesson 1 at £40.00 | paid   |
      | lesson 2 at £20.00 | unpaid |
    And Sam's cart comes to £20.00 for 1 lesson

  @lessons @inv-1 @inv-8
  Scenario: A lesson taken out of the cart during Checkout is delivered if it was charged
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has opened Checkout for the lessons
    And Sam goes on shopping in another tab
    When Sam takes the lesson at £20.00 out of the cart
    And Sam pays with the "Visa" card
    Then Stripe has kept £60.00 of Sam's money
    And the books show the lessons paid: £60.00, £6.00 of it commission

  @workshops @inv-7 @inv-14
  Scenario: Of two sessions the one that was cancelled during Checkout is refunded, the other delivered
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £25.00 with 2 sessions
    And Sam has put the sessions in the cart
    And Sam has opened Checkout for the sessions
    And session 1 is cancelled in the meantime
    When Sam pays with the "Visa" card
    Then Stripe has returned £25.00 to Sam
    And the books show £25.00 of the sessions refunded, and:
      | item      | state  |
      | session 1 | unpaid |
      | session 2 | paid   |

  @workshops @inv-7
  Scenario: Who paid for something that was cancelled meanwhile is told of the money that comes back
    Given Tina has the sessions ready for Sam at £25.00
    And Sam has opened Checkout for the sessions
    And session 1 is cancelled in the meantime
    When Sam pays with the "Visa" card
    Then Stripe has kept £0.00 of Sam's money
    And these mails are sent, and no others:
      | to  | subject                   | saying |
      | Sam | Payment Refunded - {site} | £25.00 |
