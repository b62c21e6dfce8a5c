@finance
Feature: Figures are the teacher's own
  What a teacher earns is nobody else's business: not another teacher's, not a student's, not a visitor's.

  @inv-17
  Scenario: Two teachers paid in one Checkout find their own part on every page
    Given Sam is a student of Tina
    And Sam is a student of Ulla
    And Tina has accepted a lesson for Sam at £40.00
    And Ulla has accepted a lesson for Sam at £20.00
    When Sam pays for the lessons with the "Visa" card
    Then Tina's finance page and its breakdowns show:
      | area             | paid   | revenue |
      | Private Teaching | £40.00 | £36.00  |
    And Ulla's CSV report ends with:
      | Net Revenue    | £18.00 |
      | Total Expenses | £0.00  |
      | Net Profit     | £18.00 |

  @inv-24
  Scenario: A student sees nobody's figures
    Given Sam has an account
    When Sam looks at the finance page
    Then Sam is told "You must be a teacher to access finance dashboard."
    And Sam sees no figures on any finance page

  @inv-24
  Scenario: A visitor sees nobody's figures
    Given Carl offers the course "First Tunes" at £49.99
    Then a visitor who is not logged in sees no figures on any finance page
