@accounts
Feature: Logging in

  Background:
    Given Sam has an account

  Scenario: A wrong password is told and lets nobody in
    When Sam tries to log in with a wrong password
    Then Sam is told that the password is wrong
    And Sam is not logged in

  Scenario: Logging in leads on to the page that was asked for
    When Sam logs in on the way to the lesson cart
    Then Sam sees the lesson cart
    And Sam is logged in
