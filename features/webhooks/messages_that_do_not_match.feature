@webhooks
Feature: Messages that do not match what was asked for
  A message can be signed by Stripe and still be wrong for this shop: another amount, another currency, nobody's
  Checkout. It is acknowledged, because sending it again would change nothing, and it delivers nothing.

  Background:
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has opened Checkout for the lessons

  @inv-20
  Scenario Outline: A message that does not match delivers nothing
    When Stripe confirms Sam's payment in a message that <flaw>
    Then the site accepts it
    And the books show the lessons unpaid
    And neither Sam nor Tina gets a mail

    @inv-4
    Examples: The Checkout is right, what is said of it is not
      | flaw                   |
      | names a smaller amount |
      | names another currency |
      | says that it is unpaid |

    @inv-19
    Examples: Nothing of it is known here
      | flaw                                            |
      | speaks of a Checkout that the site never opened |
      | names a customer who does not exist             |
      | names goods that do not exist                   |

  @inv-20
  Scenario: The true confirmation counts, whatever false ones came before
    Given Stripe has confirmed Sam's payment in a message that names a smaller amount
    When Sam pays with the "Visa" card
    Then Stripe has charged Sam £40.00 once
    And the books show the lessons paid: £40.00, £4.00 of it commission
