@waitlist @workshops
Feature: A free place goes to the next in line
  However a place becomes free, whoever has waited longest is the first to be offered it.

  Background:
    Given Zoe has an account
    And Wendy offers the workshop "Articulation Online" at £60.00
    And Zoe has paid for the last place in the session
    And Sam is on the waitlist

  @inv-22
  Scenario: A place given back is offered to whoever has waited longest
    Given Ann is on the waitlist
    When Zoe cancels the registration
    Then the books show a place held for Sam
    And these mails are sent, and no others:
      | to    | subject                                                       | saying                                        |
      | Zoe   | Workshop Cancellation & Refund - Articulation Online - {site} | £60.00                                        |
      | Wendy | Registration Cancelled - Articulation Online                  |                                               |
      | Sam   | Spot Available - Articulation Online                          | PAYMENT REQUIRED: This workshop costs £60.00. |

  @refund @inv-15 @inv-16
  Scenario: A refund in the Stripe dashboard frees the place for the next
    When the shop refunds the whole payment in the Stripe dashboard
    Then the books show a place held for Sam
    And these mails are sent, and no others:
      | to  | subject                              | saying |
      | Zoe | Payment Refunded - {site}            | £60.00 |
      | Sam | Spot Available - Articulation Online |        |

  @inv-11 @inv-12
  Scenario: A freed place is sold to nobody past the line
    Given Zoe has cancelled the registration
    When Zoe tries to put the session in the cart all the same
    Then Zoe is told that it cannot be bought
    And the books show a place held for Sam
