@waitlist @workshops
Feature: Free places from the waitlist
  A place that costs nothing needs no Stripe. It is taken by the link in the mail, by nobody but its addressee.

  Background:
    Given Wendy offers the workshop "Open Consort" for free
    And Sam is on the waitlist

  @inv-22 @inv-25
  Scenario: A free place is confirmed by the link in the mail
    Given Wendy has promoted Sam from the waitlist
    When Sam confirms the place by the link in the mail
    Then the books show that Sam has the place for free
    And Stripe was not asked for any payment by Sam
    And these mails are sent, and no others:
      | to    | subject                                | saying  |
      | Sam   | Registration Confirmed - Open Consort  |         |
      | Wendy | New Registration - Open Consort        | - Name: |

  @inv-24
  Scenario: Nobody else can use the link
    Given Zoe has an account
    And Wendy has promoted Sam from the waitlist
    When Zoe tries to confirm Sam's place by the link in the mail
    Then the books show a place held for Sam
    And no further mail is sent

  @inv-25
  Scenario: A free place given back is the next one's at once
    Given Zoe has an account
    And Zoe has the last place in the session
    When Zoe cancels the registration
    Then the books show that Sam has the place for free
    And these mails are sent, and no others:
      | to    | subject                                          | saying |
      | Zoe   | Workshop Cancellation - Open Consort - {site}    |        |
      | Wendy | Registration Cancelled - Open Consort            |        |
      | Sam   | Registration Confirmed - Open Consort            |        |
      | Wendy | New Registration - Open Consort                  |        |
