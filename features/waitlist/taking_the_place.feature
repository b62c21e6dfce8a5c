@waitlist @workshops
Feature: Taking an offered place
  Whoever was offered a place takes it by paying for it. Until the time is up the offer stands, whatever happens at
  Checkout.

  Background:
    Given Wendy offers the workshop "Articulation Online" at £60.00
    And Sam has been offered the last place

  @purchase @inv-1 @inv-2 @inv-9 @inv-10 @inv-22
  Scenario: Whoever was promoted pays and takes part
    When Sam pays for the place with the "Visa" card
    Then Stripe has charged Sam £60.00 once
    And the books show the place paid: £60.00, £6.00 of it commission
    And Wendy's finance page shows revenue of £54.00
    And these mails are sent, and no others:
      | to    | subject                                                          | saying              |
      | Sam   | Workshop Registration Confirmed - Articulation Online - {site}   | Amount Paid: £60.00 |
      | Wendy | New Registration - Articulation Online                           | - Name:             |

  @inv-4 @inv-5 @inv-6
  Scenario: Leaving Checkout costs nothing and keeps the offer
    Given Sam has opened Checkout for the place
    When Sam goes back to the shop without paying
    Then Sam reads that the payment was cancelled
    And the books show a place held for Sam
    And Sam is asked to pay £60.00 for the place
    And no mail is sent

  @inv-5
  Scenario: A second attempt takes the place
    Given Sam went back from Checkout without paying for the place
    When Sam pays for the place with the "Visa" card
    Then Stripe has charged Sam £60.00 once
    And the books show the place paid: £60.00, £6.00 of it commission

  @inv-7 @inv-11
  Scenario: Money that comes when the place is gone goes back
    Given Sam has opened Checkout for the place
    And Sam's 48 hours are over, and Zoe has been given the place
    When Sam pays with the "Visa" card
    Then Stripe has returned £60.00 to Sam
    And the books show Sam without a place
    And these mails are sent, and no others:
      | to  | subject                   | saying |
      | Sam | Payment Refunded - {site} | £60.00 |
