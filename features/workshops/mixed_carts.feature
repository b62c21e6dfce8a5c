@workshops
Feature: One cart, several instructors and prices
  A cart may hold sessions of several instructors, some of them free. It is one payment; but each session is a place of
  its own, and each instructor has to do with the own sessions only.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £25.00

  @inv-17
  Scenario: Each instructor earns from the own session
    Given Vera offers the workshop "Renaissance Dances" at £10.00
    And Sam has put the sessions in the cart
    When Sam pays for the sessions with the "Visa" card
    Then the books show the sessions paid: £35.00, £3.50 of it commission
    And Wendy's finance page shows revenue of £22.50
    And Vera's finance page shows revenue of £9.00

  @purchase @inv-2 @inv-17
  Scenario: Each instructor hears of the own session
    Given Vera offers the workshop "Renaissance Dances" at £10.00
    And Sam has put the sessions in the cart
    When Sam pays for the sessions with the "Visa" card
    Then these mails are sent, and no others:
      | to    | subject                                               | saying               |
      | Sam   | Workshop Registration Confirmed - 2 Sessions - {site} | Total Amount: £35.00 |
      | Wendy | New Registration - Articulation Online                |                      |
      | Vera  | New Registration - Renaissance Dances                 |                      |

  @purchase @inv-8
  Scenario: A free session comes along with a paid one
    Given Vera offers the workshop "Open Consort" for free
    And Sam has put the sessions in the cart
    When Sam pays for the sessions with the "Visa" card
    Then Stripe has charged Sam £25.00 once
    And the books show these sessions:
      | item      | state |
      | session 1 | paid  |
      | session 2 | free  |

  Scenario: Who wants no mail about workshops gets none
    Given Sam wants no mail about workshops
    And Sam has put the session in the cart
    When Sam pays for the sessions with the "Visa" card
    Then the books show the sessions paid: £25.00, £2.50 of it commission
    And these mails are sent, and no others:
      | to    | subject                                | saying |
      | Wendy | New Registration - Articulation Online |        |
