@finance
Feature: The same figures on every finance page
  Teachers do their taxes with these pages. Whatever they open, what was paid is the same, and so is what they keep
  of it.

  Background:
    Given Tina has the lessons ready for Sam at £40.00
    And Tina has the sessions ready for Sam at £25.00
    And Tina has the course ready for Sam at £49.99

  @smoke @inv-17
  Scenario: Dashboard, breakdowns and reports agree
    When Sam buys the lessons, the sessions and the course, each in a Checkout of its own
    Then Tina's finance page shows revenue of £103.49 and a platform fee of £11.50
    And Tina's finance page and its breakdowns show:
      | area             | paid   | revenue |
      | Workshops        | £25.00 | £22.50  |
      | Courses          | £49.99 | £44.99  |
      | Private Teaching | £40.00 | £36.00  |
    And Tina's profit and loss shows:
      | area             | revenue |
      | Workshops        | £22.50  |
      | Courses          | £44.99  |
      | Private Teaching | £36.00  |
      | TOTAL            | £103.49 |
    And Tina's CSV report ends with:
      | Gross Revenue      | £114.99 |
      | Platform Fee (10%) | £11.50  |
      | Net Revenue        | £103.49 |
      | Total Expenses     | £0.00   |
      | Net Profit         | £103.49 |

  @products @inv-17
  Scenario: Music to download is part of them
    Given Tina offers the download "Telemann Duets" at £4.50
    And Sam has put the download "Telemann Duets" in the cart
    When Sam buys the lessons, the sessions, the course and the downloads, each in a Checkout of its own
    Then Tina's finance page shows revenue of £107.54 and a platform fee of £11.95
    And Tina's CSV report ends with:
      | Gross Revenue      | £119.49 |
      | Platform Fee (10%) | £11.95  |
      | Net Revenue        | £107.54 |
      | Total Expenses     | £0.00   |
      | Net Profit         | £107.54 |

  @inv-15 @inv-18
  Scenario: What was refunded contributes nothing to any of them
    Given Sam has bought the lessons and the course, each in a Checkout of its own
    When the shop refunds the whole payment in the Stripe dashboard
    Then Tina's finance page shows revenue of £36.00 and a platform fee of £4.00
    And Tina's finance page and its breakdowns show:
      | area             | revenue |
      | Courses          | £0.00   |
      | Private Teaching | £36.00  |
    And Tina's CSV report ends with:
      | Net Revenue    | £36.00 |
      | Total Expenses | £0.00  |
      | Net Profit     | £36.00 |
