@finance
Feature: What counts as earned
  A teacher has earned what was paid and not refunded, on the day it was paid.

  @inv-4
  Scenario: An open Checkout earns nothing
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99
    And Sam has opened Checkout for the course
    When Carl looks at the finances of the last 30 days
    Then Carl sees revenue of £0.00

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
