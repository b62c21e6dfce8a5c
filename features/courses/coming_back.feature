@courses @checkout
Feature: Coming back from Checkout
  The pages that Stripe leads back to only tell what has happened. Finding one of them, by hand or with the back button,
  neither opens a course nor closes one.

  Background:
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99

  @inv-4
  Scenario: Typing the address of the success page opens nothing
    Given Sam has opened Checkout for the course
    When Sam types the address of the success page
    Then Sam cannot read the course's lessons
    And the books show the course unpaid
    And no mail is sent

  @inv-6
  Scenario: The cancel page takes nothing away from who has paid
    Given Sam has paid for the course with the "Visa" card
    When Sam types the address of the cancel page
    Then Sam can read the course's lessons
    And the books show the course paid: £49.99, £5.00 of it commission
    And no further mail is sent

  @inv-6
  Scenario: The cancel page does not bring back a course that was cancelled
    Given Sam has paid for the course with the "Visa" card
    And Sam has cancelled the course
    When Sam types the address of the cancel page
    Then Sam cannot read the course's lessons
    And the books show the course refunded: £49.99
