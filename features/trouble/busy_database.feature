@trouble
Feature: A database that is busy when Stripe's confirmation comes
  A backup or a long report can keep the site from writing for a moment. It may wait, or tell Stripe to come back later;
  in the end everything is there once.

  @inv-1 @inv-21
  Scenario: A confirmation that had to wait for the database delivers everything once
    Given Tina has the sessions ready for Sam at £40.00
    And Stripe's confirmation is delayed
    And Sam has paid for the sessions with the "Visa" card
    When Stripe's confirmation arrives while the database is busy
    And Stripe delivers every event of the payment again
    Then the books show the sessions paid: £40.00, £4.00 of it commission
    And Stripe has kept £40.00 of Sam's money
