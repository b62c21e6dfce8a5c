@workshops
Feature: Two customers and one last place
  Two people can be at Checkout for the same last place. One of them gets it; the other gets all the money back and is
  told.

  Background:
    Given Sam and Robin are at Checkout for Wendy's last place at £25.00

  @inv-7 @inv-11
  Scenario: Who pays second for the last place gets the money back, and is told
    When Sam pays with the "Visa" card
    And Robin pays with the "Visa" card
    Then the books show that Sam has the sessions
    And the books show Robin without a place
    And Stripe has returned £25.00 to Robin
    And these mails are sent, and no others:
      | to    | subject                                              | saying |
      | Sam   | Workshop Registration Confirmed - 1 Session - {site} | £25.00 |
      | Wendy | New Registration - Articulation Online               |        |
      | Robin | Payment Refunded - {site}                            | £25.00 |

  @inv-7 @inv-11
  Scenario: Of two who pay for the last place at the same moment one gets it
    When Sam and Robin pay at the same moment with the "Visa" card
    Then one of Sam and Robin has the sessions for £25.00, the other the money back
    And whoever of Sam and Robin missed out is told of £25.00
