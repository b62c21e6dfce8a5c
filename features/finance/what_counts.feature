@finance
Feature: What counts as earned
  A teacher has earned what was paid and not refunded. What happens to the goods afterwards changes nothing.

  @inv-4
  Scenario: An open Checkout earns nothing
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99
    And Sam has opened Checkout for the course
    When Carl looks at the finances of the last 30 days
    Then Carl sees revenue of £0.00

  @inv-18
  Scenario Outline: Whoever was marked as <attendance> has paid all the same
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart
    And Sam has paid for the sessions with the "Visa" card
    When Wendy marks Sam as <attendance>
    Then Wendy's finance page shows revenue of £22.50 and a platform fee of £2.50

    Examples:
      | attendance |
      | attended   |
      | absent     |

  @inv-17
  Scenario Outline: A report is about the sales of its days
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99
    And Sam has paid for the course with the "Visa" card
    And Sam enrolled on the course 31 days ago
    When Carl looks at the finances of the last <days> days
    Then Carl sees revenue of <revenue>

    Examples:
      | days | revenue |
      | 30   | £0.00   |
      | 90   | £44.99  |
