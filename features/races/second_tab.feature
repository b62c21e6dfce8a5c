@checkout
Feature: The same thing in two tabs
  Customers open Checkout twice and forget about the first. Whatever they do with the two tabs, they pay once and get
  once what they pay for.

  @inv-1 @inv-7
  Scenario Outline: Paying in both tabs is paying once
    Given Tina has the <goods> ready for Sam at £40.00
    And Sam has opened Checkout for the <goods>
    And Sam has opened Checkout for the <goods> in a second tab
    When Sam pays in both tabs with the "Visa" card
    Then Stripe has kept £40.00 of Sam's money
    And the books show that Sam has the <goods>
    And Sam has one mail "<confirmation>"

    Examples:
      | goods    | confirmation                                         |
      | lessons  | Payment Confirmation - {site}                        |
      | sessions | Workshop Registration Confirmed - 1 Session - {site} |

  @inv-5 @inv-7
  Scenario: The older of two tabs can be paid as well as the newer
    Given Tina has the course ready for Sam at £40.00
    And Sam has opened Checkout for the course
    And Sam has opened Checkout for the course in a second tab
    When Sam pays in the first tab with the "Visa" card
    Then Stripe has kept £40.00 of Sam's money
    And the books show that Sam has the course
