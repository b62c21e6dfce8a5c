@products
Feature: Buying music to download
  Teachers sell music as files. Whoever has paid gets the links by mail and finds the music among the purchases; the
  teacher finds the share on the finance page and is not mailed about every sale.

  Background:
    Given Sam has an account
    And Tina offers the download "Telemann Duets" at £4.50
    And Wendy offers the download "Bach Trios" at £6.00

  @purchase @inv-1 @inv-9 @inv-10
  Scenario: What is paid can be downloaded
    Given Sam has put the download "Telemann Duets" in the cart
    When Sam pays for the downloads with the "Visa" card
    Then Sam can download "Telemann Duets"
    And the books show the downloads paid: £4.50, £0.45 of it commission
    And these mails are sent, and no others:
      | to  | subject                                | saying             |
      | Sam | Download Your Purchase: Telemann Duets | Amount Paid: £4.50 |

  @purchase @inv-1 @inv-2 @inv-8
  Scenario: Two downloads in one cart are one payment and one mail
    Given Sam has put the downloads in the cart
    When Sam pays for the downloads with the "Visa" card
    Then Stripe has charged Sam £10.50 once
    And the books show the downloads paid: £10.50, £1.05 of it commission
    And these mails are sent, and no others:
      | to  | subject                     | saying                      |
      | Sam | Download Your 2 Purchase(s) | Telemann Duets / Bach Trios |

  @inv-17
  Scenario: Each teacher earns from their own music
    Given Sam has put the downloads in the cart
    When Sam pays for the downloads with the "Visa" card
    Then Tina's finance page shows revenue of £4.05
    And Wendy's finance page shows revenue of £5.40

  @inv-8
  Scenario: What was taken out of the cart is neither charged nor delivered
    Given Sam has put the downloads in the cart
    And Sam has taken the download "Bach Trios" out of the cart
    When Sam pays for the downloads with the "Visa" card
    Then Stripe has charged Sam £4.50 once
    And Sam cannot download "Bach Trios"

  @inv-12
  Scenario: What is owned cannot be bought again
    Given Sam has put the download "Telemann Duets" in the cart
    And Sam has paid for the downloads with the "Visa" card
    When Sam tries to put the download "Telemann Duets" in the cart
    Then Sam is told "You have already purchased this product"
    And Sam's product cart is empty
