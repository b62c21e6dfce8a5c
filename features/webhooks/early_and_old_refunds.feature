@webhooks @refunds
Feature: Refunds that are heard of too early, or again too late
  Stripe's message about a refund may overtake the one about the payment, and old messages may come again. What was
  refunded is never delivered after all, and a refunded amount never shrinks.

  @inv-3 @inv-16
  Scenario Outline: A payment refunded before the site has heard of it gives nothing away
    Given Tina has the <goods> ready for Sam at £40.00
    And Stripe's confirmation is delayed
    And Sam has paid for the <goods> with the "Visa" card
    And the shop has refunded the whole payment in the Stripe dashboard
    When Stripe's confirmation arrives
    Then the books show the <goods> refunded: £40.00
    And Stripe has returned £40.00 to Sam

    Examples:
      | goods    |
      | lessons  |
      | course   |

  @inv-16
  Scenario: Old news of a smaller refund takes nothing back
    Given Tina has the lessons ready for Sam at £40.00
    And Sam has paid for the lessons with the "Visa" card
    And the shop has refunded £10.00 of the payment in the Stripe dashboard
    And the shop has refunded £5.00 of the payment in the Stripe dashboard
    When Stripe delivers every event of the payment again, the latest first
    Then Stripe has returned £15.00 to Sam
    And the books show the lessons kept, with £15.00 refunded

  @inv-16
  Scenario: Old news of the payment revives nothing that was refunded
    Given Tina has the course ready for Sam at £40.00
    And Sam has paid for the course with the "Visa" card
    And the shop has refunded the whole payment in the Stripe dashboard
    When Stripe delivers every event of the payment again, the latest first
    Then Sam cannot read the course's lessons
    And the books show the course refunded: £40.00
