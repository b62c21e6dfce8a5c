@workshops
Feature: A place is its holder's business
  The meeting link of a session online is the way in: it is for those who have a place. And nobody but the holder, or
  the instructor, gives a place back.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart

  @inv-4 @inv-24
  Scenario: Before payment there is no meeting link
    Given Sam has opened Checkout for the sessions
    When Sam goes back to the shop without paying
    Then Sam finds no meeting link

  @inv-24
  Scenario: The meeting link comes with the place, and to nobody else
    Given Zoe has an account
    When Sam pays for the sessions with the "Visa" card
    Then Zoe finds no meeting link
    And these mails are sent, and no others:
      | to    | subject                                              | saying        |
      | Sam   | Workshop Registration Confirmed - 1 Session - {site} | Meeting Link: |
      | Wendy | New Registration - Articulation Online               |               |

  @inv-24
  Scenario: Whoever gives the place back loses the meeting link
    Given Sam has paid for the sessions with the "Visa" card
    When Sam cancels the registration
    Then Sam finds no meeting link

  @inv-24
  Scenario: Nobody gives back another's place
    Given Zoe has an account
    And Sam has paid for the sessions with the "Visa" card
    When Zoe tries to cancel Sam's registration
    Then Stripe has returned nothing to Sam
    And the books show the sessions paid: £25.00, £2.50 of it commission
