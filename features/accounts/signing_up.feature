@accounts
Feature: Signing up
  An account is made at once, and opened by the link that its owner finds in the mail. Nobody else can open it.

  Scenario: Signing up sends a verification mail and logs nobody in
    When Sam signs up
    Then Sam is told "Account created successfully! We sent a verification email to"
    And these mails are sent, and no others:
      | to  | subject                             |
      | Sam | Verify your email address - {site}  |
    And Sam is not logged in

  Scenario: A verified address and a complete profile are all it takes to buy
    Given Tina offers the course "First Tunes" at £49.99
    And Sam has signed up
    And Sam has followed the link in the verification mail
    When Sam completes the profile
    And Sam pays for the course with the "Visa" card
    Then Stripe has charged Sam £49.99 once

  Scenario: A verification link opens the account once
    Given Sam has signed up
    And Sam has followed the link in the verification mail
    When somebody else follows the same link
    Then Sam is told "Email verification link is invalid or has expired. Please request a new verification email."
    And Sam is not logged in

  Scenario: An account is kept although its verification mail cannot be sent
    Given the mail server is down
    When Sam signs up
    Then Sam is told "Account created, but there was an issue sending the verification email: "
    And Sam is not logged in

  @guardians
  Scenario: A guardian signs up together with a child
    When Grace signs up as the guardian of Charlie
    Then Charlie is on Grace's account
