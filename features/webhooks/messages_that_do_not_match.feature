@webhooks
Feature: Messages that do not match what was asked for
  A message can be signed by Stripe and still be wrong for this shop: another amount, another currency, nobody's
  Checkout. It is acknowledged, because sending it again would change nothing, and it delivers nothing.

  Background:
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has opened Checkout for the lessons

  @inv-4 @inv-20
  Scenario: Messages that say something wrong of a Checkout deliver nothing
    When Stripe confirms Sam's payment in messages that:
      | name a smaller amount |
      | name another currency |
      | say that it is unpaid |
    Then the site accepts each of them
    And the books show the lessons unpaid
    And neither Sam nor Tina gets a mail

  @inv-19 @inv-20
  Scenario: Messages about something that is not known here deliver nothing
    When Stripe confirms Sam's payment in messages that:
      | speak of a Checkout that the site never opened |
      | name a customer who does not exist             |
      | name goods that do not exist                   |
    Then the site accepts each of them
    And the books show the lessons unpaid
    And neither Sam nor Tina gets a mail

  @inv-20
  Scenario: The true confirmation counts, whatever false ones came before
    Given Stripe has confirmed Sam's payment in messages that:
      | name a smaller amount |
    When Sam pays with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the lessons paid: £40.00, £4.00 of it commission
