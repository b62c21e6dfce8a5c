@lessons
Feature: Asking for lessons
  A student asks for dates; the teacher accepts or rejects each. A lesson costs the teacher's price for an hour, by its
  length, and only what the teacher has accepted can be bought.

  Background:
    Given Tina teaches the recorder at £45.00 an hour
    And Sam is a student of Tina

  @smoke
  Scenario: The teacher hears of a request
    When Sam asks Tina for lessons of 30 and 60 minutes
    Then Sam is told "submitted successfully with 2 lessons! The teacher will respond soon."
    And these mails are sent, and no others:
      | to   | subject                   |
      | Tina | New Lesson Request from Sam... |

  @inv-8
  Scenario: A lesson costs the price of an hour by its length
    Given Sam has asked Tina for lessons of 30 and 60 minutes
    And Tina has accepted the lessons
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £67.50 once
    And the books show the lessons paid: £67.50, £6.75 of it commission

  @inv-8
  Scenario: A lesson that the teacher makes longer costs its new price
    Given Tina has accepted a lesson for Sam at £45.00
    And Tina has made the lesson 90 minutes long
    And Sam has put the lessons in the cart, £67.50 in all
    When Sam pays for the lessons with the "Visa" card
    Then Stripe has charged Sam £67.50 once
    And the books show the lessons paid: £67.50, £6.75 of it commission

  Scenario: The student hears which lessons the teacher accepts
    Given Sam has asked Tina for lessons at £45.00 and £22.50
    When Tina accepts the lesson at £45.00 and rejects the one at £22.50
    Then Tina is told "Lesson request updated and student notified!"
    And these mails are sent, and no others:
      | to  | subject                               |
      | Sam | Lesson Request Update from Tina... - {site} |

  @inv-12
  Scenario: A rejected lesson cannot be bought
    Given Sam has asked Tina for lessons at £45.00 and £22.50
    And Tina has accepted the lesson at £45.00 and rejected the one at £22.50
    When Sam tries to put the lesson at £22.50 in the cart all the same
    Then Sam's lesson cart is empty
