@checkout
Feature: Customers who never come back from Checkout
  The browser is no witness: tabs are closed, sessions end, people press the back button. What Stripe has confirmed is
  paid, whatever became of the browser.

  @inv-3 @inv-5
  Scenario Outline: A tab closed right after paying loses nothing
    Given Tina has the <goods> ready for Sam at £40.00
    And Sam has opened Checkout for the <goods>
    When Sam pays with the "Visa" card and the tab is closed before the shop is back
    Then the books show the <goods> paid: £40.00, £4.00 of it commission
    And Sam has one mail "<confirmation>"

    Examples:
      | goods    | confirmation                                         |
      | sessions | Workshop Registration Confirmed - 1 Session - {site} |
      | course   | Course Enrollment Confirmed - First Tunes - {site}   |

  @inv-5
  Scenario: Who was signed out meanwhile has paid all the same
    Given Tina has the course ready for Sam at £40.00
    And Sam has opened Checkout for the course
    And Sam has been signed out
    When Sam pays with the "Visa" card
    Then the books show the course paid: £40.00, £4.00 of it commission

  @inv-6
  Scenario: Back to the shop, back to Checkout, and paid
    Given Tina has the sessions ready for Sam at £40.00
    And Sam has opened Checkout for the sessions
    When Sam goes back and forth with the browser and pays with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the sessions paid: £40.00, £4.00 of it commission
